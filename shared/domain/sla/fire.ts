import { assignmentSubject, roundSubject, visitSubject, type SurveyTimer, type TicketEvent, type TimerKind } from '../ticket/effects.ts'
import type { OpenRound, TicketFacts } from '../ticket/facts.ts'
import { isLive } from '../ticket/states.ts'
import { hasSurveys, SURVEYS, type SurveyPool } from './surveys.ts'
import { isFiredLate, TIMERS } from './timers.ts'

/** A timer as it is kept: what it hangs on and when it falls due. */
export interface DueTimer {
  kind: TimerKind
  /** See `roundSubject`, `assignmentSubject`, `visitSubject`. */
  subject: string
  dueAt: Date
}

/** What a timer does when it fires (`time.md`, What the sweep fires). */
export interface Firing {
  event: TicketEvent
  /** Unique on the ticket with the event; an operation that sees a missed deadline first uses the same. */
  once: string
  /** Fired more than 5 s after its time. */
  late: boolean
  /** Its time: what is missed was missed then, however late that is noticed. */
  happenedAt: Date
  changes: Partial<Pick<TicketFacts, 'replyTimely' | 'resolveTimely'>>
  /** The round that is late from now on, though still open. */
  lateRound: number | null
  survey: { kind: SurveyTimer; pool: SurveyPool } | null
}

/** What the sweep reads of a ticket. */
export type FiringFacts = Pick<TicketFacts, 'type' | 'state' | 'assignmentNumber' | 'submittedAt' | 'resolveDueAt' | 'visitAt' | 'resolvedAt' | 'openRounds'>

const isSurvey = (kind: TimerKind): kind is SurveyTimer => TIMERS[kind].survey

const roundOf = (ticket: FiringFacts, subject: string): OpenRound | undefined =>
  ticket.openRounds.find(({ number }) => roundSubject(number) === subject)

const isRunning = (ticket: FiringFacts, subject: string): boolean =>
  ticket.submittedAt !== null && subject === assignmentSubject(ticket.assignmentNumber)

const isVisitOf = (ticket: FiringFacts, subject: string): boolean =>
  ticket.submittedAt !== null && ticket.visitAt !== null && subject === visitSubject(ticket.assignmentNumber, ticket.visitAt)

function holds(ticket: FiringFacts, { kind, subject }: DueTimer): boolean {
  if (isSurvey(kind) && !hasSurveys(ticket.type)) return false
  switch (TIMERS[kind].condition) {
    case 'round_open': return roundOf(ticket, subject) !== undefined
    case 'not_resolved': return isLive(ticket.state) && ticket.resolvedAt === null && isRunning(ticket, subject)
    case 'assignment_in_force':
      return ticket.state !== 'cancelled' && (TIMERS[kind].hangsOn === 'visit' ? isVisitOf(ticket, subject) : isRunning(ticket, subject))
  }
}

/** By the ticket where it says so: a timer that was set aside after a failure stands later than it should have fired. */
function properTime(ticket: FiringFacts, { kind, subject, dueAt }: DueTimer): Date {
  switch (kind) {
    case 'reply_due_soon': case 'reply_overdue': {
      const round = roundOf(ticket, subject)
      return round ? TIMERS[kind].dueAt({ replyDueAt: round.dueAt }) : dueAt
    }
    case 'resolve_due_soon': case 'resolve_overdue':
      return ticket.resolveDueAt ? TIMERS[kind].dueAt({ resolveDueAt: ticket.resolveDueAt }) : dueAt
    default: return dueAt
  }
}

/**
 * Decides a timer that has fallen due, on the ticket as it is now; null where what it was set for no longer holds
 * (`time.md`, What the sweep fires).
 * @param now the server's clock
 */
export function fire(ticket: FiringFacts, timer: DueTimer, now: Date): Firing | null {
  if (!holds(ticket, timer)) return null
  const { kind, subject } = timer
  const happenedAt = properTime(ticket, timer)
  const late = isFiredLate(happenedAt, now)
  if (isSurvey(kind)) return { event: 'survey_due', once: `${kind}:${subject}`, late, happenedAt, changes: {}, lateRound: null, survey: { kind, pool: SURVEYS[kind].pool } }
  const fired = { event: kind, once: subject, late, happenedAt, survey: null }
  switch (kind) {
    case 'reply_overdue': return { ...fired, changes: { replyTimely: false }, lateRound: roundOf(ticket, subject)?.number ?? null }
    case 'resolve_overdue': return { ...fired, changes: { resolveTimely: false }, lateRound: null }
    default: return { ...fired, changes: {}, lateRound: null }
  }
}
