import { assignmentSubject, roundSubject, visitSubject } from '../ticket/effects.ts'
import type { OpenRound, TicketFacts } from '../ticket/facts.ts'
import { isLive } from '../ticket/states.ts'
import type { WorkingCalendar } from './calendar.ts'
import { isProvisional, replyDueAt, resolveDueAt } from './deadlines.ts'
import type { DueTimer } from './fire.ts'
import { surveyDueAt } from './surveys.ts'
import { TIMERS } from './timers.ts'

type ResolutionFacts = Pick<TicketFacts, 'state' | 'submittedAt' | 'resolveDueAt' | 'resolvedAt' | 'resolveTimely'>

/** An open round with the instant that its deadline is counted from. */
export interface StartedRound extends OpenRound {
  openedAt: Date
}

/** A timer that has not fired, as it is kept. */
export interface KeptTimer extends DueTimer {
  id: number
}

/** What of a ticket may depend on the calendar, and what says whether it still does. */
export interface OpenDeadlineFacts extends ResolutionFacts, Pick<TicketFacts, 'assignmentNumber' | 'firstContactDueAt' | 'replyDueAt' | 'visitAt'> {
  provisionalDeadlines: boolean
  openRounds: readonly StartedRound[]
  /** An approved request has set the visit date of the running assignment. */
  visitDecided: boolean
  timers: readonly KeptTimer[]
}

/** A timer that is to fire at another time. */
export interface MovedTimer {
  before: KeptTimer
  /** Equal but for the satisfaction survey, which hangs on the visit date. */
  subject: string
  dueAt: Date
}

export interface MovedRound {
  number: number
  before: Date
  dueAt: Date
}

/** What a changed calendar changes on a ticket. */
export interface Recomputation {
  /** Only what differs. */
  changes: Partial<Pick<OpenDeadlineFacts, 'replyDueAt' | 'resolveDueAt' | 'visitAt' | 'provisionalDeadlines'>>
  rounds: MovedRound[]
  timers: MovedTimer[]
}

const sameInstant = (one: Date | null, other: Date | null): boolean => one?.getTime() === other?.getTime()

/** Nothing has judged the resolve deadline yet: it may move. */
const isResolutionOpen = ({ state, resolvedAt, resolveTimely }: ResolutionFacts): boolean => isLive(state) && resolvedAt === null && resolveTimely === null

/**
 * Whether a deadline that is still open reaches into a year without public-holiday data (`time.md`, Calendar). What has
 * been judged does not move any more and is final.
 */
export function hasProvisionalDeadlines(ticket: ResolutionFacts & { openRounds: readonly OpenRound[] }, calendar: WorkingCalendar): boolean {
  const { submittedAt, resolveDueAt: resolve, openRounds } = ticket
  if (submittedAt === null) return false
  return (resolve !== null && isResolutionOpen(ticket) && isProvisional(submittedAt, resolve, calendar)) ||
    openRounds.some(({ dueAt, late }) => late !== true && isProvisional(dueAt, dueAt, calendar))
}

function movedRounds(openRounds: readonly StartedRound[], calendar: WorkingCalendar): MovedRound[] {
  return openRounds.filter(({ late }) => late !== true).flatMap(({ number, openedAt, dueAt: before }) => {
    const dueAt = replyDueAt(openedAt, calendar)
    return sameInstant(before, dueAt) ? [] : [{ number, before, dueAt }]
  })
}

/** The deadlines as the calendar gives them, on the facts; what is judged stays. */
function withDeadlines(facts: OpenDeadlineFacts, rounds: readonly MovedRound[], calendar: WorkingCalendar): OpenDeadlineFacts {
  const openRounds = facts.openRounds.map((round) => ({ ...round, dueAt: rounds.find(({ number }) => number === round.number)?.dueAt ?? round.dueAt }))
  const moves = facts.submittedAt !== null && facts.resolveDueAt !== null && isResolutionOpen(facts)
  const resolve = moves && facts.submittedAt ? resolveDueAt(facts.submittedAt, calendar) : facts.resolveDueAt
  const visitFollows = moves && !facts.visitDecided && sameInstant(facts.visitAt, facts.resolveDueAt)
  const [firstRound, ...otherRounds] = openRounds
  const next = {
    ...facts, openRounds, resolveDueAt: resolve, visitAt: visitFollows ? resolve : facts.visitAt,
    replyDueAt: firstRound ? otherRounds.reduce((earliest, { dueAt }) => (dueAt < earliest ? dueAt : earliest), firstRound.dueAt) : facts.replyDueAt,
  }
  return { ...next, provisionalDeadlines: hasProvisionalDeadlines(next, calendar) }
}

/** Where a timer belongs now; itself where it stays. Timers of deadlines that stay are left alone, even set aside ones. */
function placeOf(timer: KeptTimer, before: OpenDeadlineFacts, after: OpenDeadlineFacts, rounds: readonly MovedRound[], calendar: WorkingCalendar): DueTimer {
  const { kind, subject } = timer
  const { submittedAt, firstContactDueAt, resolveDueAt: resolve, visitAt, assignmentNumber } = after
  switch (kind) {
    case 'reply_due_soon': case 'reply_overdue': {
      const round = rounds.find(({ number }) => roundSubject(number) === subject)
      return round ? { kind, subject, dueAt: TIMERS[kind].dueAt({ replyDueAt: round.dueAt }) } : timer
    }
    case 'resolve_due_soon': case 'resolve_overdue':
      return resolve && !sameInstant(before.resolveDueAt, resolve) ? { kind, subject, dueAt: TIMERS[kind].dueAt({ resolveDueAt: resolve }) } : timer
    case 'survey_follow_up': case 'survey_resolution':
      if (!submittedAt || !firstContactDueAt || !visitAt || subject !== assignmentSubject(assignmentNumber)) return timer
      return { kind, subject, dueAt: surveyDueAt(kind, { submittedAt, firstContactDueAt, visitAt }, calendar) }
    case 'survey_satisfaction':
      if (!visitAt || sameInstant(before.visitAt, visitAt)) return timer
      return { kind, subject: visitSubject(assignmentNumber, visitAt), dueAt: TIMERS[kind].dueAt({ visitAt }, calendar) }
    case 'survey_contact':
      return timer
  }
}

/**
 * What a changed calendar changes on a ticket (`time.md`, Calendar): the deadlines that nothing has judged yet, the visit
 * date while it is the default one, and the timers that have not fired. Closed rounds, rounds that are late, a resolution
 * that is judged, and what has fired stay.
 * @returns null where nothing changes
 * @throws RangeError where the calendar has no working day within a year
 */
export function recompute(facts: OpenDeadlineFacts, calendar: WorkingCalendar): Recomputation | null {
  if (facts.submittedAt === null || !isLive(facts.state)) return null
  const rounds = movedRounds(facts.openRounds, calendar)
  const after = withDeadlines(facts, rounds, calendar)
  const changes: Recomputation['changes'] = {}
  for (const kind of ['replyDueAt', 'resolveDueAt', 'visitAt'] as const) if (!sameInstant(facts[kind], after[kind])) changes[kind] = after[kind]
  if (after.provisionalDeadlines !== facts.provisionalDeadlines) changes.provisionalDeadlines = after.provisionalDeadlines
  const timers = facts.timers.flatMap((before) => {
    const { subject, dueAt } = placeOf(before, facts, after, rounds, calendar)
    return subject === before.subject && sameInstant(dueAt, before.dueAt) ? [] : [{ before, subject, dueAt }]
  })
  return rounds.length + timers.length + Object.keys(changes).length === 0 ? null : { changes, rounds, timers }
}
