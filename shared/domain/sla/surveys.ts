import type { TicketType } from '../ticket/types.ts'
import type { WorkingCalendar } from './calendar.ts'
import { HOUR_MS } from './timeUnits.ts'
import { addWorkingDays } from './workingDays.ts'
import { addDays, dayOf, instantOf, type Day } from './zonedTime.ts'

/** 09:00: when a survey task falls due on its day (`time.md`), in ms since 00:00. */
export const SURVEY_TIME_MS = 9 * HOUR_MS
/** An unreachable customer is tried this often at most (`time.md`, Survey results). */
export const MOST_SURVEY_TRIES = 3

/** Task pools of the API (`GET /surveys?pool=`). */
export const SURVEY_POOLS = ['follow_up', 'resolution', 'satisfaction'] as const
export type SurveyPool = (typeof SURVEY_POOLS)[number]

/** Ticket types with survey tasks; consult tickets have deadlines, no surveys (`time.md`). */
export const SURVEYED_TYPES = ['complaint', 'service'] as const satisfies readonly TicketType[]

export interface Contacted {
  firstContactDueAt: Date
}
export interface Submitted {
  submittedAt: Date
}
export interface Visited {
  visitAt: Date
}
/** The instants of an assignment from which its survey days are counted. */
export interface SurveyBasis extends Contacted, Submitted, Visited {}

interface SurveyRow {
  pool: SurveyPool
  /** The field of the ticket that the answer fills. */
  result: 'contactTimely' | 'followUpTimely' | 'processTimely' | 'satisfaction'
  /** Closing ends the task if it is not yet due, so that one call serves. */
  endsUndueOnClosing: boolean
  day: (basis: SurveyBasis, calendar: WorkingCalendar) => Day
}

const calendarDayAfter = (instant: Date, { timeZone }: WorkingCalendar): Day => addDays(dayOf(instant, timeZone), 1)

const dayOfWorkingDays = (from: Date, count: number, calendar: WorkingCalendar): Day =>
  dayOf(addWorkingDays(from, count, calendar), calendar.timeZone)

/** The surveys of an assignment (`time.md`, What the sweep fires and Survey results; pools by `lists.md`). */
export const SURVEYS = {
  survey_contact: {
    pool: 'follow_up', result: 'contactTimely', endsUndueOnClosing: false,
    day: ({ firstContactDueAt }: Contacted, calendar: WorkingCalendar) => calendarDayAfter(firstContactDueAt, calendar),
  },
  survey_follow_up: {
    pool: 'follow_up', result: 'followUpTimely', endsUndueOnClosing: true,
    day: ({ submittedAt }: Submitted, calendar: WorkingCalendar) => dayOfWorkingDays(submittedAt, 3, calendar),
  },
  survey_resolution: {
    pool: 'resolution', result: 'processTimely', endsUndueOnClosing: true,
    day: ({ submittedAt }: Submitted, calendar: WorkingCalendar) => dayOfWorkingDays(submittedAt, 6, calendar),
  },
  survey_satisfaction: {
    pool: 'satisfaction', result: 'satisfaction', endsUndueOnClosing: false,
    day: ({ visitAt }: Visited, calendar: WorkingCalendar) => calendarDayAfter(visitAt, calendar),
  },
} as const satisfies Record<string, SurveyRow>

export type SurveyKind = keyof typeof SURVEYS
export const SURVEY_KINDS = Object.keys(SURVEYS) as SurveyKind[]

/** Whether tickets of this type get survey tasks. */
export const hasSurveys = (type: TicketType): boolean => (SURVEYED_TYPES as readonly TicketType[]).includes(type)

/** The kinds of survey that wait in a pool. */
export const surveysOfPool = (pool: SurveyPool): SurveyKind[] => SURVEY_KINDS.filter((kind) => SURVEYS[kind].pool === pool)

/** The kinds of survey that closing the ticket ends where they are not yet due. */
export const SURVEYS_ENDED_BY_CLOSING = SURVEY_KINDS.filter((kind) => SURVEYS[kind].endsUndueOnClosing)

/** The day on which a survey falls due, in the calendar's zone. */
export const surveyDay = (kind: SurveyKind, basis: SurveyBasis, calendar: WorkingCalendar): Day =>
  SURVEYS[kind].day(basis, calendar)

/** 09:00 of a survey's day, in the calendar's zone. */
export const surveyInstant = (day: Day, { timeZone }: WorkingCalendar): Date => instantOf(day, SURVEY_TIME_MS, timeZone)

/** The instant at which a survey falls due (`time.md`, What the sweep fires). */
export const surveyDueAt = (kind: SurveyKind, basis: SurveyBasis, calendar: WorkingCalendar): Date =>
  surveyInstant(surveyDay(kind, basis, calendar), calendar)
