import { QueryTypes, type Transaction } from 'sequelize'
import type { Database } from './database.ts'
import { isTimedOut } from './errors.ts'
import { select, type Statement } from './select.ts'

const known = new WeakMap<Database, Promise<boolean>>()

/** Whether the server is MariaDB; asked once for each pool. */
function isMariadb(database: Database): Promise<boolean> {
  const asked = known.get(database) ?? database.sequelize.query<{ version: string }>('SELECT VERSION() AS version', { type: QueryTypes.SELECT })
    .then(([row]) => /mariadb/i.test(row?.version ?? ''))
    .catch((error: unknown) => {
      known.delete(database)
      throw error
    })
  known.set(database, asked)
  return asked
}

/**
 * A SELECT that the database itself gives up after some time: MariaDB's `max_statement_time`, MySQL's `MAX_EXECUTION_TIME`.
 * It merges no indexes: what a LIMIT would end soon would first be collected whole.
 * @param select begins with SELECT
 * @param limitMs ms
 */
async function limitedSql(database: Database, select: string, limitMs: number): Promise<string> {
  if (await isMariadb(database)) return `SET STATEMENT max_statement_time = ${(limitMs / 1000).toFixed(3)}, optimizer_switch = 'index_merge=off' FOR ${select}`
  return select.replace(/^\s*SELECT\b/, `SELECT /*+ MAX_EXECUTION_TIME(${Math.ceil(limitMs)}) SET_VAR(optimizer_switch = 'index_merge=off') */`)
}

/**
 * Rows of a SELECT; null when it took longer than `limitMs`.
 * @param limitMs ms; null: as long as it takes
 */
export async function selectWithin<Row extends object>(database: Database, statement: Statement, limitMs: number | null, transaction: Transaction | null = null): Promise<Row[] | null> {
  if (limitMs === null) return select<Row>(database, statement, transaction)
  try {
    return await select<Row>(database, { sql: await limitedSql(database, statement.sql, limitMs), values: statement.values }, transaction)
  } catch (error) {
    if (isTimedOut(error)) return null
    throw error
  }
}
