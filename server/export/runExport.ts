import type { ExportKind } from '#shared/contract/export.ts'
import { dayOf } from '#shared/domain/sla/zonedTime.ts'
import type { Caller } from '../caller.ts'
import { createSlots, type Slots } from '../download/slots.ts'
import type { FileAnswer } from '../http/handler.ts'
import type { Services } from '../services.ts'
import type { Sheet } from './cells.ts'
import { startBeat } from './exportBeat.ts'
import { beginExport, endExport, type ExportFigures } from './exportRecords.ts'
import { holdLastBytes, type GuardedFile } from './lastBytes.ts'
import { awaitOwnExport } from './ownExport.ts'
import { openSnapshot, type Snapshot } from './snapshot.ts'
import { writeWorkbook } from './writeWorkbook.ts'

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Of one server: each holds a connection as long as its reader takes. */
const AT_ONCE = 2
/** A reader as slow as this has gone to lunch, in ms. */
const LONGEST_MS = 15 * 60_000

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
}

export interface ExportJob {
  id: string
  kind: ExportKind
  /** Of the file, before the day. */
  title: string
  /** What is exported, for the audit; never a customer's data. */
  detail: Record<string, unknown>
  /** The sheets, of which the last closes the snapshot; what may be refused is read here, before the first byte. */
  sheets: (run: ExportRun) => Promise<readonly Sheet[]>
  /** How long a reader may take nothing of what is there for him, in ms. */
  patienceMs?: number
}

/** What a file system takes of a title. */
const plain = (title: string): string => title.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_')

/**
 * Streams an export. It ends when all has been read, when its reader goes or takes nothing for long, when its user cancels it (on
 * any server), or with the longest time; then nothing of it runs any more, and its row and the audit say how it ended. It is
 * done before its last bytes leave, so that who has the file can begin the next one, and not done if they do not leave.
 * @throws ApiError `rate_limited` where two run on this server or one of the same user, `conflict`, and what `sheets` throws
 */
export async function runExport(services: Services, caller: Caller, abandoned: AbortSignal, report: (error: unknown) => void, job: ExportJob): Promise<FileAnswer> {
  await awaitOwnExport(services, caller, job.id, abandoned)
  const free = await exportSlots.take(abandoned)
  const stopped = new AbortController()
  const signal = AbortSignal.any([abandoned, stopped.signal, AbortSignal.timeout(LONGEST_MS)])
  const figures: ExportFigures = { rows: 0, total: null, cut: false }
  let snapshot: Snapshot | null = null
  let beat: ReturnType<typeof startBeat> | null = null
  const giveBack = async (): Promise<void> => {
    beat?.stop()
    await snapshot?.close().catch(report)
    free()
  }
  /** All of the file is there but its last bytes. @throws GivenUp where it counts as ended already */
  async function finish(): Promise<void> {
    figures.total = figures.rows
    await giveBack()
    if (!(await endExport(services, caller, job.id, 'done', figures))) throw new GivenUp('The export was ended by another server.')
  }
  async function breakOff(error: unknown): Promise<void> {
    const state = wasGivenUp(error, signal) ? 'cancelled' : 'failed'
    stopped.abort(error)
    await giveBack()
    if (beat) await endExport(services, caller, job.id, state, figures).catch(report)
    if (state === 'failed') report(error)
  }
  try {
    await beginExport(services, caller, job)
    beat = startBeat(services, job, figures, (error) => stopped.abort(error ?? new GivenUp('The export was cancelled.')))
    snapshot = await openSnapshot(services.database, signal)
    const sheets = await job.sheets({ snapshot, figures, signal })
    const { clock, timeZone } = services
    const now = clock.now()
    const file = holdLastBytes(writeWorkbook(sheets, { timeZone, madeAt: now }), finish)
    beat.watch(file)
    endWith(file, signal, (error) => void breakOff(error))
    return { name: `${plain(job.title)}-${dayOf(now, timeZone)}.xlsx`, mediaType: MEDIA_TYPE, size: null, content: file.content }
  } catch (error) {
    await breakOff(error)
    throw error
  }
}

/** The end of the signal is that of the file, and what ends it before its end is told. */
function endWith({ content }: GuardedFile, signal: AbortSignal, onBroken: (error: unknown) => void): void {
  const failed = { error: null as unknown }
  const stop = (): void => { content.destroy(signal.reason as Error) }
  signal.addEventListener('abort', stop, { once: true })
  content.once('error', (error) => { failed.error = error })
  content.once('close', () => {
    signal.removeEventListener('abort', stop)
    if (!content.readableEnded) onBroken(failed.error ?? new GivenUp('The reader has gone.'))
  })
  if (signal.aborted) stop()
}
