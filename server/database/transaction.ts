import { setTimeout as sleep } from 'node:timers/promises'
import type { Transaction } from 'sequelize'
import type { Database } from './database.ts'
import { isConflict } from './errors.ts'

const MAX_TRIES = 12
/** First pause in ms; doubled each time, with jitter, at most {@link MAX_PAUSE_MS}. */
const FIRST_PAUSE_MS = 5
const MAX_PAUSE_MS = 400

/**
 * Runs `work` in one transaction and retries it whole on a conflict (1213, 1205), wherever in it the conflict shows.
 * `work` must therefore have no effect outside its transaction. The isolation is the connection's: READ COMMITTED.
 */
export async function runTransaction<Result>(database: Database, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transactions.pass(() => database.sequelize.transaction(work))
    } catch (error) {
      if (!isConflict(error) || attempt >= MAX_TRIES) throw error
      await sleep(Math.random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt))
    }
  }
}
