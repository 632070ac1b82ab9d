import { timeOf, timeOrNull, type Raw } from './rows.ts'
import { isDissatisfied } from './tabs.ts'
import type { True, Truth } from './truth.ts'
import { monthAt } from './wall.ts'

/** Something that was done against the obligations of who handles a ticket: a mall, or head office. */
export interface SlowBreach { mall: string | null; kind: string; at: number; no: string }
export interface MallBreach extends SlowBreach { mall: string }

/** A deadline is missed just after it, however late that is noticed. */
const missedAt = (due: number): number => due + 1

const VOIDING = ['send_back', 'reprocess', 'feedback', 'reject_return', 'reject_closure']

/** When it was first certain that the ticket was not resolved in time; null while it is not. */
function missedResolveAt({ log }: True, assignment: Raw, now: number): number | null {
  const [since, due] = [timeOf(assignment['submitted_at']), timeOf(assignment['resolve_due_at'])]
  let onRecord = false
  for (const entry of log.filter((one) => timeOf(one['at']) >= since)) {
    const [at, operation, ends] = [timeOf(entry['at']), String(entry['operation']), ['closed', 'cancelled'].includes(String(entry['state_after']))]
    const resolves = operation === 'resolve' || operation === 'close'
    if (at > due && !onRecord && (resolves || ends)) return missedAt(due)
    if (at > due && onRecord && VOIDING.includes(operation)) return at
    if (resolves) onRecord = true
    else if (VOIDING.includes(operation)) onRecord = false
    if (ends) return null
  }
  return !onRecord && now > due ? missedAt(due) : null
}

/** The customer's last word counts: since when it has been a dissatisfied one; null where it is none. */
function dissatisfiedSince({ rows }: Truth, ticket: True, submittedAt: number): number | null {
  let since: number | null = null
  for (const record of rows.records) {
    if (Number(record['ticket_id']) !== ticket.id || record['operation'] !== 'evaluate' || timeOf(record['at']) < submittedAt) continue
    const { score } = JSON.parse(String(record['detail'])) as { score: string | null }
    if (score !== null) since = isDissatisfied({ ...ticket, score }) ? since ?? timeOf(record['at']) : null
  }
  return since
}

/** The breaches of a ticket's running or last assignment: those of returned ones count against nobody, and cancelled tickets never count. */
function breachesOf(truth: Truth, ticket: True): SlowBreach[] {
  if ((ticket.mall === null && ticket.department === null) || ticket.state === 'cancelled') return []
  const { rows, now } = truth
  const assignment = rows.assignments.filter((one) => Number(one['ticket_id']) === ticket.id).sort((one, other) => Number(one['number']) - Number(other['number'])).at(-1)!
  const since = timeOf(assignment['submitted_at'])
  const mine = (row: Raw): boolean => Number(row['ticket_id']) === ticket.id && row['assignment_number'] === assignment['number']
  const found: [kind: string, at: number | null][] = []
  for (const task of rows.survey_tasks.filter((one) => mine(one) && one['state'] === 'done' && one['outcome'] === 'no')) {
    const kind = { survey_contact: 'late_contact', survey_follow_up: 'late_follow_up', survey_resolution: 'late_process' }[String(task['kind'])]!
    found.push([kind, timeOf(task['answered_at'])])
  }
  for (const round of rows.reply_rounds.filter(mine)) {
    const [due, closed] = [timeOf(round['due_at']), timeOrNull(round['closed_at'])]
    if ((closed ?? now) > due) found.push(['late_reply', missedAt(due)])
  }
  found.push(['late_resolve', missedResolveAt(ticket, assignment, now)])
  for (const request of rows.requests.filter((one) => mine(one) && one['kind'] === 'return' && one['state'] === 'rejected')) found.push(['wrong_return', timeOf(request['decided_at'])])
  found.push(['dissatisfied', dissatisfiedSince(truth, ticket, since)])
  found.push(['second_complaint', ticket.lateFeedbackAt])
  return found.flatMap(([kind, at]) => (at === null ? [] : [{ mall: ticket.mall, kind, at, no: ticket.no }]))
}

/** Those of malls, which the report is about. */
export const allBreaches = (truth: Truth): MallBreach[] => truth.tickets.flatMap((ticket) => breachesOf(truth, ticket)).flatMap((breach) => (breach.mall === null ? [] : [{ ...breach, mall: breach.mall }]))

/** Of tickets that were asked for before: each needs a look at all rows. */
const known = new WeakMap<True, SlowBreach[]>()

/** Since when a ticket has been late or dissatisfied: its first breach of the kind; null where it has none. */
export function firstBreachAt(truth: Truth, ticket: True, kind: string): number | null {
  const breaches = known.get(ticket) ?? breachesOf(truth, ticket)
  known.set(ticket, breaches)
  const moments = breaches.filter((one) => one.kind === kind).map(({ at }) => at)
  return moments.length === 0 ? null : Math.min(...moments)
}
export const happenedIn = (month: string) => ({ at }: SlowBreach): boolean => monthAt(at) === month
