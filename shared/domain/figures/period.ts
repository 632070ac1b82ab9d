import { addDays, dayOf, instantOf, type Day } from '../sla/zonedTime.ts'

/** A month of the calendar, `YYYY-MM`, without a time zone. Months of one form compare as strings. */
export type Month = string

/** From an instant to one that no longer belongs to it. */
export interface InstantRange {
  from: Date
  to: Date
}

/** The month of an instant in a time zone. @throws RangeError for an invalid date or an unknown time zone */
export const monthOf = (instant: Date, timeZone: string): Month => dayOf(instant, timeZone).slice(0, 7)

const firstDay = (month: Month): Day => `${month}-01`
/** No month has fewer than 28 days, and none more than 31. */
export const nextMonth = (month: Month): Month => addDays(firstDay(month), 31).slice(0, 7)
export const previousMonth = (month: Month): Month => addDays(firstDay(month), -1).slice(0, 7)

/** The days of a month in order. */
export function daysOf(month: Month): Day[] {
  const days: Day[] = []
  for (let day = firstDay(month); day.startsWith(month); day = addDays(day, 1)) days.push(day)
  return days
}

const between = (from: Day, to: Day, timeZone: string): InstantRange => ({ from: instantOf(from, 0, timeZone), to: instantOf(to, 0, timeZone) })

/** A month by the wall clock of a time zone. @throws RangeError if it is no month */
export const rangeOfMonth = (month: Month, timeZone: string): InstantRange => between(firstDay(month), firstDay(nextMonth(month)), timeZone)

/** A day by the wall clock of a time zone, which need not have 24 hours. @throws RangeError if it is no day */
export const rangeOfDay = (day: Day, timeZone: string): InstantRange => between(day, addDays(day, 1), timeZone)

/** The months of the year or the one month that an instant lies in; the first and the one after the last. */
export function monthsAround(instant: Date, range: 'year' | 'month', timeZone: string): { first: Month; end: Month } {
  const month = monthOf(instant, timeZone)
  if (range === 'month') return { first: month, end: nextMonth(month) }
  const first = `${month.slice(0, 4)}-01`
  return { first, end: nextMonth(`${month.slice(0, 4)}-12`) }
}

/** The instants of whole months. */
export const rangeOfMonths = ({ first, end }: { first: Month; end: Month }, timeZone: string): InstantRange => between(firstDay(first), firstDay(end), timeZone)
