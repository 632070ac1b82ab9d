import { QueryTypes, type Transaction } from 'sequelize'
import type { Channel } from '#shared/domain/notices.ts'
import { pauseBeforeRedelivery } from '#shared/domain/redelivery.ts'
import { findRows, updateRows } from '../../database/database.ts'
import { isPassing } from '../../database/errors.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import { runTransaction } from '../../database/transaction.ts'
import { describeError } from '../../logging/describeError.ts'
import type { Services } from '../../services.ts'

/** Rows of the outbox that one transaction takes. */
const BATCH = 100
const ERROR_MAX_LENGTH = 500

export interface Claimed {
  id: number
  eventId: number
  audience: string
}

/**
 * Writes what rows of the outbox call for, in the transaction that marks them.
 * @returns what becomes of the rows
 */
export type WriteRows = (rows: readonly Claimed[], transaction: Transaction, now: Date) => Promise<'done' | 'skipped'>

export interface Delivery {
  delivered: number
  /** Their channel is off. */
  skipped: number
  setAside: number
  /** Of those that were set aside. */
  dead: number
  /** There may be more that is due. */
  more: boolean
}

export interface DeliveryOptions {
  /** @param dead it is not tried again */
  onSetAside?: (outboxId: number, error: unknown, dead: boolean) => void
  /** From 0 up to 1; for the pause before another try. */
  random?: () => number
}

/**
 * Locks what is due and leaves what another worker has. In the order of the index, whatever waits for other channels.
 * @param only this row alone
 */
const claim = ({ database: { sequelize } }: Services, channel: Channel, now: Date, only: number | null, transaction: Transaction): Promise<Claimed[]> =>
  sequelize.query<Claimed>(`
    SELECT id, event_id AS eventId, audience FROM outbox ${only === null ? 'FORCE INDEX (outbox_channel_due)' : ''}
    WHERE ${only === null ? '' : 'id = :only AND '}channel = :channel AND state = 'waiting' AND next_attempt_at <= :now
    ORDER BY next_attempt_at, id LIMIT :limit FOR UPDATE SKIP LOCKED`,
  { replacements: { channel, now: sqlInstant(now), only, limit: BATCH }, type: QueryTypes.SELECT, transaction })

type Taken = Pick<Delivery, 'delivered' | 'skipped'>

/**
 * Takes due rows, writes what they call for and marks the rows, all in one transaction.
 * @param took is told what the transaction took
 */
const takeRows = (services: Services, channel: Channel, write: WriteRows, only: number | null, took: (ids: number[]) => void): Promise<Taken> =>
  runTransaction(services.database, async (transaction) => {
    const { tables } = services.database
    const now = services.clock.now()
    const rows = await claim(services, channel, now, only, transaction)
    const ids = rows.map(({ id }) => id)
    took(ids)
    if (rows.length === 0) return { delivered: 0, skipped: 0 }
    const state = await write(rows, transaction, now)
    await updateRows(tables.outbox, { state, doneAt: now, claimedUntil: null }, { id: ids }, transaction)
    return state === 'done' ? { delivered: ids.length, skipped: 0 } : { delivered: 0, skipped: ids.length }
  })

/** @returns whether the row is dead; null where somebody else has dealt with it */
const setAside = ({ database, clock }: Services, id: number, error: unknown, random: number): Promise<boolean | null> =>
  runTransaction(database, async (transaction) => {
    const { outbox } = database.tables
    const [row] = await findRows(outbox, { id, state: 'waiting' }, { transaction, lock: true })
    if (!row) return null
    const now = clock.now()
    const attempts = row.attempts + 1
    const pause = pauseBeforeRedelivery(attempts, random)
    const lastError = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_MAX_LENGTH)
    await updateRows(outbox, pause === null ? { attempts, lastError, state: 'dead' } : { attempts, lastError, nextAttemptAt: new Date(now.getTime() + pause) }, { id }, transaction)
    return pause === null
  })

/**
 * Works off one batch of what is due in a channel. A batch that cannot be written is taken apart: the row at fault is set
 * aside, with a growing pause and dead in the end, and holds up no other.
 * @throws while the database is away; nothing is lost and nothing half done
 */
export async function workOffOutbox(services: Services, channel: Channel, write: WriteRows, { onSetAside, random = Math.random }: DeliveryOptions = {}): Promise<Delivery> {
  let ids: number[] = []
  try {
    const taken = await takeRows(services, channel, write, null, (given) => { ids = given })
    return { ...taken, setAside: 0, dead: 0, more: ids.length === BATCH }
  } catch (error) {
    if (isPassing(error) || ids.length === 0) throw error
  }
  const outcome: Delivery = { delivered: 0, skipped: 0, setAside: 0, dead: 0, more: true }
  for (const id of ids) {
    try {
      const taken = await takeRows(services, channel, write, id, () => undefined)
      outcome.delivered += taken.delivered
      outcome.skipped += taken.skipped
    } catch (error) {
      if (isPassing(error)) throw error
      const dead = await setAside(services, id, error, random())
      if (dead === null) continue
      outcome.setAside++
      if (dead) outcome.dead++
      onSetAside?.(id, describeError(error), dead)
    }
  }
  return outcome
}
