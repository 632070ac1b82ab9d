import type { Readable } from 'node:stream'
import type { ExportKind } from '#shared/contract/export.ts'
import { dayOf } from '#shared/domain/sla/zonedTime.ts'
import type { Caller } from '../caller.ts'
import { createSlots, type Slots } from '../download/slots.ts'
import type { FileAnswer } from '../http/handler.ts'
import type { Services } from '../services.ts'
import type { Sheet } from './cells.ts'
import { beginExport, endExport, noteProgress, type ExportFigures } from './exportRecords.ts'
import { openSnapshot, type Snapshot } from './snapshot.ts'
import { writeWorkbook } from './writeWorkbook.ts'

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Of one server: each holds a connection as long as its reader takes. */
const AT_ONCE = 2
/** A reader as slow as this has gone to lunch, in ms. */
const LONGEST_MS = 15 * 60_000
const PROGRESS_MS = 500

export const exportSlots: Slots = createSlots({ places: AT_ONCE, waiting: 0, retryAfterSeconds: 10 })

/** Nobody wants the file any more. */
class GivenUp extends Error {
  override readonly name = 'GivenUp'
}

/** Its reader has gone, or its user ended it; what took too long has failed. */
const wasGivenUp = (error: unknown, signal: AbortSignal): boolean =>
  error instanceof GivenUp || (signal.aborted && (signal.reason as { name?: string } | null)?.name !== 'TimeoutError')

/** What an export reads with, and what it tells. */
export interface ExportRun {
  snapshot: Snapshot
  /** Counted up by who reads the rows. */
  figures: ExportFigures
  signal: AbortSignal
  /**
   * All rows have been read: gives the connection and the place back and notes how it ended, before the last bytes go out,
   * so that who has the file can ask how many there are, and begin the next one.
   */
  finish: () => Promise<void>
}

export interface ExportJob {
  id: string
  kind: ExportKind
  /** Of the file, before the day. */
  title: string
  /** What is exported, for the audit; never a customer's data. */
  detail: Record<string, unknown>
  /** The sheets, of which the last calls `finish`; what may be refused is read here, before the first byte. */
  sheets: (run: ExportRun) => Promise<readonly Sheet[]>
}

/** What a file system takes of a title. */
const plain = (title: string): string => title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_')

/**
 * Streams an export. It ends when all has been read, when its reader goes, when its user cancels it (on any server), or with the
 * longest time; then nothing of it runs any more, and its row and the audit say how it ended.
 * @throws ApiError `rate_limited` where two run on this server or one of the same user, `conflict`, and what `sheets` throws
 */
export async function runExport(services: Services, caller: Caller, abandoned: AbortSignal, report: (error: unknown) => void, job: ExportJob): Promise<FileAnswer> {
  const free = await exportSlots.take(abandoned)
  const cancelled = new AbortController()
  const signal = AbortSignal.any([abandoned, cancelled.signal, AbortSignal.timeout(LONGEST_MS)])
  const figures: ExportFigures = { rows: 0, total: null, cut: false }
  let snapshot: Snapshot | null = null
  let beat: NodeJS.Timeout | undefined
  let begun = false
  /** Once, whatever ends it first. @param error null: all of it has been read */
  const end = once(async (error: unknown) => {
    clearInterval(beat)
    const state = error === null ? 'done' : wasGivenUp(error, signal) ? 'cancelled' : 'failed'
    if (state === 'done') figures.total = figures.rows
    else cancelled.abort(error)
    await snapshot?.close().catch(report)
    if (begun) await endExport(services, caller, job.id, state, figures).catch(report)
    free()
    if (state === 'failed') report(error)
  })
  try {
    await beginExport(services, caller, job)
    begun = true
    snapshot = await openSnapshot(services.database, signal)
    const sheets = await job.sheets({ snapshot, figures, signal, finish: () => end(null) })
    const { clock, timeZone } = services
    const now = clock.now()
    const content = writeWorkbook(sheets, { timeZone, madeAt: now })
    beat = setInterval(() => {
      noteProgress(services, job.id, figures).then((unwanted) => { if (unwanted) cancelled.abort(new GivenUp('The export was cancelled.')) }, () => undefined)
    }, PROGRESS_MS)
    endWith(content, signal, end)
    return { name: `${plain(job.title)}-${dayOf(now, timeZone)}.xlsx`, mediaType: MEDIA_TYPE, size: null, content }
  } catch (error) {
    await end(error)
    throw error
  }
}

/** The end of the stream is that of the export, and the other way round. */
function endWith(content: Readable, signal: AbortSignal, end: (error: unknown) => Promise<void>): void {
  const failed = { error: null as unknown }
  const stop = (): void => { content.destroy(signal.reason as Error) }
  signal.addEventListener('abort', stop, { once: true })
  content.once('error', (error) => { failed.error = error })
  content.once('close', () => {
    signal.removeEventListener('abort', stop)
    // After a whole file this is no end any more.
    void end(failed.error ?? new GivenUp('The reader has gone.'))
  })
  if (signal.aborted) stop()
}

function once(work: (error: unknown) => Promise<void>): (error: unknown) => Promise<void> {
  let running: Promise<void> | null = null
  return (error) => (running ??= work(error))
}
