import { isUnread, kindOf, sees } from './sight.ts'
import type { True, Truth } from './truth.ts'

type Holds = (ticket: True) => boolean
const inState = (...states: string[]): Holds => ({ state }) => states.includes(state)
const late = (result: 'replyTimely' | 'resolveTimely' | 'contactTimely' | 'followUpTimely' | 'processTimely'): Holds => (ticket) => ticket[result] === false && ticket.state !== 'cancelled'

/** Complaint or service with one of the two lowest scores. */
export const isDissatisfied: Holds = ({ type, score }) => (type === 'complaint' || type === 'service') && (score === 'dissatisfied' || score === 'very_dissatisfied')

/** The table of `lists.md`, typed from it. */
const HOLDS: Record<string, Holds> = {
  all: inState('unreplied', 'replied', 'resolved', 'closed'),
  pending: inState('pending_submission'),
  unreplied: inState('unreplied'),
  replied: inState('replied'),
  resolved: inState('resolved'),
  open: inState('unreplied', 'replied', 'resolved'),
  closed: inState('closed'),
  cancelled: inState('cancelled'),
  returned: (ticket) => ticket.state === 'pending_submission' && ticket.returned,
  late_reply: late('replyTimely'),
  late_resolve: late('resolveTimely'),
  late_contact: late('contactTimely'),
  late_follow_up: late('followUpTimely'),
  late_process: late('processTimely'),
  dissatisfied: (ticket) => isDissatisfied(ticket) && ticket.state !== 'cancelled',
}
const ONLY_CALL_CENTER = ['pending', 'returned']

/** The tabs of tickets that somebody has. */
export const tabsOf = (account: string): string[] =>
  ['unread', ...Object.keys(HOLDS)].filter((tab) => kindOf(account) === 'call center' || !ONLY_CALL_CENTER.includes(tab))

const ORDER: Record<string, (ticket: True) => number> = {
  unread: ({ lastEventAt }) => lastEventAt,
  unreplied: ({ receivedAt }) => receivedAt ?? 0,
}

/** Latest first; of two at the same millisecond the one that was made later. */
const latestFirst = (of: (ticket: True) => number) => (one: True, other: True): number => of(other) - of(one) || other.id - one.id

/** What a tab holds for somebody, in its order. */
export function ticketsOf(truth: Truth, account: string, tab: string): True[] {
  const holds = tab === 'unread' ? (ticket: True) => isUnread(truth, account, ticket) : HOLDS[tab]
  if (!holds) throw new Error(`lists.md has no tab ${tab}`)
  return truth.tickets.filter((ticket) => sees(account, ticket) && holds(ticket)).sort(latestFirst(ORDER[tab] ?? (({ createdAt }) => createdAt)))
}

const HOUR = 3_600_000

/** The colour of a row: blue within four hours before the reply deadline, red after it. */
export function colourOf({ now }: Truth, { openReplyDueAt }: True): 'none' | 'blue' | 'red' {
  if (openReplyDueAt === null) return 'none'
  if (now > openReplyDueAt) return 'red'
  return now >= openReplyDueAt - 4 * HOUR ? 'blue' : 'none'
}
