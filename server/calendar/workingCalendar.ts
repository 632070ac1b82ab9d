import { createCalendar, type CalendarEntry, type WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { findRows, type Database } from '../database/database.ts'
import { publicHolidayData } from './publicHolidays.ts'

/** How long a calendar is used before the administrators' days are read again, in ms. */
const FRESH_FOR_MS = 5_000

/**
 * The working calendar of a database: public holidays with the administrators' own days over them (`time.md`, Calendar).
 * Read again when older than five seconds by the process's monotonic clock, so that a day set on another server counts.
 */
export function createWorkingCalendar(
  database: Database, timeZone: string, monotonic: () => number = () => performance.now(),
): () => Promise<WorkingCalendar> {
  let kept: { calendar: WorkingCalendar; readAt: number } | null = null
  let reading: Promise<WorkingCalendar> | null = null

  const read = async (): Promise<WorkingCalendar> => {
    const readAt = monotonic()
    const rows = await findRows(database.tables.calendarDays, {})
    const overrides = Object.fromEntries(rows.map(({ day, working, note }): [string, CalendarEntry] => [day, { working, ...(note === null ? {} : { name: note }) }]))
    const calendar = createCalendar({ timeZone, holidayData: publicHolidayData(), overrides })
    kept = { calendar, readAt }
    return calendar
  }

  return async () => {
    if (kept && monotonic() - kept.readAt < FRESH_FOR_MS) return kept.calendar
    reading ??= read().finally(() => { reading = null })
    return reading
  }
}
