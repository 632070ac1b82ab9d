import { QueryTypes } from 'sequelize'
import type { ListFacet, Series } from '#shared/domain/figures/facets.ts'
import type { Month } from '#shared/domain/figures/period.ts'
import type { CurrentUser } from '../caller.ts'
import { ApiError } from '../errors.ts'
import { select } from '../database/select.ts'
import type { Services } from '../services.ts'
import { readerOf } from '../tickets/reads.ts'
import { countScopeOf, type CountScope } from './scopes.ts'

/** Months from the first to the one after the last. */
export interface Months {
  first: Month
  end: Month
}

/** What the lists of a user hold. */
export interface ListCounts {
  /** Tickets of a standing or with a mark. */
  count: (facet: ListFacet) => number
  /** Tickets that the reader has read since their latest event. */
  read: number
}

/** @throws ApiError `forbidden` for who has no ticket module */
function requireScope(user: CurrentUser): CountScope {
  const scope = countScopeOf(user)
  if (!scope) throw new ApiError('forbidden')
  return scope
}

const READ = 'read'

/**
 * What the user's lists hold, of the tickets made in some months or of all. One statement reads what is added up, what is
 * not yet, and the reader's marks: they are of one moment.
 * @param marks false for who needs not know how many he has read, which are as many as he has ever read
 */
export async function readListCounts({ database }: Services, user: CurrentUser, months: Months | null = null, { marks = true } = {}): Promise<ListCounts> {
  const scope = requireScope(user)
  const period = months ? { sql: ' AND period >= ? AND period < ?', values: [months.first, months.end] } : { sql: '', values: [] }
  const counts = { sql: `scope = ? AND series = 'list'${period.sql}`, values: [scope, ...period.values] }
  const reads = { sql: `scope = ? AND series = 'read' AND facet = ?${period.sql}`, values: [readerOf(user), scope, ...period.values] }
  const parts = [{ facet: 'facet', where: counts }, ...(marks ? [{ facet: `'${READ}' AS facet`, where: reads }] : [])].flatMap(({ facet, where: { sql, values } }) =>
    ['ticket_counts', 'count_changes'].map((table) => ({ sql: `SELECT ${facet}, n FROM ${table} WHERE ${sql}`, values })))
  const rows = await select<{ facet: string; n: string | number }>(database, {
    sql: `SELECT facet, SUM(n) AS n FROM (${parts.map(({ sql }) => sql).join(' UNION ALL ')}) AS counted GROUP BY facet ORDER BY NULL`, values: parts.flatMap(({ values }) => values),
  })
  const found = new Map(rows.map(({ facet, n }) => [facet, Number(n)]))
  return { count: (facet) => found.get(facet) ?? 0, read: found.get(READ) ?? 0 }
}

/** Periods of a series, both ends belong to them. */
export interface PeriodRange {
  series: Series
  first: string
  last: string
}

/** How often something counts in a period. */
export type CountAt = (series: Series, period: string, facet: string) => number

/** Counts of the user's tickets by period, all of one moment. */
export async function readCountsByPeriod({ database: { sequelize } }: Services, user: CurrentUser, ranges: readonly PeriodRange[]): Promise<CountAt> {
  const scope = requireScope(user)
  const wanted = ranges.map(() => '(series = ? AND period BETWEEN ? AND ?)').join(' OR ')
  const values = [scope, ...ranges.flatMap(({ series, first, last }) => [series, first, last])]
  const rows = await sequelize.query<{ series: Series; period: string; facet: string; n: string | number }>(
    `SELECT series, period, facet, SUM(n) AS n FROM (
       SELECT series, period, facet, n FROM ticket_counts WHERE scope = ? AND (${wanted})
       UNION ALL SELECT series, period, facet, n FROM count_changes WHERE scope = ? AND (${wanted})
     ) AS counted GROUP BY series, period, facet ORDER BY NULL`,
    { replacements: [...values, ...values], type: QueryTypes.SELECT },
  )
  const found = new Map(rows.map(({ series, period, facet, n }) => [`${series}|${period}|${facet}`, Number(n)]))
  return (series, period, facet) => found.get(`${series}|${period}|${facet}`) ?? 0
}
