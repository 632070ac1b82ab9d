import type { WorkingCalendar } from './calendar.ts'
import { HOUR_MS } from './timeUnits.ts'
import { addWorkingDays, OPENING_TIME_MS } from './workingDays.ts'
import { addDays, dayOf, instantOf, timeOfDay } from './zonedTime.ts'

export { addWorkingDays, elapsedWorkingDays, OPENING_TIME_MS } from './workingDays.ts'

/** 17:00: what is submitted from then on is contacted from the next calendar morning on; in ms since 00:00. */
export const CONTACT_CLOSING_TIME_MS = 17 * HOUR_MS
/** Time for the first contact, in ms. */
export const FIRST_CONTACT_MS = 4 * HOUR_MS
/** Working days for a reply, from the start of its round. */
export const REPLY_WORKING_DAYS = 2
/** Working days for a resolution, from the submission. */
export const RESOLVE_WORKING_DAYS = 5
/** How long before a reply or resolve deadline the warning comes, in ms. */
export const WARNING_MS = 4 * HOUR_MS

/** The deadlines of a ticket by the ids of `time.md`. */
export const DEADLINE_KINDS = ['firstContactDueAt', 'replyDueAt', 'resolveDueAt', 'visitAt'] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

/** Which instant the four hours of the first contact run from (`time.md`, `firstContactDueAt`). */
export const FIRST_CONTACT_RULES = ['from_submission', 'from_opening_same_day', 'from_opening_next_day'] as const
export type FirstContactRule = (typeof FIRST_CONTACT_RULES)[number]

/** The rule and the instant from which the four hours of the first contact run. Days off do not count here. */
export function firstContactStart(submittedAt: Date, calendar: WorkingCalendar): { rule: FirstContactRule; startsAt: Date } {
  const { timeZone } = calendar
  const day = dayOf(submittedAt, timeZone)
  const time = timeOfDay(submittedAt, timeZone)
  if (time >= CONTACT_CLOSING_TIME_MS)
    return { rule: 'from_opening_next_day', startsAt: instantOf(addDays(day, 1), OPENING_TIME_MS, timeZone) }
  if (time < OPENING_TIME_MS)
    return { rule: 'from_opening_same_day', startsAt: instantOf(day, OPENING_TIME_MS, timeZone) }
  return { rule: 'from_submission', startsAt: new Date(submittedAt) }
}

/** 首次联系时限 of an assignment (`time.md`, Deadlines). */
export const firstContactDueAt = (submittedAt: Date, calendar: WorkingCalendar): Date =>
  new Date(firstContactStart(submittedAt, calendar).startsAt.getTime() + FIRST_CONTACT_MS)

/** 及时回复时间 of one reply round (`time.md`, Deadlines). */
export const replyDueAt = (roundStartedAt: Date, calendar: WorkingCalendar): Date =>
  addWorkingDays(roundStartedAt, REPLY_WORKING_DAYS, calendar)

/** 及时解决时间 of an assignment (`time.md`, Deadlines). */
export const resolveDueAt = (submittedAt: Date, calendar: WorkingCalendar): Date =>
  addWorkingDays(submittedAt, RESOLVE_WORKING_DAYS, calendar)

/** 满意度回访日期 with which an assignment begins: its resolve deadline (`time.md`, Deadlines). */
export const initialVisitAt = (submittedAt: Date, calendar: WorkingCalendar): Date => resolveDueAt(submittedAt, calendar)

/** The visit date after 完结: an earlier closing brings it forward, a later one leaves it (`time.md`, Deadlines). */
export const visitAtAfterClosing = (visitAt: Date, closedAt: Date): Date =>
  new Date(Math.min(visitAt.getTime(), closedAt.getTime()))

/** When the warning of a reply or resolve deadline comes (`time.md`, What the sweep fires). */
export const warningAt = (dueAt: Date): Date => new Date(dueAt.getTime() - WARNING_MS)

/** In time means at or before the deadline (`time.md`, Deadlines). */
export const isInTime = (doneAt: Date, dueAt: Date): boolean => doneAt.getTime() <= dueAt.getTime()

/** The first instant at which an unmet deadline has passed: instants are kept to the millisecond. */
export const overdueAt = (dueAt: Date): Date => new Date(dueAt.getTime() + 1)

/**
 * Whether a deadline counted in working days reaches into a year that the public-holiday data does not cover
 * (`time.md`, Calendar): it may still move when that year's data arrives.
 * @param startedAt the start of the count (submission or start of the round).
 */
export const isProvisional = (startedAt: Date, dueAt: Date, calendar: WorkingCalendar): boolean =>
  !calendar.covers(dayOf(startedAt, calendar.timeZone)) || !calendar.covers(dayOf(dueAt, calendar.timeZone))

/** Everything that a submission sets, instants in UTC. */
export interface Deadlines {
  firstContactDueAt: Date
  replyDueAt: Date
  resolveDueAt: Date
  visitAt: Date
  replyWarningAt: Date
  resolveWarningAt: Date
  /** One of the deadlines reaches into a year without public-holiday data. */
  provisional: boolean
}

/** All deadlines of an assignment with its first reply round (`time.md`, Deadlines). */
export function deadlinesOf(submittedAt: Date, calendar: WorkingCalendar): Deadlines {
  const reply = replyDueAt(submittedAt, calendar)
  const resolve = resolveDueAt(submittedAt, calendar)
  return {
    firstContactDueAt: firstContactDueAt(submittedAt, calendar),
    replyDueAt: reply,
    resolveDueAt: resolve,
    visitAt: new Date(resolve),
    replyWarningAt: warningAt(reply),
    resolveWarningAt: warningAt(resolve),
    provisional: isProvisional(submittedAt, resolve, calendar),
  }
}
