import { Op } from 'sequelize'
import type { ExportKind, ExportState } from '#shared/contract/export.ts'
import type { Caller } from '../caller.ts'
import { audit } from '../commands/audit.ts'
import { runCommand } from '../commands/unit.ts'
import { findRow, insertRow, updateRows } from '../database/database.ts'
import { isDuplicate } from '../database/errors.ts'
import { ApiError } from '../errors.ts'
import type { ExportRow } from '../models/index.ts'
import type { Services } from '../services.ts'

/** An export whose server has said nothing for so long is said to have failed, in ms. */
const SILENCE_MS = 15_000
/** How long one can ask how an export ended, in ms; the audit keeps it for good. */
const KEPT_MS = 7 * 24 * 3_600_000
const RETRY_AFTER_SECONDS = 10

/** Another export of the same user runs. */
export const ownRuns = (): ApiError => new ApiError('rate_limited', { retryAfterSeconds: RETRY_AFTER_SECONDS })

const unkeyed = (caller: Caller): Caller => ({ ...caller, idempotency: null })

/**
 * Notes that an export begins, before anything is read: in the audit too, since it is personal data (`quality.md`).
 * @param detail of the audit: what is exported
 * @throws ApiError `conflict` for an id that was used already, `rate_limited` while another export of the same user runs
 */
export async function beginExport(services: Services, caller: Caller, { id, kind, detail }: { id: string; kind: ExportKind; detail: Record<string, unknown> }): Promise<void> {
  const { exports } = services.database.tables
  const userId = caller.user.id
  try {
    await runCommand(services, unkeyed(caller), 200, async (unit) => {
      const { now, transaction } = unit
      if (await findRow(exports, { id }, { transaction, attributes: ['id'] })) throw new ApiError('conflict')
      await exports.model.destroy({ where: { startedAt: { [Op.lt]: new Date(now.getTime() - KEPT_MS) } }, transaction })
      await insertRow(exports, { id, userId, kind, state: 'running', runningKey: userId, rowsWritten: 0, total: null, cut: false, cancelWanted: false, startedAt: now, updatedAt: now, requestId: caller.requestId }, transaction)
      await audit(unit, 'export', { exportId: id, kind, ...detail })
    }, () => Promise.resolve(null))
  } catch (error) {
    throw isDuplicate(error) ? ownRuns() : error
  }
}

/** How far an export is. */
export interface ExportFigures {
  rows: number
  total: number | null
  cut: boolean
}

const columnsOf = ({ rows, total, cut }: ExportFigures): Pick<ExportRow, 'rowsWritten' | 'total' | 'cut'> => ({ rowsWritten: rows, total, cut })

/** Notes how far it is, and that it runs. @returns whether its user wants it to end */
export async function noteProgress({ database: { tables: { exports } }, clock }: Services, id: string, figures: ExportFigures, beats: number): Promise<boolean> {
  await updateRows(exports, { ...columnsOf(figures), beats, updatedAt: clock.now() }, { id, state: 'running' }, null)
  const row = await findRow(exports, { id }, { attributes: ['cancelWanted', 'state'] })
  return row === null || row.cancelWanted || row.state !== 'running'
}

/** What an export may have been before it was what it is now: one whose last bytes did not leave was no whole file after all. */
const BEFORE: Readonly<Record<Exclude<ExportState, 'running'>, ExportState[]>> = { done: ['running'], cancelled: ['running', 'done'], failed: ['running', 'done'] }

/**
 * Notes how it ended and with how many rows, in the audit too.
 * @returns false where it had ended otherwise: nothing is noted
 */
export async function endExport(services: Services, caller: Caller, id: string, state: Exclude<ExportState, 'running'>, figures: ExportFigures): Promise<boolean> {
  const { exports } = services.database.tables
  const { body } = await runCommand(services, unkeyed(caller), 200, async (unit) => {
    const { now, transaction } = unit
    const ended = await updateRows(exports, { ...columnsOf(figures), state, runningKey: null, updatedAt: now, endedAt: now }, { id, state: { [Op.in]: BEFORE[state] } }, transaction)
    if (ended > 0) await audit(unit, 'export_ended', { exportId: id, state, rows: figures.rows, cut: figures.cut })
    return ended > 0
  }, (ended) => Promise.resolve(ended))
  return body
}

/** Notes that an export has failed whose server is gone. @param seen as it stood when it was last looked at */
export async function endSilent(services: Services, caller: Caller, { id, beats, rowsWritten, cut }: Pick<ExportRow, 'id' | 'beats' | 'rowsWritten' | 'cut'>): Promise<void> {
  const { exports } = services.database.tables
  await runCommand(services, unkeyed(caller), 200, async (unit) => {
    const { now, transaction } = unit
    const ended = await updateRows(exports, { state: 'failed', runningKey: null, endedAt: now }, { id, beats, state: 'running' }, transaction)
    if (ended > 0) await audit(unit, 'export_ended', { exportId: id, state: 'failed', rows: rowsWritten, cut })
  }, () => Promise.resolve(null))
}

/** One's own export. One whose server is gone has failed. @throws ApiError `not_found` also for somebody else's */
export async function findExport({ database: { tables: { exports } }, clock }: Services, userId: number, id: string): Promise<ExportRow> {
  const row = await findRow(exports, { id, userId })
  if (!row) throw new ApiError('not_found')
  const silent = row.state === 'running' && clock.now().getTime() - row.updatedAt.getTime() > SILENCE_MS
  return silent ? { ...row, state: 'failed' } : row
}

/** Asks for the end of one's own export, on whatever server it runs. @throws ApiError `not_found` */
export async function wantCancelled(services: Services, userId: number, id: string): Promise<void> {
  await findExport(services, userId, id)
  await updateRows(services.database.tables.exports, { cancelWanted: true }, { id, userId, state: 'running' }, null)
}
