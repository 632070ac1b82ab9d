import type { CalendarDay } from '#shared/contract/calendar.ts'
import { addDays, daysBetween, weekdayOf, type Day, type Weekday } from '#shared/domain/sla/zonedTime.ts'

/** A day of the year as the page draws it; of an ordinary day the server says nothing and Monday to Friday decide. */
export interface YearDay extends CalendarDay {
  readonly weekday: Weekday
  /** Day of the month. */
  readonly date: number
}
export interface YearMonth {
  /** 1 to 12. */
  readonly month: number
  /** Monday first; null outside the month. */
  readonly weeks: readonly (readonly (YearDay | null)[])[]
}
/** Days, one after the other, that have the same entry. */
export interface EntryRun extends CalendarDay {
  readonly to: Day
  readonly days: number
}
/** From and to belong to it. */
export interface DayRange {
  readonly from: Day
  readonly to: Day
}

const firstOf = (year: number, month: number): Day => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`
const ordinary = (day: Day, weekday: Weekday): CalendarDay => ({ day, working: weekday <= 5, source: 'weekday', name: null, englishName: null, changedByName: null, changedAt: null })

/** Every day of a year in order. @param entries what the server says of it */
export function daysOfYear(year: number, entries: readonly CalendarDay[]): YearDay[] {
  const known = new Map(entries.map((entry) => [entry.day, entry]))
  const start = firstOf(year, 1)
  return Array.from({ length: daysBetween(start, firstOf(year + 1, 1)) }, (_, index) => {
    const day = addDays(start, index)
    const weekday = weekdayOf(day)
    return { ...(known.get(day) ?? ordinary(day, weekday)), weekday, date: Number(day.slice(8)) }
  })
}

/** The twelve months, in weeks. @param days of one year, in order */
export function monthsOf(days: readonly YearDay[]): YearMonth[] {
  return Array.from({ length: 12 }, (_, index) => {
    const inMonth = days.filter(({ day }) => Number(day.slice(5, 7)) === index + 1)
    const cells: (YearDay | null)[] = [...Array.from({ length: (inMonth[0]?.weekday ?? 1) - 1 }, () => null), ...inMonth]
    while (cells.length % 7 > 0) cells.push(null)
    return { month: index + 1, weeks: Array.from({ length: cells.length / 7 }, (_empty, week) => cells.slice(week * 7, week * 7 + 7)) }
  })
}

const sameEntry = (one: CalendarDay, other: CalendarDay): boolean =>
  one.working === other.working && one.source === other.source && one.name === other.name && one.changedByName === other.changedByName && one.changedAt === other.changedAt

/** Entries put together to runs. @param entries in the order of their days */
export function runsOf(entries: readonly CalendarDay[]): EntryRun[] {
  const runs: EntryRun[] = []
  for (const entry of entries) {
    const last = runs.at(-1)
    if (last && sameEntry(last, entry) && addDays(last.to, 1) === entry.day) runs[runs.length - 1] = { ...last, to: entry.day, days: last.days + 1 }
    else runs.push({ ...entry, to: entry.day, days: 1 })
  }
  return runs
}

/** What an entry for a range would do. */
export interface RangeEffect {
  readonly days: number
  /** Days that are of the other kind today; of clearing: own entries that go. */
  readonly changes: number
}

/** @param working as in the contract: null takes own entries away */
export function effectOf(days: readonly YearDay[], { from, to }: DayRange, working: boolean | null): RangeEffect {
  const inRange = days.filter(({ day }) => day >= from && day <= to)
  return { days: inRange.length, changes: inRange.filter((one) => (working === null ? one.source === 'administrator' : one.working !== working)).length }
}
