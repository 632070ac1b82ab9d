import { QueryTypes, Transaction, type Sequelize } from 'sequelize'
import type { Database } from '../database/database.ts'

/** One moment of the database, for as long as somebody reads: what is added or changed meanwhile is not in it. */
export interface Snapshot {
  /** Reads in the snapshot, one after the other. @throws what was read throws; the signal's reason after its end */
  read: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>
  /** Gives the connection back; may be called twice. What is being read is broken off. */
  close: () => Promise<void>
}

/** A place among the transactions, held until it is given back. */
async function takePlace({ transactions }: Database): Promise<() => void> {
  const entered = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  transactions.pass(() => {
    entered.resolve()
    return over.promise
  }).catch(entered.reject)
  await entered.promise
  return over.resolve
}

/** A transaction that repeats its reads, and the connection that it runs on, as the database calls it. */
async function beginReading(sequelize: Sequelize): Promise<{ transaction: Transaction; connectionId: number }> {
  const transaction = await sequelize.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ })
  try {
    const [row] = await sequelize.query<{ id: number }>('SELECT CONNECTION_ID() AS id', { type: QueryTypes.SELECT, transaction })
    return { transaction, connectionId: Number(row!.id) }
  } catch (error) {
    await transaction.rollback().catch(() => undefined)
    throw error
  }
}

/**
 * Opens a snapshot with a connection of its own: a transaction that repeats its reads.
 * @param signal ends it; a query that runs then is killed
 */
export async function openSnapshot(database: Database, signal: AbortSignal): Promise<Snapshot> {
  const { sequelize } = database
  const leave = await takePlace(database)
  const { transaction, connectionId } = await beginReading(sequelize).catch((error: unknown) => {
    leave()
    throw error
  })
  let reading: Promise<unknown> | null = null
  let closing: Promise<void> | null = null

  async function end(): Promise<void> {
    // It may be over before the kill is.
    const running = reading
    try {
      if (running) {
        await sequelize.query(`KILL QUERY ${connectionId}`).catch(() => undefined)
        await running.catch(() => undefined)
        // A kill that came too late for its query hits the next one.
        await sequelize.query('DO 0', { transaction }).catch(() => undefined)
      }
      await transaction.rollback().catch(() => undefined)
    } finally {
      leave()
    }
  }
  const close = (): Promise<void> => (closing ??= end())
  const onAbort = (): void => { void close() }
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()

  return {
    read: async (work) => {
      signal.throwIfAborted()
      if (closing) throw new Error('the snapshot is closed')
      const running = work(transaction)
      reading = running
      try {
        return await running
      } finally {
        reading = null
      }
    },
    close: async () => {
      signal.removeEventListener('abort', onAbort)
      await close()
    },
  }
}
