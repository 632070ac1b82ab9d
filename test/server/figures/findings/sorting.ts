import { tabsOf, ticketsOf } from '../slow/tabs.ts'
import type { True } from '../slow/truth.ts'
import type { Played } from '../played.ts'
import { numbersOf, walk } from '../pages.ts'
import { differences } from './differences.ts'

/** Columns that a list may be sorted by, and what they hold. */
const COLUMNS = {
  no: 'no', createdAt: 'created_at', 'assignment.submittedAt': 'submitted_at', firstSubmittedAt: 'first_submitted_at', feedbackCount: 'feedback_count', replyDueAt: 'reply_due_at',
  resolveDueAt: 'resolve_due_at', visitAt: 'visit_at', receivedAt: 'received_at', updatedAt: 'updated_at', closedAt: 'closed_at',
} as const
const TABS = ['all', 'open', 'unreplied', 'pending', 'cancelled', 'late_reply', 'dissatisfied', 'unread'] as const

const valueOf = (ticket: True, column: string): string | number | null => {
  const value = ticket.row[column]
  return value instanceof Date ? value.getTime() : (value as string | number | null)
}

/** Empty values come before all others, and of equals the one that was made first. */
const ascending = (column: string) => (one: True, other: True): number => {
  const [a, b] = [valueOf(one, column), valueOf(other, column)]
  if (a === b) return one.id - other.id
  if (a === null || b === null) return a === null ? -1 : 1
  return a < b ? -1 : 1
}

/** Every tab sorted by every column that it can be sorted by, upwards or downwards in turn, through pages of several sizes. */
export async function sortingFindings({ stage: { server }, truth }: Played, account: string, turn: number): Promise<string[]> {
  const client = await server.as(account)
  const findings: string[] = []
  const tabs = TABS.filter((tab) => tabsOf(account).includes(tab))
  for (const [one, tab] of tabs.entries()) {
    const tickets = ticketsOf(truth, account, tab)
    for (const [other, [field, column]] of Object.entries(COLUMNS).entries()) {
      const direction = (one + other + turn) % 2 === 0 ? 'asc' : 'desc'
      const expected = tickets.toSorted(ascending(column))
      if (direction === 'desc') expected.reverse()
      const limit = [100, 64, 23][(one + other) % 3]!
      const { items } = await walk(client, { tab, sort: { field: field as 'no', direction }, limit })
      findings.push(...differences(`${account} ${tab} by ${field} ${direction} with ${limit}`, numbersOf(items), numbersOf(expected)))
    }
  }
  return findings
}
