import { createHash } from 'node:crypto'
import type { Transaction } from 'sequelize'
import { runTransaction } from '../database/transaction.ts'
import { findRow, insertRow, updateRows } from '../database/database.ts'
import { isDuplicate } from '../database/errors.ts'
import type { Caller } from '../caller.ts'
import { ApiError } from '../errors.ts'
import type { Services } from '../services.ts'

/** One operation, one transaction: what a command works with. `now` is read once, so that all it writes has one time. */
export interface Unit {
  services: Services
  transaction: Transaction
  caller: Caller
  now: Date
}

export interface Answer<Body> {
  status: number
  body: Body
  /** The answer was kept from an earlier request with the same key. */
  replayed: boolean
}

/** The hash that tells whether two requests with one key are the same. */
export const hashRequest = (method: string, path: string, body: unknown): string =>
  createHash('sha256').update(`${method} ${path}\n${JSON.stringify(body ?? null)}`).digest('hex')

const pendingStatus = 0

/**
 * The answer that was kept under the caller's idempotency key; null without one.
 * @throws ApiError `idempotency_conflict` for the same key with another body
 */
export async function keptAnswer<Body>(services: Services, caller: Caller): Promise<Answer<Body> | null> {
  if (!caller.idempotency) return null
  const kept = await findRow(services.database.tables.idempotencyKeys, { userId: caller.user.id, requestKey: caller.idempotency.key })
  if (!kept || kept.status === pendingStatus) return null
  if (kept.requestHash !== caller.idempotency.requestHash) throw new ApiError('idempotency_conflict')
  return { status: kept.status, body: JSON.parse(kept.response) as Body, replayed: true }
}

/**
 * Runs a command and its answer in one transaction. With an idempotency key the answer is stored in that transaction, and
 * a request that comes again gets it back (`api.md`). The key's row is inserted first: of two equal requests at the same
 * moment the second waits for the first and then replays it, whatever the work would have found.
 * @param present makes the answer's body inside the transaction
 * @throws ApiError `idempotency_conflict` for the same key with another body
 */
export async function runCommand<Result, Body>(
  services: Services, caller: Caller, status: number,
  work: (unit: Unit) => Promise<Result>, present: (result: Result, unit: Unit) => Promise<Body>,
): Promise<Answer<Body>> {
  const { idempotencyKeys } = services.database.tables
  const { idempotency } = caller
  try {
    const answer = await runTransaction(services.database, async (transaction) => {
      const unit: Unit = { services, transaction, caller, now: services.clock.now() }
      if (idempotency) {
        await insertRow(idempotencyKeys, {
          userId: caller.user.id, requestKey: idempotency.key, requestHash: idempotency.requestHash, status: pendingStatus, response: '', createdAt: unit.now,
        }, transaction)
      }
      const body = await present(await work(unit), unit)
      if (idempotency) {
        await updateRows(idempotencyKeys, { status, response: JSON.stringify(body) }, { userId: caller.user.id, requestKey: idempotency.key }, transaction)
      }
      return { status, body, replayed: false }
    })
    services.committed.ring()
    return answer
  } catch (error) {
    // A duplicate may be another key's collision: only what our own key has kept is the answer.
    if (!isDuplicate(error) || !idempotency) throw error
    const earlier = await keptAnswer<Body>(services, caller)
    if (earlier) return earlier
    throw error
  }
}
