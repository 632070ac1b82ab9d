import { DAY_MS } from './timeUnits.ts'
import { zoneOffset } from './zoneOffset.ts'

/** A day of the calendar, `YYYY-MM-DD`, without a time zone. Days of one form compare as strings. */
export type Day = string

/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** Midnight of the day on a clock that runs in UTC. */
function dayStart(day: Day): number {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(start) || dayOfClock(start) !== day) throw new RangeError(`not a day of the calendar: ${day}`)
  return start
}

const dayOfClock = (clock: number): Day => new Date(clock).toISOString().slice(0, 10)

/** What the wall clock of the zone shows, as if it ran in UTC, in ms. */
function clockOf(instant: Date, timeZone: string): number {
  const time = instant.getTime()
  if (Number.isNaN(time)) throw new RangeError('not an instant')
  return time + zoneOffset(time, timeZone)
}

/**
 * The calendar day of an instant in a time zone.
 * @throws RangeError for an invalid date or an unknown time zone.
 */
export const dayOf = (instant: Date, timeZone: string): Day => dayOfClock(clockOf(instant, timeZone))

/**
 * What the wall clock shows at an instant, in ms since the clock's 00:00. On a day with a change of the clock this is
 * not the time passed since midnight.
 * @throws RangeError for an invalid date or an unknown time zone.
 */
export function timeOfDay(instant: Date, timeZone: string): number {
  const clock = clockOf(instant, timeZone)
  return clock - Math.floor(clock / DAY_MS) * DAY_MS
}

/** The weekday of a calendar day, Monday 1 to Sunday 7. @throws RangeError if it is no day. */
export function weekdayOf(day: Day): Weekday {
  return (new Date(dayStart(day)).getUTCDay() || 7) as Weekday
}

/** The calendar day `count` days later (earlier where negative). @throws RangeError if it is no day. */
export const addDays = (day: Day, count: number): Day => dayOfClock(dayStart(day) + count * DAY_MS)

/** How many calendar days lie from one day to another; negative where `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (dayStart(to) - dayStart(from)) / DAY_MS

/** The calendar year of a day. */
export const yearOf = (day: Day): number => Number(day.slice(0, 4))

/**
 * The instant at which the wall clock of the zone shows this time on this day.
 *
 * A time that occurs twice (the clock was put back) is the first of the two; a time that does not occur (the clock was
 * put forward) is the first instant after the gap. With both, a later wall-clock time is never an earlier instant.
 * @param timeOfDayMs wall-clock time in ms since 00:00, from 0 to below 24 h.
 * @throws RangeError if the day, the time or the zone is invalid.
 */
export function instantOf(day: Day, timeOfDayMs: number, timeZone: string): Date {
  if (!(timeOfDayMs >= 0 && timeOfDayMs < DAY_MS)) throw new RangeError(`not a time of day: ${timeOfDayMs} ms`)
  const clock = dayStart(day) + timeOfDayMs
  const before = zoneOffset(clock - DAY_MS, timeZone)
  const after = zoneOffset(clock + DAY_MS, timeZone)
  if (before === after) return new Date(clock - before)
  if (zoneOffset(clock - before, timeZone) === before) return new Date(clock - before)
  if (zoneOffset(clock - after, timeZone) === after) return new Date(clock - after)
  return new Date(changeBetween(clock - after, clock - before, timeZone))
}

/** The first instant of the new offset, where the offset changes once after `low` and at or before `high`. */
function changeBetween(low: number, high: number, timeZone: string): number {
  const old = zoneOffset(low, timeZone)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zoneOffset(middle, timeZone) === old) low = middle
    else high = middle
  }
  return high
}
