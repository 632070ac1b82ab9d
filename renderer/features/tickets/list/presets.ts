import type { Condition } from '#shared/contract/query.ts'
import type { TicketTabId } from '#shared/domain/lists/tabs.ts'
import { WARNING_MS } from '#shared/domain/sla/deadlines.ts'

/** Lists in which the counts of overdue and nearly due tickets hold what the list holds. */
const CLOCK_TABS: readonly TicketTabId[] = ['all', 'open', 'unreplied']
export const showsClockCounts = (tab: TicketTabId): boolean => CLOCK_TABS.includes(tab)

/** A reply round is open exactly while a ticket is unreplied; elsewhere the condition has to say so. */
const waitsForReply = (tab: TicketTabId): Condition[] => (tab === 'unreplied' ? [] : [{ field: 'state', op: 'eq', value: 'unreplied' }])

/**
 * The conditions behind 已逾期.
 * @param now milliseconds, the server's time
 */
export const overdueConditions = (tab: TicketTabId, now: number): Condition[] => [
  ...waitsForReply(tab), { field: 'replyDueAt', op: 'lt', value: new Date(now).toISOString() },
]

/** The conditions behind 4 小时内到期. */
export const dueSoonConditions = (tab: TicketTabId, now: number): Condition[] => [
  ...waitsForReply(tab), { field: 'replyDueAt', op: 'between', value: [new Date(now).toISOString(), new Date(now + WARNING_MS).toISOString()] },
]

/** 未解决 of the home page: unreplied and replied, a part of the tab `open` (`lists.md`, Home page). */
export const unresolvedConditions = (): Condition[] => [{ field: 'state', op: 'in', value: ['unreplied', 'replied'] }]
