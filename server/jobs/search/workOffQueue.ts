import { QueryTypes, type Transaction } from 'sequelize'
import { isDuplicate, isPassing } from '../../database/errors.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import { runTransaction } from '../../database/transaction.ts'
import { indexTickets } from '../../search/indexTickets.ts'
import type { Services } from '../../services.ts'

/** Rows of the queue that one transaction takes. */
const BATCH = 100
/** How long a ticket that cannot be indexed is left alone, in ms. */
const SET_ASIDE_MS = 10 * 60_000
/** How often a transaction is done again because another server put the same new row there first. */
const MOST_DUPLICATES = 3

export interface QueueOutcome {
  indexed: number
  setAside: number
  /** There may be more that is due. */
  more: boolean
}

export interface QueueOptions {
  /** Told of a ticket that could not be indexed; it is tried again later. */
  onSetAside?: (ticketId: number, error: unknown) => void
}

interface Claimed { id: number; ticketId: number }

/** Locks what is due and leaves what another server has. */
async function claim({ database: { sequelize }, clock }: Services, only: number | null, transaction: Transaction): Promise<Claimed[]> {
  const rows = await sequelize.query<Claimed>(
    `SELECT id, ticket_id AS ticketId FROM search_queue WHERE due_at <= :now ${only === null ? '' : 'AND ticket_id = :only'} ORDER BY due_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    { replacements: { now: sqlInstant(clock.now()), only }, type: QueryTypes.SELECT, transaction })
  return rows.map(({ id, ticketId }) => ({ id: Number(id), ticketId: Number(ticketId) }))
}

/** Runs a transaction that indexes; see {@link indexTickets}. */
export async function indexing<Result>({ database }: Services, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runTransaction(database, work)
    } catch (error) {
      if (!isDuplicate(error) || attempt === MOST_DUPLICATES) throw error
    }
  }
}

/** Index and queue change together: killed at any moment, a ticket is indexed or still waits. */
const takeBatch = (services: Services, only: number | null, took: (rows: readonly Claimed[]) => void): Promise<number> =>
  indexing(services, async (transaction) => {
    const rows = await claim(services, only, transaction)
    took(rows)
    if (rows.length === 0) return 0
    await indexTickets(services.database, rows.map(({ ticketId }) => ticketId), transaction)
    await services.database.sequelize.query('DELETE FROM search_queue WHERE id IN (?)', { replacements: [rows.map(({ id }) => id)], transaction })
    return rows.length
  })

const setAside = ({ database, clock }: Services, ticketId: number): Promise<unknown> =>
  database.sequelize.query('UPDATE search_queue SET due_at = ? WHERE ticket_id = ?', { replacements: [sqlInstant(new Date(clock.now().getTime() + SET_ASIDE_MS)), ticketId] })

/**
 * Indexes a batch of the tickets that operations have put into the queue. Any number of servers work on it at once. A
 * ticket that fails by itself is set aside and reported; the rest goes on.
 * @throws while the database is away; nothing is lost and nothing half done
 */
export async function workOffQueue(services: Services, { onSetAside }: QueueOptions = {}): Promise<QueueOutcome> {
  let rows: readonly Claimed[] = []
  try {
    const indexed = await takeBatch(services, null, (taken) => { rows = taken })
    return { indexed, setAside: 0, more: indexed === BATCH }
  } catch (error) {
    if (isPassing(error) || rows.length === 0) throw error
  }
  const outcome: QueueOutcome = { indexed: 0, setAside: 0, more: true }
  for (const ticketId of new Set(rows.map((row) => row.ticketId))) {
    try {
      outcome.indexed += await takeBatch(services, ticketId, () => undefined)
    } catch (error) {
      if (isPassing(error)) throw error
      await setAside(services, ticketId)
      outcome.setAside++
      onSetAside?.(ticketId, error)
    }
  }
  return outcome
}
