import type { WorkingCalendar } from './calendar.ts'
import { HOUR_MS, MINUTE_MS } from './timeUnits.ts'
import { addDays, dayOf, instantOf, timeOfDay, type Day } from './zonedTime.ts'

/** 08:30, the start of the working day (`time.md`, Deadlines), in ms since 00:00. */
export const OPENING_TIME_MS = 8 * HOUR_MS + 30 * MINUTE_MS

/** A calendar with a longer run of days off is a mistake, and without a limit a search in it would never end. */
const LONGEST_RUN_OF_DAYS_OFF = 366

/** The first working day at or after a day. @throws RangeError if none follows within 366 days. */
export function workingDayFrom(day: Day, calendar: WorkingCalendar): Day {
  let found = day
  for (let daysOff = 0; !calendar.isWorkingDay(found); daysOff++) {
    if (daysOff === LONGEST_RUN_OF_DAYS_OFF) throw new RangeError(`no working day within ${daysOff} days from ${day}`)
    found = addDays(found, 1)
  }
  return found
}

/** Whether a day lies in a run of days off in which no working day is found any more, so that no deadline could be computed. */
export function isRunOfDaysOffTooLong(day: Day, calendar: WorkingCalendar): boolean {
  let first = day
  for (let back = 0; back <= LONGEST_RUN_OF_DAYS_OFF && !calendar.isWorkingDay(first); back++) first = addDays(first, -1)
  for (let daysOff = 0, next = addDays(first, 1); !calendar.isWorkingDay(next); next = addDays(next, 1))
    if (++daysOff > LONGEST_RUN_OF_DAYS_OFF) return true
  return false
}

/** Where the count of working days begins: a working day and a wall-clock time in ms since 00:00. */
export interface CountStart {
  day: Day
  timeOfDayMs: number
}

/** The instant's own day and time, or 08:30 of the next working day if it falls on a day off (`time.md`, Deadlines). */
export function countStart(instant: Date, calendar: WorkingCalendar): CountStart {
  const day = dayOf(instant, calendar.timeZone)
  if (calendar.isWorkingDay(day)) return { day, timeOfDayMs: timeOfDay(instant, calendar.timeZone) }
  return { day: workingDayFrom(day, calendar), timeOfDayMs: OPENING_TIME_MS }
}

/** The day that is `count` working days after a working day. */
function workingDayAfter(day: Day, count: number, calendar: WorkingCalendar): Day {
  let found = day
  for (let counted = 0; counted < count; counted++) found = workingDayFrom(addDays(found, 1), calendar)
  return found
}

/**
 * `addWorkingDays` of `time.md`: if the instant falls on a day off, start from 08:30 of the next working day; then go
 * on `count` working days and keep the time of day.
 *
 * A later instant never has an earlier day. To the millisecond there is one exception, which the worked examples of
 * `time.md` hold: Sunday counts from Monday 08:30, while Monday 03:00 counts from 03:00.
 * @param count whole working days, 0 or more.
 * @throws RangeError if the count is negative or not whole, or the calendar has no working day within a year.
 */
export function addWorkingDays(instant: Date, count: number, calendar: WorkingCalendar): Date {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a number of working days: ${count}`)
  const start = countStart(instant, calendar)
  // The instant itself, not its wall-clock time again: that would lose the second of two equal hours.
  if (count === 0 && dayOf(instant, calendar.timeZone) === start.day) return new Date(instant)
  return instantOf(workingDayAfter(start.day, count, calendar), start.timeOfDayMs, calendar.timeZone)
}

/**
 * How many whole working days have passed: the largest n with `addWorkingDays(from, n) <= to`, and 0 where even n = 0
 * is still to come.
 */
export function elapsedWorkingDays(from: Date, to: Date, calendar: WorkingCalendar): number {
  const { timeZone } = calendar
  const start = countStart(from, calendar)
  const lastDay = dayOf(to, timeZone)
  let elapsed = 0
  for (let day = addDays(start.day, 1); day <= lastDay; day = addDays(day, 1)) {
    if (!calendar.isWorkingDay(day)) continue
    if (day === lastDay && instantOf(day, start.timeOfDayMs, timeZone) > to) break
    elapsed++
  }
  return elapsed
}
