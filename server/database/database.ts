import type { Connection, ResultSetHeader, SqlValue } from 'mysql2'
import { Sequelize, type Transaction, type WhereOptions, type Order } from 'sequelize'
import { defineTables, type Tables } from '../models/index.ts'
import type { Columns, RowOf, Table } from '../models/columns.ts'
import { isUnknownVariable } from './errors.ts'
import { createGate, type Gate } from './gate.ts'
import { plainSelect, plainUpdate, writeIn } from './plainSql.ts'
import { readValue } from './readValue.ts'
import { send } from './send.ts'

/** The connection and the models on it. Everything that reads or writes goes through one of these. */
export interface Database {
  sequelize: Sequelize
  tables: Tables
  /** What transactions pass through; see {@link CONNECTIONS_BESIDE_TRANSACTIONS}. */
  transactions: Gate
}

/**
 * Connections that transactions never take. What a transaction reads beside itself (a block of ticket numbers, names of
 * organisations, the calendar) needs one more: if transactions held them all, each would wait for the others.
 */
const CONNECTIONS_BESIDE_TRANSACTIONS = 4
/** How long to wait for a connection, in ms. */
const ACQUIRE_PATIENCE_MS = 15_000

export interface ConnectOptions {
  /** Connections of the pool. */
  poolSize?: number
}

/**
 * A pool on a MySQL 8.4 or MariaDB 10.11+ database. Instants are UTC on both sides. Nothing is connected before the first query.
 * @param url `mysql://user:password@host:port/database`
 */
export function connectDatabase(url: string, { poolSize = 16 }: ConnectOptions = {}): Database {
  const sequelize = new Sequelize(url, {
    dialect: 'mysql', timezone: '+00:00', logging: false,
    pool: { max: poolSize, min: 0, idle: 30_000, acquire: ACQUIRE_PATIENCE_MS },
    dialectOptions: { charset: 'utf8mb4', connectTimeout: 5_000, typeCast: readValue },
    retry: { max: 0 },
  })
  // Once for a connection instead of once for every transaction.
  sequelize.addHook('afterConnect', (connection) => setUpSession(connection as Connection))
  const places = Math.max(1, poolSize - CONNECTIONS_BESIDE_TRANSACTIONS)
  return { sequelize, tables: defineTables(sequelize), transactions: createGate(places, ACQUIRE_PATIENCE_MS) }
}

const run = (connection: Connection, statement: string): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.query(statement, (error: Error | null) => (error ? reject(error) : resolve()))
  })

/**
 * READ COMMITTED; and on a node of a Galera cluster every read, and every transaction's beginning, waits until the node has
 * applied what the others had committed: whoever wrote on one node finds it on any other (`quality.md`, Scale). Inside a
 * transaction nothing waits. Databases that know no such nodes do not know the variable.
 */
async function setUpSession(connection: Connection): Promise<void> {
  await run(connection, 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')
  await run(connection, 'SET SESSION wsrep_sync_wait = @@SESSION.wsrep_sync_wait | 1').catch((error: unknown) => {
    if (!isUnknownVariable(error)) throw error
  })
}

interface FindOptions<Row> {
  transaction?: Transaction | null
  attributes?: (keyof Row & string)[]
  order?: Order
  limit?: number
  lock?: boolean
}

/** Plain typed rows of a table; no model instances. */
export async function findRows<C extends Columns>(table: Table<C>, where: WhereOptions<RowOf<C>>, options: FindOptions<RowOf<C>> = {}): Promise<RowOf<C>[]> {
  const { lock, ...rest } = options
  const plain = plainSelect(table, where, { ...rest, lock: Boolean(lock && options.transaction) })
  if (plain !== null) return (await send<Record<string, unknown>[]>(table.sequelize, plain, options.transaction ?? null)).map(table.decode)
  const rows = await table.model.findAll({ where, raw: true, ...rest, ...(lock && options.transaction ? { lock: options.transaction.LOCK.UPDATE } : {}) })
  return (rows as unknown as Record<string, unknown>[]).map(table.decode)
}

/** The first of {@link findRows}, or null. */
export async function findRow<C extends Columns>(table: Table<C>, where: WhereOptions<RowOf<C>>, options: FindOptions<RowOf<C>> = {}): Promise<RowOf<C> | null> {
  const [row] = await findRows(table, where, { ...options, limit: 1 })
  return row ?? null
}

/**
 * An INSERT with its values written in as literals, instants in UTC to the millisecond. Plain SQL instead of a model: writing
 * is where the time of a command goes.
 */
function insertSql<C extends Columns>(table: Table<C>, rows: readonly Partial<RowOf<C>>[], ignoreDuplicates: boolean): string {
  const encoded = rows.map(table.encode)
  const attributes = Object.keys(table.columns).filter((name) => encoded.some((row) => row[name] !== undefined))
  const columns = attributes.map((name) => `\`${table.fieldOf[name]}\``).join(', ')
  const oneRow = `(${attributes.map(() => '?').join(', ')})`
  const values = encoded.flatMap((row) => attributes.map((name) => (row[name] ?? null) as SqlValue))
  return writeIn(`INSERT ${ignoreDuplicates ? 'IGNORE ' : ''}INTO \`${table.name}\` (${columns}) VALUES ${encoded.map(() => oneRow).join(', ')}`, values)
}

/** Inserts one row and gives its id. */
export async function insertRow<C extends Columns>(table: Table<C>, row: Partial<RowOf<C>>, transaction: Transaction | null): Promise<number> {
  return (await send<ResultSetHeader>(table.sequelize, insertSql(table, [row], false), transaction)).insertId
}

/** Inserts many rows with one statement. */
export async function insertRows<C extends Columns>(
  table: Table<C>, rows: readonly Partial<RowOf<C>>[], transaction: Transaction | null, options: { ignoreDuplicates?: boolean } = {},
): Promise<void> {
  if (rows.length === 0) return
  await send<ResultSetHeader>(table.sequelize, insertSql(table, rows, options.ignoreDuplicates ?? false), transaction)
}

/** Updates rows and says how many matched. */
export async function updateRows<C extends Columns>(
  table: Table<C>, values: Partial<RowOf<C>>, where: WhereOptions<RowOf<C>>, transaction: Transaction | null,
): Promise<number> {
  const encoded = table.encode(values)
  const plain = plainUpdate(table, encoded, where)
  if (plain === '') return 0
  if (plain !== null) return (await send<ResultSetHeader>(table.sequelize, plain, transaction)).affectedRows
  const [count] = await table.model.update(encoded as never, { where, transaction, validate: false, hooks: false, silent: true })
  return count
}
