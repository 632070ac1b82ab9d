import { weekdayOf, yearOf, type Day } from './zonedTime.ts'
import { isTimeZone } from './zoneOffset.ts'

/**
 * What decides whether a day is a working day, the first that has an answer (`time.md`, Calendar): an administrator's
 * own entry, the public-holiday data, Monday to Friday.
 */
export const DAY_SOURCES = ['administrator', 'holiday_data', 'weekday'] as const
export type DaySource = (typeof DAY_SOURCES)[number]

/** A holiday, or a working day shifted to a weekend. */
export interface CalendarEntry {
  working: boolean
  /** In Chinese, as the data or the administrator gives it. */
  name?: string
  englishName?: string
}

/** Public holidays as plain data, so that the rules depend on no package. */
export interface HolidayData {
  days: Readonly<Record<Day, CalendarEntry>>
  /** Years for which the arrangement has been published; an entry alone does not cover its year. */
  years: readonly number[]
}

/** Why a day is a working day or not. */
export interface DayReason {
  source: DaySource
  name?: string
  englishName?: string
}

/** Working days of one configured time zone. */
export interface WorkingCalendar {
  timeZone: string
  isWorkingDay(day: Day): boolean
  /** Whether the public-holiday data covers the day's year; where it does not, deadlines are provisional. */
  covers(day: Day): boolean
  reason(day: Day): DayReason
}

export interface CalendarParts {
  /** IANA name. */
  timeZone: string
  holidayData: HolidayData
  /** The administrator's own entries by day. */
  overrides?: Readonly<Record<Day, CalendarEntry>>
}

const copyOf = (days: Readonly<Record<Day, CalendarEntry>>): Map<Day, CalendarEntry> =>
  new Map(Object.entries(days).map(([day, entry]) => [day, { ...entry }]))

/**
 * A calendar from its parts (`time.md`, Calendar). The parts are copied: a changed calendar is a new one.
 * @throws RangeError for an unknown time zone.
 */
export function createCalendar({ timeZone, holidayData, overrides = {} }: CalendarParts): WorkingCalendar {
  if (!isTimeZone(timeZone)) throw new RangeError(`unknown time zone: ${timeZone}`)
  const administrator = copyOf(overrides)
  const holidays = copyOf(holidayData.days)
  const years = new Set(holidayData.years)

  const decide = (day: Day): CalendarEntry & { source: DaySource } => {
    const own = administrator.get(day)
    if (own) return { ...own, source: 'administrator' }
    const holiday = holidays.get(day)
    if (holiday) return { ...holiday, source: 'holiday_data' }
    return { working: weekdayOf(day) <= 5, source: 'weekday' }
  }

  return {
    timeZone,
    isWorkingDay: (day) => decide(day).working,
    covers: (day) => years.has(yearOf(day)),
    reason(day) {
      const { source, name, englishName } = decide(day)
      return { source, ...(name !== undefined && { name }), ...(englishName !== undefined && { englishName }) }
    },
  }
}

/**
 * The years that administrators are to be told of: this year, and from 1 November on the next one, where the
 * public-holiday data does not cover them (`time.md`, Calendar).
 * @param today the present day in the configured time zone.
 */
export function uncoveredYearsToAnnounce(today: Day, calendar: WorkingCalendar): number[] {
  const year = yearOf(today)
  const announced = today >= `${today.slice(0, 4)}-11-01` ? [year, year + 1] : [year]
  return announced.filter((candidate) => !calendar.covers(`${String(candidate).padStart(4, '0')}-01-01`))
}
