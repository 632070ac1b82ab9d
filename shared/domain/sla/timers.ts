import type { TimerKind } from '../ticket/effects.ts'
import type { TicketType } from '../ticket/types.ts'
import type { WorkingCalendar } from './calendar.ts'
import { overdueAt, warningAt } from './deadlines.ts'
import {
  hasSurveys, surveyInstant, SURVEYS, type Contacted, type Submitted, type SurveyBasis, type Visited,
} from './surveys.ts'
import { SECOND_MS } from './timeUnits.ts'

/**
 * What a timer belongs to, and with it how often it fires: once for each round, each assignment, or each visit date of
 * an assignment (`time.md`, What the sweep fires).
 */
export const TIMER_SUBJECTS = ['round', 'assignment', 'visit'] as const
export type TimerSubject = (typeof TIMER_SUBJECTS)[number]

/**
 * What must still hold when a timer fires; the sweep looks again under the row's lock. `not_resolved` excludes closed
 * and cancelled tickets.
 */
export const TIMER_CONDITIONS = ['round_open', 'not_resolved', 'assignment_in_force'] as const
export type TimerCondition = (typeof TIMER_CONDITIONS)[number]

interface Round {
  replyDueAt: Date
}
interface Resolution {
  resolveDueAt: Date
}

interface TimerRow {
  hangsOn: TimerSubject
  condition: TimerCondition
  /** A task for surveyors; only types with surveys have it. */
  survey: boolean
  /** From the instants of what the timer hangs on. */
  dueAt: (basis: Round & Resolution & SurveyBasis, calendar: WorkingCalendar) => Date
}

/** What the sweep fires and when (`time.md`). Of equal due times the row further up fires first. */
export const TIMERS = {
  reply_due_soon: {
    hangsOn: 'round', condition: 'round_open', survey: false,
    dueAt: ({ replyDueAt }: Round) => warningAt(replyDueAt),
  },
  resolve_due_soon: {
    hangsOn: 'assignment', condition: 'not_resolved', survey: false,
    dueAt: ({ resolveDueAt }: Resolution) => warningAt(resolveDueAt),
  },
  reply_overdue: {
    hangsOn: 'round', condition: 'round_open', survey: false,
    dueAt: ({ replyDueAt }: Round) => overdueAt(replyDueAt),
  },
  resolve_overdue: {
    hangsOn: 'assignment', condition: 'not_resolved', survey: false,
    dueAt: ({ resolveDueAt }: Resolution) => overdueAt(resolveDueAt),
  },
  survey_contact: {
    hangsOn: 'assignment', condition: 'assignment_in_force', survey: true,
    dueAt: (basis: Contacted, calendar: WorkingCalendar) => surveyInstant(SURVEYS.survey_contact.day(basis, calendar), calendar),
  },
  survey_follow_up: {
    hangsOn: 'assignment', condition: 'assignment_in_force', survey: true,
    dueAt: (basis: Submitted, calendar: WorkingCalendar) => surveyInstant(SURVEYS.survey_follow_up.day(basis, calendar), calendar),
  },
  survey_resolution: {
    hangsOn: 'assignment', condition: 'assignment_in_force', survey: true,
    dueAt: (basis: Submitted, calendar: WorkingCalendar) => surveyInstant(SURVEYS.survey_resolution.day(basis, calendar), calendar),
  },
  survey_satisfaction: {
    hangsOn: 'visit', condition: 'assignment_in_force', survey: true,
    dueAt: (basis: Visited, calendar: WorkingCalendar) => surveyInstant(SURVEYS.survey_satisfaction.day(basis, calendar), calendar),
  },
} as const satisfies Record<TimerKind, TimerRow>

/** Up to this long after its due time an event is on time, in ms; later it is marked late. */
export const SWEEP_PUNCTUALITY_MS = 5 * SECOND_MS

/** Whether an event fired so long after its due time that it is marked late (`time.md`). */
export const isFiredLate = (dueAt: Date, firedAt: Date): boolean =>
  firedAt.getTime() - dueAt.getTime() > SWEEP_PUNCTUALITY_MS

export interface Timer {
  kind: TimerKind
  dueAt: Date
}

const ORDER = Object.keys(TIMERS) as TimerKind[]

/** The order in which timers fire: by due time, equal ones as the table has them. */
export const compareTimers = (a: Timer, b: Timer): number =>
  a.dueAt.getTime() - b.dueAt.getTime() || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)

type KindOn<Subject extends TimerSubject> = {
  [Kind in TimerKind]: (typeof TIMERS)[Kind]['hangsOn'] extends Subject ? Kind : never
}[TimerKind]

const kindsOn = <Subject extends TimerSubject>(subject: Subject): KindOn<Subject>[] =>
  ORDER.filter((kind): kind is KindOn<Subject> => TIMERS[kind].hangsOn === subject)

const ROUND_TIMERS = kindsOn('round')
const ASSIGNMENT_TIMERS = kindsOn('assignment')
const VISIT_TIMERS = kindsOn('visit')

const typeHas = (type: TicketType, kind: TimerKind): boolean => !TIMERS[kind].survey || hasSurveys(type)

/** The timers of one reply round, in order of due time. Unlike the others they need no calendar. */
export const timersForRound = (round: Round, _calendar?: WorkingCalendar): Timer[] =>
  ROUND_TIMERS.map((kind) => ({ kind, dueAt: TIMERS[kind].dueAt(round) })).sort(compareTimers)

/**
 * The timers that hang on an assignment as a whole, in order of due time: those of its resolve deadline and, for types
 * with surveys, the first three surveys. Its rounds and its visit date have their own.
 */
export const timersForAssignment = (
  assignment: Resolution & Submitted & Contacted, type: TicketType, calendar: WorkingCalendar,
): Timer[] =>
  ASSIGNMENT_TIMERS.filter((kind) => typeHas(type, kind))
    .map((kind) => ({ kind, dueAt: TIMERS[kind].dueAt(assignment, calendar) }))
    .sort(compareTimers)

/** The timer of a visit date, the satisfaction survey: anew for each date, none for types without surveys. */
export const timersForVisit = (visit: Visited, type: TicketType, calendar: WorkingCalendar): Timer[] =>
  VISIT_TIMERS.filter((kind) => typeHas(type, kind)).map((kind) => ({ kind, dueAt: TIMERS[kind].dueAt(visit, calendar) }))
