import { Sequelize, type Transaction, type WhereOptions, type Order } from 'sequelize'
import { defineTables, type Tables } from '../models/index.ts'
import type { Columns, RowOf, Table } from '../models/columns.ts'

/** The connection and the models on it. Everything that reads or writes goes through one of these. */
export interface Database {
  sequelize: Sequelize
  tables: Tables
}

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
    pool: { max: poolSize, min: 0, idle: 30_000, acquire: 15_000 },
    dialectOptions: { charset: 'utf8mb4', connectTimeout: 5_000 },
    retry: { max: 0 },
  })
  return { sequelize, tables: defineTables(sequelize) }
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
  const rows = await table.model.findAll({ where, raw: true, ...rest, ...(lock && options.transaction ? { lock: options.transaction.LOCK.UPDATE } : {}) })
  return (rows as unknown as Record<string, unknown>[]).map(table.decode)
}

/** The first of {@link findRows}, or null. */
export async function findRow<C extends Columns>(table: Table<C>, where: WhereOptions<RowOf<C>>, options: FindOptions<RowOf<C>> = {}): Promise<RowOf<C> | null> {
  const [row] = await findRows(table, where, { ...options, limit: 1 })
  return row ?? null
}

/** Inserts one row and gives its id. */
export async function insertRow<C extends Columns>(table: Table<C>, row: Partial<RowOf<C>>, transaction: Transaction | null): Promise<number> {
  const made = await table.model.create(table.encode(row) as never, { transaction, validate: false, hooks: false })
  return Number(made.get('id'))
}

/** Inserts many rows with one statement. */
export async function insertRows<C extends Columns>(
  table: Table<C>, rows: readonly Partial<RowOf<C>>[], transaction: Transaction | null, options: { ignoreDuplicates?: boolean } = {},
): Promise<void> {
  if (rows.length === 0) return
  await table.model.bulkCreate(rows.map(table.encode) as never, { transaction, validate: false, hooks: false, ...options })
}

/** Updates rows and says how many matched. */
export async function updateRows<C extends Columns>(
  table: Table<C>, values: Partial<RowOf<C>>, where: WhereOptions<RowOf<C>>, transaction: Transaction | null,
): Promise<number> {
  const [count] = await table.model.update(table.encode(values) as never, { where, transaction, validate: false, hooks: false, silent: true })
  return count
}
