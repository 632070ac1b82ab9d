import type { Sql } from './conditions.ts'
import { joinSql } from './conditions.ts'

/** One way to rows that gives them in the order of the whole: a range of an index that ends in (place, id). */
export interface OrderedRange {
  /** `FROM …` with the index. */
  from: string
  where: readonly Sql[]
  /** What is ordered by, and the id that decides between equals. */
  place: string
  id: string
}

/**
 * The first ids of several ordered ranges together. Each range gives no more than there are to be, so that no more than
 * those are sorted, however long the ranges are.
 * @param limit rows
 */
export function mergedRangesSql(ranges: readonly OrderedRange[], direction: 'ASC' | 'DESC', limit: number): Sql {
  const parts = ranges.map(({ from, where, place, id }): Sql => {
    const { sql, values } = joinSql(where, ' AND ')
    return { sql: `SELECT ${id} AS id, ${place} AS place ${from} WHERE ${sql} ORDER BY ${place} ${direction}, ${id} ${direction} LIMIT ?`, values: [...values, limit] }
  })
  const [only] = parts
  if (only && parts.length === 1) return only
  return {
    sql: `SELECT u.id, u.place FROM (${parts.map(({ sql }) => `(${sql})`).join(' UNION ALL ')}) u ORDER BY u.place ${direction}, u.id ${direction} LIMIT ?`,
    values: [...parts.flatMap(({ values }) => values), limit],
  }
}

const FIRST_INSTANT = '1000-01-01 00:00:00.000'
const LAST_INSTANT = '9999-12-31 23:59:59.999'

/** What comes after a place in an order, as one range of an index; from the beginning without one. @param after instant as SQL, and id */
export function beyond(place: string, id: string, direction: 'ASC' | 'DESC', after: { at: string; id: number } | null): Sql {
  const [compare, first] = direction === 'ASC' ? ['>', FIRST_INSTANT] : ['<', LAST_INSTANT]
  if (!after) return { sql: `${place} ${compare}= ?`, values: [first] }
  return { sql: `${place} ${compare}= ? AND (${place} ${compare} ? OR ${id} ${compare} ?)`, values: [after.at, after.at, after.id] }
}
