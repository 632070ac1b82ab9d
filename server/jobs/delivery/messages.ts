import { QueryTypes, type Transaction } from 'sequelize'
import { NOTICES } from '#shared/domain/notices.ts'
import { pauseBeforeRedelivery } from '#shared/domain/redelivery.ts'
import { findRows, insertRows, updateRows } from '../../database/database.ts'
import { isConflict, isConnectionLost, isUnavailable } from '../../database/errors.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import { runTransaction } from '../../database/transaction.ts'
import { describeError } from '../../logging/describeError.ts'
import type { Services } from '../../services.ts'
import { loadSights } from '../../stream/ticketSights.ts'
import { createRecipients } from './recipients.ts'

/** The channels whose messages stand in the program; a desktop notification is the same message with a flag. */
export const MESSAGE_CHANNELS = ['in_app', 'desktop'] as const
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number]

/** Rows of the outbox that one transaction takes. */
const BATCH = 100
/** Messages of one INSERT. */
const INSERTED_AT_ONCE = 1_000
const ERROR_MAX_LENGTH = 500

interface Claimed {
  id: number
  eventId: number
  audience: string
  attempts: number
}

export interface Delivery {
  delivered: number
  setAside: number
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
const claim = ({ database: { sequelize } }: Services, channel: MessageChannel, now: Date, only: number | null, transaction: Transaction): Promise<Claimed[]> =>
  sequelize.query<Claimed>(`
    SELECT id, event_id AS eventId, audience, attempts FROM outbox ${only === null ? 'FORCE INDEX (outbox_channel_due)' : ''}
    WHERE ${only === null ? '' : 'id = :only AND '}channel = :channel AND state = 'waiting' AND next_attempt_at <= :now
    ORDER BY next_attempt_at, id LIMIT :limit FOR UPDATE SKIP LOCKED`,
  { replacements: { channel, now: sqlInstant(now), only, limit: BATCH }, type: QueryTypes.SELECT, transaction })

/** The messages that the rows call for. @throws Error for a row that names no event, no ticket or no audience */
async function messagesOf(services: Services, rows: readonly Claimed[], transaction: Transaction) {
  const { tables } = services.database
  const events = new Map((await findRows(tables.events, { id: [...new Set(rows.map(({ eventId }) => eventId))] }, { transaction })).map((event) => [event.id, event]))
  const sights = new Map((await loadSights(services, { id: [...new Set([...events.values()].map(({ ticketId }) => ticketId))] })).map((sight) => [sight.id, sight]))
  const recipientsOf = createRecipients(services)
  const messages = []
  for (const { id, eventId, audience } of rows) {
    const event = events.get(eventId)
    const sight = event && sights.get(event.ticketId)
    if (!event || !sight) throw new Error(`row ${id} of the outbox belongs to no event of a ticket`)
    const desktop = NOTICES[event.kind]?.channels.includes('desktop') ?? false
    for (const recipient of await recipientsOf(audience, sight.scope)) {
      messages.push({ eventId, recipient, event: event.kind, ticketId: sight.id, ticketNo: sight.no, at: event.at, desktop })
    }
  }
  return messages
}

/**
 * Takes due rows, writes their messages and marks the rows done, all in one transaction: a message is there if and only if
 * its row is done, and the unique key (event, recipient) keeps one that two audiences or both channels call for from being
 * written twice.
 * @param took is told what the transaction took
 */
const deliver = (services: Services, channel: MessageChannel, only: number | null, took: (ids: number[]) => void): Promise<number> =>
  runTransaction(services.database, async (transaction) => {
    const { tables } = services.database
    const now = services.clock.now()
    const rows = await claim(services, channel, now, only, transaction)
    took(rows.map(({ id }) => id))
    if (rows.length === 0) return 0
    const messages = await messagesOf(services, rows, transaction)
    for (let from = 0; from < messages.length; from += INSERTED_AT_ONCE) {
      await insertRows(tables.messages, messages.slice(from, from + INSERTED_AT_ONCE), transaction, { ignoreDuplicates: true })
    }
    await updateRows(tables.outbox, { state: 'done', doneAt: now, claimedUntil: null }, { id: rows.map(({ id }) => id) }, transaction)
    return rows.length
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

const isPassing = (error: unknown): boolean => isConflict(error) || isUnavailable(error) || isConnectionLost(error)

/**
 * Delivers one batch of what is due in a channel. A batch that cannot be written is taken apart: the row at fault is set
 * aside, with a growing pause and dead in the end, and holds up no other.
 * @throws while the database is away; nothing is lost and nothing half done
 */
export async function deliverMessages(services: Services, channel: MessageChannel, { onSetAside, random = Math.random }: DeliveryOptions = {}): Promise<Delivery> {
  let ids: number[] = []
  try {
    const delivered = await deliver(services, channel, null, (taken) => { ids = taken })
    return { delivered, setAside: 0, more: delivered === BATCH }
  } catch (error) {
    if (isPassing(error) || ids.length === 0) throw error
  }
  const outcome: Delivery = { delivered: 0, setAside: 0, more: true }
  for (const id of ids) {
    try {
      outcome.delivered += await deliver(services, channel, id, () => undefined)
    } catch (error) {
      if (isPassing(error)) throw error
      const dead = await setAside(services, id, error, random())
      if (dead === null) continue
      outcome.setAside++
      onSetAside?.(id, describeError(error), dead)
    }
  }
  return outcome
}
