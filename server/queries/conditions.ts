import { phoneMatchKeys, readPhone } from '#shared/domain/customer/phone.ts'
import { TICKET_FIELDS, type PartOfField, type TicketField } from '#shared/domain/lists/fields.ts'
import type { Condition } from '#shared/contract/query.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import { beginningWith, escapeLike } from './likePattern.ts'
import { COLUMN_OF_FIELD } from './ticketColumns.ts'

/** A piece of SQL and the values bound to its question marks, in order. */
export interface Sql {
  sql: string
  values: unknown[]
}

export const joinSql = (pieces: readonly Sql[], glue: ' AND ' | ' OR '): Sql => ({
  sql: pieces.map(({ sql }) => `(${sql})`).join(glue), values: pieces.flatMap(({ values }) => values),
})

/**
 * A database refuses to compare a column of ASCII with what it cannot hold. Full-width digits become plain ones; for the
 * rest stands a character that no such column holds, so that it equals nothing.
 */
const asciiOnly = (text: string): string => text.normalize('NFKC').replace(/[^\x00-\x7f]/gu, '\x7f')

/** Values as the column holds them. */
function bound(field: TicketField, value: unknown): unknown {
  if (field.ascii) return asciiOnly(String(value))
  if (field.kind === 'instant') return sqlInstant(new Date(String(value)))
  if (field.kind === 'boolean') return value ? 1 : 0
  return value
}

const COMPARISONS = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/** A number as somebody types it: whole numbers match whatever their prefix; else the digits alone. */
function phoneDigits(value: string): string[] {
  const read = readPhone(value)
  if (read.phone) return [...new Set([read.phone.digits, ...phoneMatchKeys(read.phone.digits)])]
  return [value.replace(/\D/g, '')]
}

/** A comparison of a column, with its value bound. */
export function compare(column: string, field: TicketField, { op, value }: Condition): Sql {
  if (field.kind === 'phone' && op === 'eq') return { sql: `${column} IN (?)`, values: [phoneDigits(String(value))] }
  const text = (): string => (field.kind === 'phone' ? String(value).replace(/\D/g, '') : String(bound(field, value)))
  switch (op) {
    case 'eq': case 'gt': case 'gte': case 'lt': case 'lte':
      return { sql: `${column} ${COMPARISONS[op]} ?`, values: [bound(field, value)] }
    case 'ne': return { sql: `${column} IS NULL OR ${column} <> ?`, values: [bound(field, value)] }
    case 'in': return { sql: `${column} IN (?)`, values: [(value as unknown[]).map((one) => bound(field, one))] }
    case 'contains': return { sql: `${column} LIKE ?`, values: [`%${escapeLike(text())}%`] }
    case 'starts_with': return { sql: `${column} LIKE ?`, values: [beginningWith(text())] }
    case 'between': {
      const [from, to] = value as unknown[]
      return { sql: `${column} BETWEEN ? AND ?`, values: [bound(field, from), bound(field, to)] }
    }
    case 'is_null': return { sql: value ? `${column} IS NULL` : `${column} IS NOT NULL`, values: [] }
  }
}

/** "Is null" and "is not" of something in another table mean that no such row is there. */
export function compareElsewhere({ inner, sql }: { inner: string; sql: (comparison: string) => string }, field: TicketField, condition: Condition): Sql {
  if (condition.op === 'is_null') return { sql: condition.value ? `NOT (${sql('1 = 1')})` : sql('1 = 1'), values: [] }
  if (condition.op === 'ne') return { sql: `NOT (${sql(`${inner} = ?`)})`, values: [bound(field, condition.value)] }
  const comparison = compare(inner, field, condition)
  return { sql: sql(comparison.sql), values: comparison.values }
}

/** A derived field is yes or no of every ticket, never empty; what it is made of stands in the indexes of lists. */
function derivedSql(parts: readonly PartOfField[], { op, value }: Condition): Sql {
  if (op === 'is_null') return { sql: value ? '1 = 0' : '1 = 1', values: [] }
  const holds = joinSql(parts.map(conditionSql), ' OR ')
  return (op === 'eq') === value ? holds : { sql: `(${holds.sql}) IS NOT TRUE`, values: holds.values }
}

/** One condition of a query as SQL. Field and operator come from the allow-list, the value is always bound. */
export function conditionSql(condition: Condition): Sql {
  const field: TicketField = TICKET_FIELDS[condition.field]
  if (field.anyOf) return derivedSql(field.anyOf, condition)
  const { column, exists } = COLUMN_OF_FIELD[condition.field]
  if (exists) return compareElsewhere(exists, field, condition)
  return compare(column ?? 'NULL', field, condition)
}
