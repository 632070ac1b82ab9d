import { QueryTypes, type Transaction } from 'sequelize'
import type { Database } from './database.ts'

const LOCK = 'gongdan_migration'
/** Seconds after which a server that waits for another looks whether it is to stop; indexes of a large table take minutes. */
const LOOK_SECONDS = 2
/** ms between signs of life of the connection that holds the lock: what stands between may cut off silent ones. */
const SIGN_MS = 15_000

/** A server's turn to migrate. */
export interface Turn {
  /** @throws Error when the connection with the lock was lost */
  requireHeld: () => void
}

export interface LockOptions {
  onWaiting: () => void
  signal: AbortSignal | undefined
}

async function takeLock({ sequelize }: Database, transaction: Transaction, { onWaiting, signal }: LockOptions): Promise<void> {
  for (let looks = 0; ; looks++) {
    const [row] = await sequelize.query<{ taken: number | null }>('SELECT GET_LOCK(?, ?) AS taken', { replacements: [LOCK, LOOK_SECONDS], transaction, type: QueryTypes.SELECT })
    if (Number(row?.taken) === 1) return
    signal?.throwIfAborted()
    if (looks === 0) onWaiting()
  }
}

/** Runs `work` while no other server does. The named lock belongs to a connection of its own; the work runs on others. */
export async function withMigrationLock<Result>(database: Database, options: LockOptions, work: (turn: Turn) => Promise<Result>): Promise<Result> {
  const { sequelize } = database
  const transaction = await sequelize.transaction()
  let lost: unknown = null
  let sign: NodeJS.Timeout | undefined
  try {
    await takeLock(database, transaction, options)
    sign = setInterval(() => { sequelize.query('SELECT 1', { transaction, type: QueryTypes.SELECT }).catch((error: unknown) => { lost = error }) }, SIGN_MS)
    return await work({ requireHeld() { if (lost !== null) throw new Error('The connection that holds the lock of migrations was lost', { cause: lost }) } })
  } finally {
    clearInterval(sign)
    // What was done is done, whether or not the connection still answers.
    await sequelize.query('SELECT RELEASE_LOCK(?)', { replacements: [LOCK], transaction }).catch(() => undefined)
    await transaction.rollback().catch(() => undefined)
  }
}
