import { QueryTypes, type Transaction } from 'sequelize'
import type { BreachReport, BreachReportRow } from '#shared/contract/report.ts'
import { BREACH_KINDS, breachAmount, type BreachCounts, type BreachKind } from '#shared/domain/breaches.ts'
import { rangeOfMonth, type Month } from '#shared/domain/figures/period.ts'
import { breachReportFor } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import { ApiError } from '../errors.ts'
import type { OrganisationRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { joinSql, type Sql } from './conditions.ts'
import { loadPenalties, type PenaltyAmounts } from './penalties.ts'

/** Which breaches a report or a list of them is about. */
export interface BreachFilter {
  month: Month
  marketingLine?: string | undefined
  mallCode?: string | undefined
  kind?: BreachKind | undefined
}

/** Whose breaches a user reads; the alias of the table is `b`. @throws ApiError `forbidden` */
function breachScope(user: CurrentUser): Sql[] {
  switch (breachReportFor(user)) {
    case 'all': return []
    case 'department': return [{ sql: 'b.department_id = ?', values: [user.organisationId] }]
    case 'mall': return [{ sql: 'b.mall_id = ?', values: [user.organisationId] }]
    case 'none': throw new ApiError('forbidden')
  }
}

const BY_MALL = { any: 'breaches_mall', kind: 'breaches_mall' }
const BY_ALL = { any: 'breaches_at', kind: 'breaches_kind' }
/** By whose breaches a user reads; a mall has few of any kind. */
const INDEXES: Readonly<Record<ReturnType<typeof breachReportFor>, typeof BY_ALL>> = {
  mall: BY_MALL, department: { any: 'breaches_department', kind: 'breaches_department_kind' }, all: BY_ALL, none: BY_ALL,
}

/**
 * Where they are read from: the index that gives them newest first and, of those whom the user may read, no others; what else
 * they are narrowed by stands in it too. Named for the reason of `ticketList/access.ts`. The alias of the table is `b`.
 */
export function breachesFrom(user: CurrentUser, { mallCode, kind }: Pick<BreachFilter, 'mallCode' | 'kind'> = {}): string {
  const indexes = mallCode === undefined ? INDEXES[breachReportFor(user)] : INDEXES.mall
  return `FROM breaches b FORCE INDEX (${kind === undefined ? indexes.any : indexes.kind})`
}

const malls = (organisations: ReadonlyMap<number, OrganisationRow>, wanted: (mall: OrganisationRow) => boolean): number[] =>
  [...organisations.values()].filter((one) => one.kind === 'mall' && wanted(one)).map(({ id }) => id)

/** Ids as a list that is never empty: no row has the id 0. */
const among = (ids: readonly number[]): Sql => ({ sql: 'b.mall_id IN (?)', values: [ids.length === 0 ? [0] : ids] })

/**
 * The breaches of malls in a month of the zone that were not withdrawn, as far as the user reads them (`lists.md`, Breach
 * report). Those of tickets that head office handles have no mall.
 * @throws ApiError `forbidden`
 */
export async function breachesWhere(services: Services, user: CurrentUser, { month, marketingLine, mallCode, kind }: BreachFilter): Promise<Sql> {
  const { from, to } = rangeOfMonth(month, services.timeZone)
  const organisations = await services.directory.snapshot()
  const pieces: Sql[] = [
    ...breachScope(user), { sql: 'b.happened_at >= ? AND b.happened_at < ?', values: [sqlInstant(from), sqlInstant(to)] }, { sql: 'b.withdrawn_at IS NULL AND b.mall_id IS NOT NULL', values: [] },
  ]
  if (marketingLine !== undefined) pieces.push(among(malls(organisations, (mall) => mall.marketingLine === marketingLine)))
  if (mallCode !== undefined) pieces.push(among(malls(organisations, (mall) => mall.code.toUpperCase() === mallCode.toUpperCase())))
  if (kind !== undefined) pieces.push({ sql: 'b.kind = ?', values: [kind] })
  return joinSql(pieces, ' AND ')
}

/** The lines of the malls whose breaches the user reads. */
function marketingLinesFor(user: CurrentUser, organisations: ReadonlyMap<number, OrganisationRow>): string[] {
  const readable = breachReportFor(user)
  const wanted = (mall: OrganisationRow): boolean =>
    readable === 'all' || (readable === 'department' ? mall.departmentId === user.organisationId : mall.id === user.organisationId)
  const lines = malls(organisations, wanted).flatMap((id) => organisations.get(id)?.marketingLine ?? [])
  return [...new Set(lines)].sort((a, b) => a.localeCompare(b, 'zh-CN'))
}

const noBreaches = (): BreachCounts => Object.fromEntries(BREACH_KINDS.map((kind) => [kind, 0])) as BreachCounts

const sumOf = (counts: BreachCounts): number => BREACH_KINDS.reduce((sum, kind) => sum + counts[kind], 0)

/** The highest sum first, then most breaches, then by code. */
const byWeight = (a: BreachReportRow, b: BreachReportRow): number =>
  b.amount - a.amount || sumOf(b.counts) - sumOf(a.counts) || (a.mall.code < b.mall.code ? -1 : 1)

function rowsOf(counted: readonly { mallId: number; kind: BreachKind; n: number }[], organisations: ReadonlyMap<number, OrganisationRow>, penalties: PenaltyAmounts): BreachReportRow[] {
  const countsOf = new Map<number, BreachCounts>()
  for (const { mallId, kind, n } of counted) {
    const counts = countsOf.get(Number(mallId)) ?? noBreaches()
    counts[kind] = Number(n)
    countsOf.set(Number(mallId), counts)
  }
  return [...countsOf].flatMap(([mallId, counts]): BreachReportRow[] => {
    const mall = organisations.get(mallId)
    return mall ? [{ mall: { code: mall.code, name: mall.name, marketingLine: mall.marketingLine }, counts, amount: breachAmount(counts, penalties) }] : []
  }).sort(byWeight)
}

/**
 * 商场违约处理报表 of a month, with the penalties that are configured today.
 * @param transaction whose snapshot is read; else what is there now
 * @throws ApiError `forbidden` for who reads no report
 */
export async function loadBreachReport(services: Services, user: CurrentUser, filter: Pick<BreachFilter, 'month' | 'marketingLine'>, transaction: Transaction | null = null): Promise<BreachReport> {
  const { database, directory } = services
  const where = await breachesWhere(services, user, filter)
  const counted = await database.sequelize.query<{ mallId: number; kind: BreachKind; n: number }>(
    `SELECT b.mall_id AS mallId, b.kind, COUNT(*) AS n ${breachesFrom(user)} WHERE ${where.sql} GROUP BY b.mall_id, b.kind`, { replacements: where.values, type: QueryTypes.SELECT, transaction },
  )
  const organisations = await directory.snapshot()
  const penalties = await loadPenalties(database, transaction)
  const rows = rowsOf(counted, organisations, penalties)
  const totals = noBreaches()
  for (const { counts } of rows) for (const kind of BREACH_KINDS) totals[kind] += counts[kind]
  return { month: filter.month, penalties, rows, totals: { counts: totals, amount: breachAmount(totals, penalties) }, marketingLines: marketingLinesFor(user, organisations) }
}
