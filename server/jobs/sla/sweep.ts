import { Op, QueryTypes, type Transaction } from 'sequelize'
import type { Database } from '../../database/database.ts'
import { isDuplicate, isPassing } from '../../database/errors.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import { runTransaction } from '../../database/transaction.ts'
import type { TimerRow } from '../../models/index.ts'
import type { Services } from '../../services.ts'
import { decideTimers, dueTimers, takeTickets, type SweptTicket } from './sweptTicket.ts'
import { writeFirings } from './writeFirings.ts'

/** Timers whose tickets make one transaction. */
const BATCH = 250
/** Batches that one look at the index finds. What another server does at the same moment is passed over. */
const BATCHES_FOUND = 8
/** How long a ticket whose timers cannot be fired is left alone, in ms. */
export const SET_ASIDE_MS = 10 * 60_000
/** How often a batch is tried again because somebody else wrote one of its events first. */
const MOST_DUPLICATES = 3

export interface SweepResult {
  fired: number
  /** Timers that did nothing: their condition no longer held, or the event was there already. */
  dropped: number
  setAside: number
  /** Something was done, and there may be more that is due now. */
  more: boolean
}

export interface SweepOptions {
  /** Told of a ticket whose timers could not be fired. */
  onSetAside?: (ticketId: number, error: unknown) => void
  /** Ends it after the running batch. */
  signal?: AbortSignal
  /** When a timer counts as fired; without it, now. */
  timeOf?: (ticket: SweptTicket, timer: TimerRow) => Date
}

interface Found { ticketId: number; dueAt: Date }

/** Tickets of timers that fall due one after the other, in order of due time. */
interface Batch {
  ticketIds: number[]
  /** The due time of the last; later timers of the same tickets wait for their turn. */
  until: Date
}

const nothing = (): SweepResult => ({ fired: 0, dropped: 0, setAside: 0, more: false })

/** By the index on the due time: the cost follows what is due, not what is open. */
async function findDue({ sequelize, tables }: Database, now: Date): Promise<Batch[]> {
  const rows = await sequelize.query<Record<string, unknown>>(
    'SELECT ticket_id AS ticketId, due_at AS dueAt FROM timers FORCE INDEX (timers_due) WHERE due_at <= ? ORDER BY due_at, id LIMIT ?',
    { replacements: [sqlInstant(now), BATCH * BATCHES_FOUND], type: QueryTypes.SELECT },
  )
  const found = rows.map(tables.timers.decode) as Found[]
  const batches: Batch[] = []
  for (let start = 0; start < found.length; start += BATCH) {
    const part = found.slice(start, start + BATCH)
    batches.push({ ticketIds: [...new Set(part.map(({ ticketId }) => ticketId))], until: part.at(-1)!.dueAt })
  }
  return batches
}

/** One transaction: lock, look again, write everything, and the timers are gone. */
async function fireBatch(services: Services, { ticketIds, until }: Batch, { timeOf }: SweepOptions, transaction: Transaction): Promise<SweepResult> {
  const { database, clock } = services
  const tickets = await takeTickets(database, ticketIds, transaction)
  if (tickets.size === 0) return nothing()
  const timers = await dueTimers(database, [...tickets.keys()], until, transaction)
  if (timers.length === 0) return nothing()
  const now = clock.now()
  const fired = await writeFirings(services, decideTimers(timers, tickets, timeOf ?? (() => now)), transaction)
  await database.tables.timers.model.destroy({ where: { id: { [Op.in]: timers.map(({ id }) => id) } }, transaction })
  return { fired: fired.length, dropped: timers.length - fired.length, setAside: 0, more: true }
}

/** Another node of a cluster may have fired the same: then its events are there now, and the batch is looked at anew. */
async function fireAgainstOthers(services: Services, batch: Batch, options: SweepOptions): Promise<SweepResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      const result = await runTransaction(services.database, (transaction) => fireBatch(services, batch, options, transaction))
      if (result.fired > 0) services.committed.ring()
      return result
    } catch (error) {
      if (!isDuplicate(error) || attempt === MOST_DUPLICATES) throw error
    }
  }
}

/** Its due timers come again later; what is not due yet stays. */
async function setAside({ database, clock }: Services, ticketId: number): Promise<void> {
  const now = clock.now()
  await database.sequelize.query('UPDATE timers SET due_at = ? WHERE ticket_id = ? AND due_at <= ?', {
    replacements: [sqlInstant(new Date(now.getTime() + SET_ASIDE_MS)), ticketId, sqlInstant(now)], type: QueryTypes.UPDATE,
  })
}

const halves = ({ ticketIds, until }: Batch): Batch[] => {
  const middle = Math.ceil(ticketIds.length / 2)
  return [{ ticketIds: ticketIds.slice(0, middle), until }, { ticketIds: ticketIds.slice(middle), until }]
}

/** A batch that fails is halved until the ticket that fails by itself is found. */
async function fireWhatCan(services: Services, batch: Batch, options: SweepOptions): Promise<SweepResult> {
  try {
    return await fireAgainstOthers(services, batch, options)
  } catch (error) {
    if (isPassing(error)) throw error
    const [ticketId, ...others] = batch.ticketIds
    if (others.length === 0) {
      await setAside(services, ticketId!)
      options.onSetAside?.(ticketId!, error)
      return { fired: 0, dropped: 0, setAside: 1, more: true }
    }
    const total = nothing()
    for (const half of halves(batch)) add(total, await fireWhatCan(services, half, options))
    return total
  }
}

function add(total: SweepResult, { fired, dropped, setAside: aside, more }: SweepResult): void {
  total.fired += fired
  total.dropped += dropped
  total.setAside += aside
  total.more ||= more
}

/**
 * Fires some batches of what is due now, in order of due time (`time.md`, What the sweep fires). Safe on any number of servers
 * and nodes: locked tickets are left to who holds them, and an event is unique by its key. A ticket that fails by itself
 * is set aside for ten minutes and reported; the rest goes on.
 * @throws what says that the database is away or in conflict for too long; nothing is lost, the next sweep goes on
 */
export async function sweep(services: Services, options: SweepOptions = {}): Promise<SweepResult> {
  const total = nothing()
  for (const batch of await findDue(services.database, services.clock.now())) {
    if (options.signal?.aborted) break
    add(total, await fireWhatCan(services, batch, options))
  }
  return total
}

/** Sweeps until nothing more is due, or all that is due is held by others. */
export async function sweepAll(services: Services, options: SweepOptions = {}): Promise<SweepResult> {
  const total = nothing()
  while (!options.signal?.aborted) {
    const result = await sweep(services, options)
    add(total, result)
    if (!result.more) break
  }
  return { ...total, more: options.signal?.aborted ?? false }
}
