import { firstBreachAt } from './breaches.ts'
import { sees } from './sight.ts'
import { isDissatisfied, ticketsOf } from './tabs.ts'
import type { True, Truth } from './truth.ts'
import { dayAt, monthAt, wall } from './wall.ts'

const tally = (names: readonly string[], of: (name: string) => number): Record<string, number> => Object.fromEntries(names.map((name) => [name, of(name)]))
const TYPES = ['complaint', 'service', 'consult']
const SCORES = ['very_satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very_dissatisfied']
const share = (of: readonly (boolean | null)[]): { part: number; whole: number } => ({ part: of.filter((one) => one === true).length, whole: of.filter((one) => one !== null).length })

/** Tickets that count in a month for somebody: first submitted in it, not cancelled. */
export const countedIn = (truth: Truth, account: string, month: string): True[] =>
  truth.tickets.filter((ticket) => sees(account, ticket) && ticket.state !== 'cancelled' && ticket.firstSubmittedAt !== null && monthAt(ticket.firstSubmittedAt) === month)

/** What a satisfaction survey was answered with: only complaints and service tickets have one. */
const scoreOf = ({ type, score }: True): string | null => (type === 'consult' ? null : score)
const isSatisfied = (ticket: True): boolean | null => {
  const score = scoreOf(ticket)
  return score === null ? null : score === 'very_satisfied' || score === 'satisfied'
}

/** The table of figures in `lists.md`, typed from it. */
export function figuresOf(truth: Truth, account: string, month: string) {
  const tickets = countedIn(truth, account, month)
  const escalated = tickets.filter((ticket) => ticket.escalated)
  const byType = (among: readonly True[]) => tally(TYPES, (type) => among.filter((ticket) => ticket.type === type).length)
  return {
    total: tickets.length, byType: byType(tickets),
    secondComplaints: tickets.filter(({ type, secondComplaint }) => type === 'complaint' && secondComplaint).length,
    escalated: { part: escalated.length, whole: tickets.filter((ticket) => ticket.type === 'service' || ticket.escalated).length },
    rates: {
      reply: share(tickets.map(({ replyTimely }) => replyTimely)), resolve: share(tickets.map(({ resolveTimely }) => resolveTimely)),
      contact: share(tickets.map(({ contactTimely }) => contactTimely)), follow_up: share(tickets.map(({ followUpTimely }) => followUpTimely)),
      process: share(tickets.map(({ processTimely }) => processTimely)), satisfaction: share(tickets.map(isSatisfied)),
    },
    scores: tally(SCORES, (score) => tickets.filter((ticket) => scoreOf(ticket) === score).length),
  }
}
export type SlowFigures = ReturnType<typeof figuresOf>

/** Days off between 1 December 2025 and 31 March 2026 that are no Saturday or Sunday, and weekends that are worked, by the State Council's notice. */
const HOLIDAYS = ['2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23']
const WORKED = ['2026-01-04', '2026-02-14', '2026-02-28']
const isWorked = (day: string): boolean => WORKED.includes(day) || (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && !HOLIDAYS.includes(day))

/** Each day of the month with what was first submitted on it. */
export function daysOf(truth: Truth, account: string, month: string) {
  const tickets = countedIn(truth, account, month)
  const days: { day: string; working: boolean; byType: Record<string, number> }[] = []
  for (let at = Date.parse(`${month}-01T00:00:00Z`); new Date(at).toISOString().startsWith(month); at += 24 * 3_600_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    days.push({ day, working: isWorked(day), byType: tally(TYPES, (type) => tickets.filter((ticket) => ticket.type === type && dayAt(ticket.firstSubmittedAt!) === day).length) })
  }
  return days
}

const MARKED = ['late_reply', 'late_resolve', 'late_contact', 'late_follow_up', 'late_process', 'dissatisfied']
/** Each reminder, and the tab and states that it opens. */
export const REMINDERS: Record<string, { tab: string; states?: string[] }> = {
  unread: { tab: 'unread' }, unreplied: { tab: 'unreplied' }, unresolved: { tab: 'open', states: ['unreplied', 'replied'] }, open: { tab: 'open' }, late_reply: { tab: 'late_reply' },
  late_resolve: { tab: 'late_resolve' }, late_contact: { tab: 'late_contact' }, late_follow_up: { tab: 'late_follow_up' }, late_process: { tab: 'late_process' }, dissatisfied: { tab: 'dissatisfied' },
}

/** What a reminder counts: tickets of its tab that were made in a year (`2026`) or month (`2026-02`). */
export const remindedOf = (truth: Truth, account: string, reminder: string, period: string): True[] =>
  ticketsOf(truth, account, REMINDERS[reminder]!.tab)
    .filter(({ createdAt, state }) => wall(createdAt).startsWith(period) && (REMINDERS[reminder]!.states?.includes(state) ?? true))

/** What a reminder got on the day of a moment: what was made on it; of late and dissatisfied tickets, what is so since that day. */
export const cameOn = (truth: Truth, account: string, reminder: string, period: string, at: number): True[] => remindedOf(truth, account, reminder, period).filter((ticket) => {
  const since = MARKED.includes(reminder) ? firstBreachAt(truth, ticket, reminder) : ticket.createdAt
  return since !== null && dayAt(since) === dayAt(at)
})

/** The tickets behind each number of the figures, by a name for it. */
export const BEHIND: Record<string, (ticket: True) => boolean> = {
  total: () => true,
  complaint: ({ type }) => type === 'complaint', service: ({ type }) => type === 'service', consult: ({ type }) => type === 'consult',
  second_complaint: ({ type, secondComplaint }) => type === 'complaint' && secondComplaint, escalated: ({ escalated }) => escalated,
  'escalated whole': ({ type, escalated }) => type === 'service' || escalated,
  'reply yes': ({ replyTimely }) => replyTimely === true, 'reply no': ({ replyTimely }) => replyTimely === false, 'reply both': ({ replyTimely }) => replyTimely !== null,
  'resolve yes': ({ resolveTimely }) => resolveTimely === true, 'resolve no': ({ resolveTimely }) => resolveTimely === false, 'resolve both': ({ resolveTimely }) => resolveTimely !== null,
  'contact yes': ({ contactTimely }) => contactTimely === true, 'contact no': ({ contactTimely }) => contactTimely === false, 'contact both': ({ contactTimely }) => contactTimely !== null,
  'follow_up yes': ({ followUpTimely }) => followUpTimely === true, 'follow_up no': ({ followUpTimely }) => followUpTimely === false, 'follow_up both': ({ followUpTimely }) => followUpTimely !== null,
  'process yes': ({ processTimely }) => processTimely === true, 'process no': ({ processTimely }) => processTimely === false, 'process both': ({ processTimely }) => processTimely !== null,
  'satisfaction yes': (ticket) => isSatisfied(ticket) === true, 'satisfaction no': (ticket) => isSatisfied(ticket) === false, 'satisfaction both': (ticket) => isSatisfied(ticket) !== null,
  very_satisfied: (ticket) => scoreOf(ticket) === 'very_satisfied', satisfied: (ticket) => scoreOf(ticket) === 'satisfied', neutral: (ticket) => scoreOf(ticket) === 'neutral',
  dissatisfied: (ticket) => isDissatisfied(ticket) && ticket.score === 'dissatisfied', very_dissatisfied: (ticket) => isDissatisfied(ticket) && ticket.score === 'very_dissatisfied',
}
