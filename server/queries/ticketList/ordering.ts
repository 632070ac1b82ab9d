import { z } from 'zod'
import { instant, ticketNo } from '#shared/contract/common.ts'
import type { TicketQuery } from '#shared/contract/query.ts'
import type { TicketOrder } from '#shared/domain/lists/tabs.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import type { TicketRow } from '../../models/index.ts'
import type { Sql } from '../conditions.ts'
import { encodeCursor } from '../cursor.ts'
import { COLUMN_OF_FIELD } from '../ticketColumns.ts'

/** What a list is sorted by; the id decides between equals, in the same direction. */
export interface Ordering {
  column: string
  attribute: OrderAttribute
  direction: 'ASC' | 'DESC'
}

/** Columns that a list may be sorted by, and whether they can be empty. */
const NULLABLE = {
  no: false, createdAt: false, lastEventAt: false, feedbackCount: false, updatedAt: false,
  submittedAt: true, firstSubmittedAt: true, replyDueAt: true, resolveDueAt: true, visitAt: true, receivedAt: true, closedAt: true,
} as const satisfies Partial<Record<keyof TicketRow, boolean>>
export type OrderAttribute = keyof typeof NULLABLE

const ORDERINGS: Record<TicketOrder, Ordering> = {
  newest: { column: 't.created_at', attribute: 'createdAt', direction: 'DESC' },
  latest_receipt: { column: 't.received_at', attribute: 'receivedAt', direction: 'DESC' },
  latest_event: { column: 't.last_event_at', attribute: 'lastEventAt', direction: 'DESC' },
  first_submission: { column: 't.first_submitted_at', attribute: 'firstSubmittedAt', direction: 'DESC' },
}

/** Fields that a list may be sorted by, which are those of which an index knows every value. */
export const SORT_ATTRIBUTES = {
  no: 'no', createdAt: 'createdAt', 'assignment.submittedAt': 'submittedAt', firstSubmittedAt: 'firstSubmittedAt', feedbackCount: 'feedbackCount', replyDueAt: 'replyDueAt',
  resolveDueAt: 'resolveDueAt', visitAt: 'visitAt', receivedAt: 'receivedAt', updatedAt: 'updatedAt', closedAt: 'closedAt',
} as const satisfies Record<string, OrderAttribute>

/** The order that was asked for, else the tab's. */
export function orderingOf(query: TicketQuery, order: TicketOrder): Ordering {
  if (!query.sort) return ORDERINGS[order]
  const attribute = SORT_ATTRIBUTES[query.sort.field as keyof typeof SORT_ATTRIBUTES]
  return { column: COLUMN_OF_FIELD[query.sort.field].column ?? 't.created_at', attribute, direction: query.sort.direction === 'asc' ? 'ASC' : 'DESC' }
}

/** How many rows a list holds, as far as it was counted. */
export interface Total {
  total: number
  isExact: boolean
}

/** Where a page ended: the value sorted by and the id, so that added tickets shift nothing; and what was counted for the first page. */
export interface Cursor {
  value: string | number | null
  id: number
  counted: Total | null
}
const CURSOR_VALUES: Partial<Record<OrderAttribute, z.ZodType<string | number>>> = { no: ticketNo, feedbackCount: z.int() }

export const cursorSchema = ({ attribute }: Ordering): z.ZodType<Cursor> =>
  z.union([
    z.tuple([valueSchema(attribute), z.int().positive()]).transform(([value, id]) => ({ value, id, counted: null })),
    z.tuple([valueSchema(attribute), z.int().positive(), z.int().nonnegative(), z.boolean()]).transform(([value, id, total, isExact]) => ({ value, id, counted: { total, isExact } })),
  ])
const valueSchema = (attribute: OrderAttribute) =>
  (NULLABLE[attribute] ? filledSchema(attribute).nullable() : filledSchema(attribute))
const filledSchema = (attribute: OrderAttribute): z.ZodType<string | number> =>
  CURSOR_VALUES[attribute] ?? instant.transform((value) => sqlInstant(new Date(value)))

/** @param counted goes with the cursor, so that the next page does not count again */
export const cursorOf = (row: TicketRow, { attribute }: Ordering, counted: Total | null): string => {
  const value = row[attribute]
  return encodeCursor([value instanceof Date ? value.toISOString() : value, row.id, ...(counted ? [counted.total, counted.isExact] : [])])
}

/** Beyond every value of a kind; comparing with it makes a range of the index, without what is empty. */
const LAST = { no: '~', feedbackCount: 2_147_483_647 } as const
const FIRST = { no: '', feedbackCount: -2_147_483_648 } as const
const lastOf = (attribute: OrderAttribute): string | number => (attribute in LAST ? LAST[attribute as keyof typeof LAST] : '9999-12-31 23:59:59.999')
const firstOf = (attribute: OrderAttribute): string | number => (attribute in FIRST ? FIRST[attribute as keyof typeof FIRST] : '1000-01-01 00:00:00.000')

/**
 * The ranges in which the rows after a cursor stand, one after the other: those with a value, then those without, or the
 * other way round when ascending, as the database sorts empty values. Each is one range of an index.
 * @param column the column sorted by, as the statement names it
 * @param id the ticket's id, as the statement names it
 */
export function segmentsAfter(cursor: Cursor | null, { attribute, direction }: Ordering, column: string, id: string): Sql[] {
  const beyond = direction === 'ASC' ? '>' : '<'
  const everything: Sql = direction === 'ASC' ? { sql: `${column} >= ?`, values: [firstOf(attribute)] } : { sql: `${column} <= ?`, values: [lastOf(attribute)] }
  const empty: Sql[] = NULLABLE[attribute] ? [{ sql: `${column} IS NULL`, values: [] }] : []
  if (!cursor) return direction === 'ASC' ? [...empty, everything] : [everything, ...empty]
  if (cursor.value === null) {
    const rest = { sql: `${column} IS NULL AND ${id} ${beyond} ?`, values: [cursor.id] }
    return direction === 'ASC' ? [rest, everything] : [rest]
  }
  // `a < ? OR (a = ? AND id < ?)` would be no range.
  const rest = { sql: `${column} ${beyond}= ? AND (${column} ${beyond} ? OR ${id} ${beyond} ?)`, values: [cursor.value, cursor.value, cursor.id] }
  return direction === 'ASC' ? [rest] : [rest, ...empty]
}
