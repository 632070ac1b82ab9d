import type { Connection, QueryError } from 'mysql2'
import { DatabaseError, type Sequelize, type Transaction } from 'sequelize'

/** Sequelize says nothing of the connection that a transaction holds. */
const connectionOf = (transaction: Transaction): Connection => (transaction as unknown as { connection: Connection }).connection

const FROM_POOL = { type: 'read', useMaster: true } as const

/**
 * Sends one statement on the transaction's connection, or on one of the same pool, and gives what the driver says. It does
 * what Sequelize does with a finished statement and no more, which costs a third: hooks, options and the shapes of
 * results are what a request with thirty statements spends its time with (`docs/measurements.md`).
 * @param sql with its values written in
 * @throws DatabaseError with the driver's error as `parent`; ConnectionAcquireTimeoutError where all connections stay taken
 */
export async function send<Result>(sequelize: Sequelize, sql: string, transaction: Transaction | null): Promise<Result> {
  const held = transaction && connectionOf(transaction)
  // A transaction that has ended has given its connection back, where it may be another's by now.
  if (transaction && (!held || (transaction as unknown as { finished?: string }).finished)) throw new Error('the transaction has ended')
  const connection = held ?? (await sequelize.connectionManager.getConnection(FROM_POOL) as Connection)
  const { options } = sequelize as unknown as { options: { logging: false | ((sql: string) => void) } }
  if (options.logging) options.logging(`Executing: ${sql}`)
  try {
    return await new Promise<Result>((resolve, reject) => {
      connection.query({ sql }, (error: QueryError | null, result: unknown) => (error ? reject(error) : resolve(result as Result)))
    })
  } catch (error) {
    // Made here, so that its stack names who asked.
    throw new DatabaseError(Object.assign(error as QueryError, { sql }))
  } finally {
    if (!held) sequelize.connectionManager.releaseConnection(connection)
  }
}
