import { COUNT_CAP, type TabCounts } from '#shared/contract/query.ts'
import { requestTabsFor, surveyTabsFor, tabsFor } from '#shared/domain/lists/tabs.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import { WARNING_MS } from '#shared/domain/sla/deadlines.ts'
import type { CurrentUser } from '../caller.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { Services } from '../services.ts'
import { joinSql, type Sql } from './conditions.ts'
import { scopeSql, tabSql } from './listScope.ts'
import { countPendingRequests } from './listApprovals.ts'
import { countOpenSurveys } from './listSurveys.ts'
import { countUpTo } from './listTickets.ts'

/** Counts of the tabs for the navigation, each capped: of tickets, of requests that wait for a decision, and of open survey tasks; with them how many open replies are overdue or due within 4 h. */
export async function countTickets(services: Services, user: CurrentUser): Promise<TabCounts> {
  const scope = scopeSql(user)
  const count = async (pieces: readonly Sql[]): Promise<number> =>
    Math.min(await countUpTo(services, joinSql([...scope, ...pieces, { sql: '1 = 1', values: [] }], ' AND '), COUNT_CAP), COUNT_CAP + 1)
  const visibility = visibilityOf(user)
  const tabs = tabsFor(visibility)
  const requestTabs = requestTabsFor(visibility)
  const pending = requestTabs.length > 0 ? await countPendingRequests(services, user) : {}
  const surveyTabs = surveyTabsFor(visibility)
  const surveys = await countOpenSurveys(services, surveyTabs.map(({ pool }) => pool))
  const counts = await Promise.all(tabs.map(async (tab): Promise<[string, number]> => [tab.id, await count(tabSql(tab, user))]))
  const now = services.clock.now()
  const openReply = { sql: 't.live = 1 AND t.reply_open = 1', values: [] }
  const [overdue, dueSoon] = await Promise.all([
    count([openReply, { sql: 't.reply_due_at < ?', values: [sqlInstant(now)] }]),
    count([openReply, { sql: 't.reply_due_at >= ? AND t.reply_due_at <= ?', values: [sqlInstant(now), sqlInstant(new Date(now.getTime() + WARNING_MS))] }]),
  ])
  const ofRequests = requestTabs.map(({ id, kind }): [string, number] => [id, pending[kind] ?? 0])
  const ofSurveys = surveyTabs.map(({ id, pool }): [string, number] => [id, surveys.get(pool) ?? 0])
  return { counts: Object.fromEntries([...counts, ...ofRequests, ...ofSurveys]), overdue, dueSoon }
}
