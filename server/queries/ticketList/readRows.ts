import type { Transaction } from 'sequelize'
import { selectWithin } from '../../database/timeLimit.ts'
import type { TicketRow } from '../../models/index.ts'
import type { Services } from '../../services.ts'
import { joinSql, type Sql } from '../conditions.ts'
import { mergedRangesSql } from '../mergedRanges.ts'
import type { Access } from './access.ts'
import type { List } from './list.ts'
import { segmentsAfter, type Ordering } from './ordering.ts'

/** The rows of one range of the order. Of several ways each gives a page at most, of which the first are taken. */
function segmentSql({ from, where, column, id, branches, sorts }: Access, columns: string, segment: Sql, { attribute, direction }: Ordering, limit: number): Sql {
  if (!branches && !sorts) {
    const { sql, values } = joinSql([...where, segment], ' AND ')
    // No two tickets have one number, and of a unique index MariaDB does not know that it ends in the id; nor that rows
    // without a value are in the order of their ids.
    const isEmpty = segment.sql.startsWith(`${column} IS NULL`)
    const order = attribute === 'no' ? `${column} ${direction}` : isEmpty ? `${id} ${direction}` : `${column} ${direction}, ${id} ${direction}`
    return { sql: `SELECT ${columns} ${from} WHERE ${sql} ORDER BY ${order} LIMIT ?`, values: [...values, limit] }
  }
  const merged = mergedRangesSql((branches ?? [{ from, where: [] }]).map((branch) => ({ from: branch.from, where: [...branch.where, ...where, segment], place: column, id })), direction, limit)
  return { sql: `SELECT ${columns} FROM (${merged.sql}) p STRAIGHT_JOIN tickets t ON t.id = p.id ORDER BY p.place ${direction}, p.id ${direction}`, values: merged.values }
}

/** The columns of a ticket under the names of their attributes: renaming them row by row took as long as sending them. */
const ticketColumns = (fieldOf: Record<string, string>): string => Object.entries(fieldOf).map(([attribute, field]) => `t.${field} AS ${attribute}`).join(', ')

/** How rows are read: within so many ms, or for as long as it takes. */
export interface Reading {
  limit: number
  limitMs: number | null
  transaction?: Transaction | null
}

/** Rows of a list after its cursor, by one way. @returns null when it took too long */
export async function readRows({ database }: Services, access: Access, { ordering, cursor }: Pick<List, 'ordering' | 'cursor'>, { limit, limitMs, transaction = null }: Reading): Promise<TicketRow[] | null> {
  if (limit <= 0) return []
  const { tickets } = database.tables
  const rows: TicketRow[] = []
  for (const segment of segmentsAfter(cursor, ordering, access.column, access.id)) {
    if (rows.length >= limit) break
    const statement = segmentSql(access, ticketColumns(tickets.fieldOf), segment, ordering, limit - rows.length)
    const found = await selectWithin<Record<string, unknown>>(database, statement, limitMs, transaction)
    if (!found) return null
    for (const row of found) rows.push(tickets.decode(row))
  }
  return rows
}
