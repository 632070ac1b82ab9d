import { COUNT_CAP, type TabCounts } from '#shared/contract/query.ts'
import { tabTotal } from '#shared/domain/figures/tabTotal.ts'
import { requestTabsFor, surveyTabsFor, tabsFor } from '#shared/domain/lists/tabs.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import type { CurrentUser } from '../caller.ts'
import { readListCounts } from '../counts/readCounts.ts'
import type { Services } from '../services.ts'
import { countPendingRequests } from './listApprovals.ts'
import { countOpenSurveys } from './listSurveys.ts'
import { countOpenReplies } from './openReplies.ts'

const NO_REQUESTS: Partial<Record<RequestKind, number>> = {}

/** Counts of the tabs for the navigation, each capped: of tickets, from the kept counts; of requests that wait for a decision, and of open survey tasks; with them how many open replies are overdue or due within 4 h. */
export async function countTickets(services: Services, user: CurrentUser): Promise<TabCounts> {
  const visibility = visibilityOf(user)
  // What opens from a figure alone stands in no navigation.
  const tabs = tabsFor(visibility).filter(({ group }) => group !== 'figures')
  const requestTabs = requestTabsFor(visibility)
  const surveyTabs = surveyTabsFor(visibility)
  const [{ count, read }, pending, surveys, replies] = await Promise.all([
    readListCounts(services, user), requestTabs.length > 0 ? countPendingRequests(services, user) : NO_REQUESTS,
    countOpenSurveys(services, surveyTabs.map(({ pool }) => pool)), countOpenReplies(services, user),
  ])
  const ofTabs = tabs.map((tab): [string, number] => [tab.id, Math.min(tabTotal(tab, count, read), COUNT_CAP + 1)])
  const ofRequests = requestTabs.map(({ id, kind }): [string, number] => [id, pending[kind] ?? 0])
  const ofSurveys = surveyTabs.map(({ id, pool }): [string, number] => [id, surveys.get(pool) ?? 0])
  return { counts: Object.fromEntries([...ofTabs, ...ofRequests, ...ofSurveys]), ...replies }
}
