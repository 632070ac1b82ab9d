import type { SqlValue } from 'mysql2'
import type { Transaction } from 'sequelize'
import type { Database } from './database.ts'
import { writeIn } from './plainSql.ts'
import { send } from './send.ts'

/** A statement with a `?` for each of its values; a list of values stands in brackets. */
export interface Statement {
  sql: string
  values: readonly unknown[]
}

/** Rows of a SELECT with its values written in as literals, as the columns or their aliases name them. */
export const select = <Row extends object>({ sequelize }: Database, { sql, values }: Statement, transaction: Transaction | null = null): Promise<Row[]> =>
  send<Row[]>(sequelize, writeIn(sql, values as SqlValue[]), transaction)
