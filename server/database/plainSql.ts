import { format, type SqlValue } from 'mysql2'
import { Op } from 'sequelize'
import type { Columns, Table } from '../models/columns.ts'

/** A value that stands in a statement as it is. */
const isScalar = (value: unknown): value is SqlValue =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) || value instanceof Date || Buffer.isBuffer(value)

const isList = (value: unknown): value is SqlValue[] => Array.isArray(value) && value.length > 0 && value.every(isScalar)

/** One of several: `[1, 2]` or `{ [Op.in]: [1, 2] }`. */
function listOf(value: unknown): SqlValue[] | null {
  if (isList(value)) return value
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype || Object.keys(value).length > 0) return null
  const symbols = Object.getOwnPropertySymbols(value)
  const list: unknown = (value as Record<symbol, unknown>)[Op.in]
  return symbols.length === 1 && isList(list) ? list : null
}

/** Instants in UTC to the millisecond. */
export const writeIn = (sql: string, values: readonly SqlValue[]): string => format(sql, [...values], true, 'Z')

/**
 * The condition that columns have values, are empty, or have one of several values, as Sequelize would write it.
 * @returns empty for no condition; null for what only Sequelize can say
 */
export function plainCondition<C extends Columns>({ name, fieldOf }: Table<C>, where: object): string | null {
  if (Object.getPrototypeOf(where) !== Object.prototype || Object.getOwnPropertySymbols(where).length > 0) return null
  const parts: string[] = []
  for (const [attribute, value] of Object.entries(where)) {
    const field = fieldOf[attribute]
    if (field === undefined) return null
    const column = `\`${name}\`.\`${field}\``
    const list = listOf(value)
    if (value === null) parts.push(`${column} IS NULL`)
    else if (isScalar(value)) parts.push(writeIn(`${column} = ?`, [value]))
    else if (list) parts.push(writeIn(`${column} IN (${list.map(() => '?').join(', ')})`, list))
    else return null
  }
  return parts.join(' AND ')
}

const lists = new WeakMap<object, Map<string, string>>()

/** `` `id`, `created_at` AS `createdAt` ``: made once for a table and a choice of attributes. @returns null for an attribute that it has not */
function selectList<C extends Columns>(table: Table<C>, attributes: readonly string[] | undefined): string | null {
  const known = lists.get(table) ?? new Map<string, string>()
  lists.set(table, known)
  const key = attributes?.join() ?? '*'
  const made = known.get(key)
  if (made !== undefined) return made
  const fields = (attributes ?? Object.keys(table.columns)).map((attribute) => [attribute, table.fieldOf[attribute]] as const)
  if (fields.some(([, field]) => field === undefined)) return null
  const list = fields.map(([attribute, field]) => (attribute === field ? `\`${field}\`` : `\`${field}\` AS \`${attribute}\``)).join(', ')
  known.set(key, list)
  return list
}

/** @returns null for what only Sequelize can say */
function plainOrder<C extends Columns>({ name, fieldOf }: Table<C>, order: unknown): string | null {
  if (order === undefined) return ''
  if (!Array.isArray(order) || order.length === 0) return null
  const parts: string[] = []
  for (const each of order as unknown[]) {
    if (!Array.isArray(each) || each.length !== 2) return null
    const [attribute, direction] = each as unknown[]
    const field = typeof attribute === 'string' ? fieldOf[attribute] : undefined
    if (field === undefined || (direction !== 'ASC' && direction !== 'DESC')) return null
    parts.push(`\`${name}\`.\`${field}\` ${direction}`)
  }
  return ` ORDER BY ${parts.join(', ')}`
}

/** What {@link plainSelect} reads. */
export interface PlainSelect {
  attributes?: readonly string[]
  order?: unknown
  limit?: number
  lock?: boolean
}

/** A SELECT of one table. @returns null for what only Sequelize can say */
export function plainSelect<C extends Columns>(table: Table<C>, where: object, { attributes, order, limit, lock = false }: PlainSelect): string | null {
  const [list, condition, ordered] = [selectList(table, attributes), plainCondition(table, where), plainOrder(table, order)]
  if (list === null || condition === null || ordered === null || (limit !== undefined && !Number.isSafeInteger(limit))) return null
  return `SELECT ${list} FROM \`${table.name}\` AS \`${table.name}\`${condition && ` WHERE ${condition}`}${ordered}${limit === undefined ? '' : ` LIMIT ${limit}`}${lock ? ' FOR UPDATE' : ''}`
}

/**
 * An UPDATE of one table. Values that are undefined stay as they are.
 * @param values as they are written
 * @returns null for what only Sequelize can say; empty where nothing is changed
 */
export function plainUpdate<C extends Columns>(table: Table<C>, values: Readonly<Record<string, unknown>>, where: object): string | null {
  const condition = plainCondition(table, where)
  const changed = Object.entries(values).filter(([, value]) => value !== undefined)
  if (changed.length === 0) return ''
  const isPlain = changed.every(([attribute, value]) => table.fieldOf[attribute] !== undefined && (value === null || isScalar(value)))
  if (!condition || !isPlain) return null
  const set = writeIn(changed.map(([attribute]) => `\`${table.fieldOf[attribute]}\` = ?`).join(', '), changed.map(([, value]) => value as SqlValue))
  return `UPDATE \`${table.name}\` SET ${set} WHERE ${condition}`
}
