import { createHash } from 'node:crypto'
import type { Transaction } from 'sequelize'
import { createCalendar, type CalendarEntry, type HolidayData, type WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { findRow, findRows, type Database } from '../database/database.ts'
import type { CalendarDayRow } from '../models/index.ts'
import { HOLIDAY_ROW, installedHolidays, isNewer, type VersionedHolidays } from './versionedHolidays.ts'

/** How long a calendar is used before it is read again, in ms. */
export const FRESH_FOR_MS = 5_000

/** The calendar as it stands in the database at one moment. */
export interface CalendarSnapshot {
  calendar: WorkingCalendar
  /** The administrators' own entries. */
  entries: readonly CalendarDayRow[]
  /** Equal for calendars that give the same deadlines: over decided days and covered years, not over names and notes. */
  fingerprint: string
}

/** The working calendar of a database. */
export interface CalendarSource {
  /** The calendar as it is now, kept for five seconds by the process's monotonic clock. */
  current: () => Promise<WorkingCalendar>
  /** Read from the database, in a transaction where one is given. */
  read: (transaction?: Transaction) => Promise<CalendarSnapshot>
  /** What was kept is read again; said after a change of one's own. */
  forget: () => void
  /** The public-holiday data that this server brings. */
  own: VersionedHolidays
}

export interface CalendarSourceOptions {
  timeZone: string
  holidays?: VersionedHolidays
  /** In ms. */
  monotonic?: () => number
}

const entryOf = ({ working, note }: CalendarDayRow): CalendarEntry => ({ working, ...(note === null ? {} : { name: note }) })

function fingerprintOf(holidays: HolidayData, overrides: Readonly<Record<string, CalendarEntry>>): string {
  const decided = Object.entries({ ...holidays.days, ...overrides }).map(([day, { working }]) => `${day}${working ? '+' : '-'}`)
  return createHash('sha256').update(JSON.stringify([decided.sort(), [...holidays.years].sort((a, b) => a - b)])).digest('hex')
}

/** Public holidays with the administrators' own days over them (`time.md`, Calendar); the newest holiday data of all servers. */
export function createCalendarSource(
  database: Database, { timeZone, holidays: own = installedHolidays(), monotonic = () => performance.now() }: CalendarSourceOptions,
): CalendarSource {
  let kept: { calendar: WorkingCalendar; readAt: number } | null = null
  let reading: Promise<WorkingCalendar> | null = null
  let newest = own

  /** The data itself is read only when another server has brought newer. */
  async function newestHolidays(transaction: Transaction | undefined): Promise<HolidayData> {
    const { holidayData } = database.tables
    const shared = await findRow(holidayData, HOLIDAY_ROW, { transaction: transaction ?? null, attributes: ['version'] })
    if (shared && isNewer(shared.version, newest.version)) {
      const row = await findRow(holidayData, HOLIDAY_ROW, { transaction: transaction ?? null })
      if (row?.data) newest = { version: row.version, data: row.data }
    }
    return newest.data
  }

  async function read(transaction?: Transaction): Promise<CalendarSnapshot> {
    const holidayData = await newestHolidays(transaction)
    const entries = await findRows(database.tables.calendarDays, {}, { transaction: transaction ?? null, order: [['day', 'ASC']] })
    const overrides = Object.fromEntries(entries.map((row) => [row.day, entryOf(row)]))
    return { calendar: createCalendar({ timeZone, holidayData, overrides }), entries, fingerprint: fingerprintOf(holidayData, overrides) }
  }

  /** A reading that was forgotten meanwhile is not kept: it may have begun before the change. */
  function readAndKeep(): Promise<WorkingCalendar> {
    const readAt = monotonic()
    const own: Promise<WorkingCalendar> = read().then(({ calendar }) => {
      if (reading === own) kept = { calendar, readAt }
      return calendar
    }).finally(() => {
      if (reading === own) reading = null
    })
    return own
  }

  return {
    own, read,
    current: async () => {
      if (kept && monotonic() - kept.readAt < FRESH_FOR_MS) return kept.calendar
      reading ??= readAndKeep()
      return reading
    },
    forget: () => {
      kept = null
      reading = null
    },
  }
}
