import { QueryTypes, type Transaction } from 'sequelize'
import type { WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { recompute } from '#shared/domain/sla/recompute.ts'
import { RECOMPUTATION_ROW } from '../../calendar/recomputationRow.ts'
import { findRow, updateRows, type Database } from '../../database/database.ts'
import { isConflict, isPassing } from '../../database/errors.ts'
import type { RecomputationRow } from '../../models/index.ts'
import type { RecomputationPhase } from '../../models/organisations.ts'
import type { Services } from '../../services.ts'
import { loadOpenTickets, openTicketsAfter } from './openTickets.ts'
import { recomputeTicket } from './recomputeTicket.ts'

/** Tickets that are looked at between two notes of how far it has come. */
const BATCH = 200

export interface RecomputeOptions {
  /** The caches of all servers have run out since the walk ended: what was computed with the old calendar meanwhile is to be found now. */
  settled?: boolean
  /** Told of a ticket whose deadlines cannot be recomputed; it keeps them. */
  onFailed?: (ticketId: number, error: unknown) => void
  batch?: number
}

export interface RecomputeStep {
  phase: RecomputationPhase
  fingerprint: string
  changed: number
}

/** A server whose machine is gone cannot end its connection: the database does after this long without a word, in s. */
const SILENCE_S = 120

/** The row belongs to who holds its lock: another server passes by, and of one that dies the database frees it. In SQL: Sequelize leaves SKIP LOCKED away for this dialect. */
async function holdRow({ sequelize, tables }: Database, transaction: Transaction): Promise<RecomputationRow | null> {
  await sequelize.query(`SET SESSION wait_timeout = ${SILENCE_S}`, { transaction })
  const held = await sequelize.query('SELECT id FROM calendar_recomputation WHERE id = 1 FOR UPDATE SKIP LOCKED', { type: QueryTypes.SELECT, transaction })
  return held.length === 0 ? null : findRow(tables.calendarRecomputation, RECOMPUTATION_ROW, { transaction })
}

/** Most tickets stay as they are: those cost no lock and no transaction. */
async function recomputeBatch(services: Services, ids: readonly number[], calendar: WorkingCalendar, { onFailed }: RecomputeOptions): Promise<number> {
  let changed = 0
  for (const { row, facts } of await loadOpenTickets(services.database, ids)) {
    try {
      if (recompute(facts, calendar) && (await recomputeTicket(services, row.id, calendar))) changed++
    } catch (error) {
      if (isPassing(error)) throw error
      onFailed?.(row.id, error)
    }
  }
  return changed
}

const AFTER_WALK: Partial<Record<RecomputationPhase, RecomputationPhase>> = { walking: 'settling', checking: 'done' }

async function stepHeld(services: Services, row: RecomputationRow, options: RecomputeOptions, transaction: Transaction): Promise<RecomputeStep> {
  const { database, calendarSource, clock } = services
  const { calendar, fingerprint } = await calendarSource.read(transaction)
  let next: RecomputationRow = row
  // A change while it walks: those already looked at are looked at again.
  if (row.fingerprint !== fingerprint) next = { ...row, fingerprint, phase: 'walking', lastTicketId: 0, looked: 0, changed: 0, startedAt: clock.now() }
  else if (row.phase === 'settling' && options.settled) next = { ...row, phase: 'checking', lastTicketId: 0 }
  let changed = 0
  if (next.phase === 'walking' || next.phase === 'checking') {
    const ids = await openTicketsAfter(database, next.lastTicketId, options.batch ?? BATCH)
    changed = await recomputeBatch(services, ids, calendar, options)
    const looked = next.phase === 'walking' ? next.looked + ids.length : next.looked
    next = { ...next, looked, changed: next.changed + changed, ...(ids.length > 0 ? { lastTicketId: ids.at(-1)! } : { phase: AFTER_WALK[next.phase]! }) }
  }
  const { id: _id, ...columns } = next
  if (next !== row) await updateRows(database.tables.calendarRecomputation, columns, RECOMPUTATION_ROW, transaction)
  return { phase: next.phase, fingerprint, changed }
}

/** Whether there is nothing to do, without a lock. */
async function isAtRest({ database, calendarSource }: Services, { settled }: RecomputeOptions): Promise<RecomputeStep | null> {
  const row = await findRow(database.tables.calendarRecomputation, RECOMPUTATION_ROW)
  if (!row) return null
  const { fingerprint } = await calendarSource.read()
  const rests = row.fingerprint === fingerprint && (row.phase === 'done' || (row.phase === 'settling' && !settled))
  return rests ? { phase: row.phase, fingerprint, changed: 0 } : null
}

/**
 * Looks whether the calendar differs from the one that the open deadlines were computed by, and recomputes some of them
 * (`time.md`, Calendar). Safe on any number of servers and nodes: one holds the row, and a ticket done twice changes once.
 * A server that dies loses a batch at most, which is looked at again.
 * @returns null where another server is at it
 * @throws what says that the database is away; the next step goes on
 */
export async function recomputeStep(services: Services, options: RecomputeOptions = {}): Promise<RecomputeStep | null> {
  const atRest = await isAtRest(services, options)
  if (atRest) return atRest
  try {
    // Beside the gate of the commands' transactions: it waits for those of the tickets.
    return await services.database.sequelize.transaction(async (transaction) => {
      const row = await holdRow(services.database, transaction)
      return row && stepHeld(services, row, options, transaction)
    })
  } catch (error) {
    // On another node of a cluster the row is not locked: who commits second has lost its note, not its tickets.
    if (isConflict(error)) return null
    throw error
  }
}

/** Steps until all open deadlines are those of the calendar, or another server is at it. @returns how many tickets changed */
export async function recomputeAll(services: Services, options: RecomputeOptions = {}): Promise<number> {
  for (let changed = 0; ;) {
    const step = await recomputeStep(services, options)
    changed += step?.changed ?? 0
    if (!step || step.phase === 'done' || (step.phase === 'settling' && !options.settled)) return changed
  }
}
