import { QueryTypes } from 'sequelize'
import { z } from 'zod'
import { instant, ticketNo } from '#shared/contract/common.ts'
import { COUNT_CAP, type TicketQuery } from '#shared/contract/query.ts'
import type { TicketOrder } from '#shared/domain/lists/tabs.ts'
import type { CurrentUser } from '../caller.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { joinSql, type Sql } from './conditions.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { requireTab, scopeSql, tabSql } from './listScope.ts'
import { scopedConditionSql } from './scopedCondition.ts'
import { COLUMN_OF_FIELD } from './ticketColumns.ts'

interface Ordering {
  column: string
  attribute: keyof TicketRow
  direction: 'ASC' | 'DESC'
}

const ORDERINGS: Record<TicketOrder, Ordering> = {
  newest: { column: 't.created_at', attribute: 'createdAt', direction: 'DESC' },
  latest_receipt: { column: 't.received_at', attribute: 'receivedAt', direction: 'DESC' },
  latest_event: { column: 't.last_event_at', attribute: 'lastEventAt', direction: 'DESC' },
}

const SORT_ATTRIBUTES = {
  no: 'no', createdAt: 'createdAt', 'assignment.submittedAt': 'submittedAt', feedbackCount: 'feedbackCount', replyDueAt: 'replyDueAt',
  resolveDueAt: 'resolveDueAt', visitAt: 'visitAt', receivedAt: 'receivedAt', updatedAt: 'updatedAt', closedAt: 'closedAt',
} as const satisfies Record<string, keyof TicketRow>

function orderingOf(query: TicketQuery, order: TicketOrder): Ordering {
  if (!query.sort) return ORDERINGS[order]
  const attribute = SORT_ATTRIBUTES[query.sort.field as keyof typeof SORT_ATTRIBUTES]
  return { column: COLUMN_OF_FIELD[query.sort.field].column ?? 't.created_at', attribute, direction: query.sort.direction === 'asc' ? 'ASC' : 'DESC' }
}

/** Where a page ended: the value sorted by and the id, so that added tickets shift nothing. */
type Cursor = [value: string | number | null, id: number]
const CURSOR_VALUES: Partial<Record<keyof TicketRow, z.ZodType<string | number>>> = { no: ticketNo, feedbackCount: z.int() }
const cursorSchema = ({ attribute }: Ordering): z.ZodType<Cursor> =>
  z.tuple([(CURSOR_VALUES[attribute] ?? instant.transform((value) => sqlInstant(new Date(value)))).nullable(), z.int().positive()])

const cursorOf = (row: TicketRow, { attribute }: Ordering): string => {
  const value = row[attribute]
  return encodeCursor([value instanceof Date ? value.toISOString() : value, row.id])
}

/** Rows after the cursor. Empty values come first in ascending and last in descending order, as the database sorts them. */
function afterCursor([value, id]: Cursor, { column, direction }: Ordering): Sql {
  const beyond = direction === 'ASC' ? '>' : '<'
  if (value === null) {
    const rest = direction === 'ASC' ? ` OR ${column} IS NOT NULL` : ''
    return { sql: `(${column} IS NULL AND t.id ${beyond} ?)${rest}`, values: [id] }
  }
  const empty = direction === 'DESC' ? ` OR ${column} IS NULL` : ''
  return { sql: `${column} ${beyond} ? OR (${column} = ? AND t.id ${beyond} ?)${empty}`, values: [value, value, id] }
}

const whereOf = (pieces: readonly Sql[]): Sql => (pieces.length === 0 ? { sql: '1 = 1', values: [] } : joinSql(pieces, ' AND '))

export interface TicketRowPage {
  rows: TicketRow[]
  nextCursor: string | null
  total: number
  totalIsExact: boolean
}

/**
 * A page of a list: scope of the user, then the tab, then the conditions (`lists.md`).
 * @throws ApiError `forbidden` for a tab that the user has not, `validation_failed` for a cursor that is none
 */
export async function listTickets(services: Services, user: CurrentUser, query: TicketQuery): Promise<TicketRowPage> {
  const { sequelize, tables } = services.database
  const tab = requireTab(query.tab, user)
  const ordering = orderingOf(query, tab.order)
  const pieces = [...scopeSql(user), ...tabSql(tab, user)]
  if (query.conditions.length > 0) pieces.push(joinSql(query.conditions.map((condition) => scopedConditionSql(condition, user)), query.match === 'any' ? ' OR ' : ' AND '))
  const where = whereOf(pieces)
  const page = query.cursor ? joinSql([where, afterCursor(decodeCursor(cursorSchema(ordering), query.cursor), ordering)], ' AND ') : where
  const found = await sequelize.query<Record<string, unknown>>(
    `SELECT t.* FROM tickets t WHERE ${page.sql} ORDER BY ${ordering.column} ${ordering.direction}, t.id ${ordering.direction} LIMIT ?`,
    { replacements: [...page.values, query.limit + 1], type: QueryTypes.SELECT, fieldMap: fieldMapOf(tables.tickets.model.getAttributes()) },
  )
  const rows = found.slice(0, query.limit).map(tables.tickets.decode)
  const last = rows.at(-1)
  const total = await countUpTo(services, where, COUNT_CAP)
  return {
    rows, nextCursor: found.length > query.limit && last ? cursorOf(last, ordering) : null,
    total: Math.min(total, COUNT_CAP), totalIsExact: total <= COUNT_CAP,
  }
}

const fieldMapOf = (attributes: Record<string, { field?: string }>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, { field }]) => [field ?? name, name]))

/** Counts at most one more than `cap` rows, so that a large table is never counted whole. */
export async function countUpTo(services: Services, where: Sql, cap: number): Promise<number> {
  const [row] = await services.database.sequelize.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM tickets t WHERE ${where.sql} LIMIT ${cap + 1}) c`, { replacements: where.values, type: QueryTypes.SELECT },
  )
  return Number(row?.n ?? 0)
}
