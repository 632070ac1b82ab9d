import { Op, QueryTypes } from 'sequelize'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import { pauseBeforeRedelivery } from '#shared/domain/redelivery.ts'
import { findRows, updateRows } from '../../database/database.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import { runTransaction } from '../../database/transaction.ts'
import type { Services } from '../../services.ts'

/** Well over the time of a try: a message whose server died is taken up again after it, in ms. */
export const LEASE_MS = 60_000
/** Rows that one statement skips. */
const SKIPPED_AT_ONCE = 1_000
const ERROR_MAX_LENGTH = 200

/** A message that this server is sending. */
export interface ClaimedDispatch {
  id: number
  /** This try included; tells it from a later one of another server. */
  attempts: number
}

/**
 * Takes due messages for a try: until the lease is over they are due for nobody else. A try counts when it begins, so that
 * a message that kills its server dies in the end.
 */
export const claimDispatches = ({ database, clock }: Services, channel: OutsideChannel, limit: number): Promise<ClaimedDispatch[]> =>
  runTransaction(database, async (transaction) => {
    const now = clock.now()
    const rows = await database.sequelize.query<ClaimedDispatch>(`
      SELECT id, attempts FROM dispatches FORCE INDEX (dispatches_due)
      WHERE channel = :channel AND state = 'waiting' AND next_attempt_at <= :now ORDER BY next_attempt_at, id LIMIT :limit FOR UPDATE SKIP LOCKED`,
    { replacements: { channel, now: sqlInstant(now), limit }, type: QueryTypes.SELECT, transaction })
    if (rows.length === 0) return []
    await database.sequelize.query('UPDATE dispatches SET attempts = attempts + 1, next_attempt_at = :until WHERE id IN (:ids)',
      { replacements: { until: sqlInstant(new Date(now.getTime() + LEASE_MS)), ids: rows.map(({ id }) => id) }, type: QueryTypes.UPDATE, transaction })
    return rows.map(({ id, attempts }) => ({ id, attempts: attempts + 1 }))
  })

/** Delivered is delivered, whoever has taken it up meanwhile. */
export async function markDelivered({ database, clock }: Services, { id }: ClaimedDispatch): Promise<void> {
  await updateRows(database.tables.dispatches, { state: 'done', doneAt: clock.now(), diedAt: null }, { id, state: { [Op.ne]: 'done' } }, null)
}

/** The rows of this try, while nobody else has taken it up. */
const ofTry = ({ id, attempts }: ClaimedDispatch) => ({ id, attempts, state: 'waiting' as const })

/** Plans another try, or none any more. @returns whether it is dead */
export async function markFailed({ database, clock }: Services, dispatch: ClaimedDispatch, error: string, random: number): Promise<boolean> {
  const now = clock.now()
  const pause = pauseBeforeRedelivery(dispatch.attempts, random)
  const next = pause === null ? { state: 'dead' as const, diedAt: now } : { nextAttemptAt: new Date(now.getTime() + pause) }
  const matched = await updateRows(database.tables.dispatches, { failedAt: now, lastError: error.slice(0, ERROR_MAX_LENGTH), ...next }, ofTry(dispatch), null)
  return matched > 0 && pause === null
}

/** No try would help: dead at once. That it failed says nothing about the endpoint. */
export async function markHopeless({ database, clock }: Services, dispatch: ClaimedDispatch, error: string): Promise<void> {
  await updateRows(database.tables.dispatches, { state: 'dead', diedAt: clock.now(), lastError: error }, ofTry(dispatch), null)
}

/** Nobody is to be told any more. */
export async function markSkipped({ database }: Services, dispatch: ClaimedDispatch, reason: string): Promise<void> {
  await updateRows(database.tables.dispatches, { state: 'skipped', lastError: reason }, ofTry(dispatch), null)
}

/** Gives a try back that was broken off before anybody could know how it ended: due at once, not counted. */
export async function release({ database, clock }: Services, dispatch: ClaimedDispatch): Promise<void> {
  await updateRows(database.tables.dispatches, { attempts: dispatch.attempts - 1, nextAttemptAt: clock.now() }, ofTry(dispatch), null)
}

/** What still waits in a channel that was turned off is not sent any more. @returns how many */
export async function skipWaiting({ database }: Services, channel: OutsideChannel): Promise<number> {
  const { dispatches } = database.tables
  let skipped = 0
  for (;;) {
    const ids = (await findRows(dispatches, { channel, state: 'waiting' }, { attributes: ['id'], limit: SKIPPED_AT_ONCE })).map(({ id }) => id)
    if (ids.length > 0) skipped += await updateRows(dispatches, { state: 'skipped', lastError: 'off' }, { id: ids, state: 'waiting' }, null)
    if (ids.length < SKIPPED_AT_ONCE) return skipped
  }
}
