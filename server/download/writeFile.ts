import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { createSlots, type Slots } from './slots.ts'
import type { WritingTask } from './work.ts'

/** Of one server: half of its processor stays with everybody's requests. */
const AT_ONCE = 2
const WAITING = 30
/** A ticket of 2,000 records with 100 pictures takes about a tenth of it where nothing else runs. */
const LONGEST_MS = 120_000
/** Of the thread's JavaScript; pictures are decoded beside it, one row at a time. */
const MEMORY_MB = 384

export const downloadSlots: Slots = createSlots({ places: AT_ONCE, waiting: WAITING, retryAfterSeconds: 10 })

export interface WrittenFile {
  /** In bytes. */
  size: number
  /** Its end, or its being given up, takes the file away. */
  content: Readable
}

const PREFIX = 'gongdan-download-'
/** Older ones belong to a server that was killed. */
const ABANDONED_MS = 3_600_000

/** Customers' data does not stay in the folder of temporary files. Once for each start of the server. */
async function removeAbandoned(now: number): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((one) => one.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    const found = await stat(folder).catch(() => null)
    if (found && now - found.mtimeMs > ABANDONED_MS) await rm(folder, { recursive: true, force: true })
  }
}
let cleaning: Promise<void> | null = null

async function runWorker(task: WritingTask, signal: AbortSignal): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } })
  try {
    const [code] = await once(worker, 'exit', { signal }) as [number]
    if (code !== 0) throw new Error(`the thread that writes a download ended with ${code}`)
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    await worker.terminate()
  }
}

/**
 * Writes a file in a thread of its own and gives it whole: an error comes before the first byte, never after half a file.
 * @param abandoned ends the work; so does the longest time
 * @throws Error of the writer; the signal's reason
 */
export async function writeFile(task: Omit<WritingTask, 'file'>, abandoned: AbortSignal): Promise<WrittenFile> {
  // Nobody waits for it, and nobody's file fails because an old one cannot be removed. Files are dated by the machine's clock.
  cleaning ??= removeAbandoned(Date.now()).catch(() => undefined)
  const folder = await mkdtemp(join(tmpdir(), PREFIX))
  const away = (): void => { void rm(folder, { recursive: true, force: true }) }
  try {
    const file = join(folder, `ticket.${task.format}`)
    await runWorker({ ...task, file }, AbortSignal.any([abandoned, AbortSignal.timeout(LONGEST_MS)]))
    const { size } = await stat(file)
    const content = createReadStream(file)
    await once(content, 'open')
    content.once('close', away)
    return { size, content }
  } catch (error) {
    away()
    throw error
  }
}
