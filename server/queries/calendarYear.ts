import type { Transaction } from 'sequelize'
import type { CalendarDay, CalendarYear } from '#shared/contract/calendar.ts'
import { uncoveredYearsToAnnounce, type WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { addDays, dayOf, type Day } from '#shared/domain/sla/zonedTime.ts'
import type { CalendarSnapshot } from '../calendar/workingCalendar.ts'
import { RECOMPUTATION_ROW } from '../calendar/recomputationRow.ts'
import { findRow } from '../database/database.ts'
import type { CalendarDayRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { namesOfUsers } from './users.ts'

/** The first day of a year of four digits. */
const firstDayOf = (year: number): Day => `${year}-01-01`

/** The days of a year that Monday to Friday alone do not decide, in their order. */
function decidedDays(year: number, calendar: WorkingCalendar, ownOf: (day: Day) => Pick<CalendarDay, 'changedByName' | 'changedAt'>): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = firstDayOf(year); day.startsWith(`${year}-`); day = addDays(day, 1)) {
    const { source, name = null, englishName = null } = calendar.reason(day)
    if (source !== 'weekday') days.push({ day, working: calendar.isWorkingDay(day), source, name, englishName, ...ownOf(day) })
  }
  return days
}

/** A change that no server has taken up yet is being recomputed, too. */
async function recomputationOf({ database, clock }: Services, { fingerprint }: CalendarSnapshot, transaction: Transaction | null): Promise<CalendarYear['recomputation']> {
  const row = await findRow(database.tables.calendarRecomputation, RECOMPUTATION_ROW, { transaction })
  if (!row || row.fingerprint !== fingerprint) return { startedAt: clock.now().toISOString(), looked: 0, changed: 0 }
  if (row.phase !== 'walking') return null
  return { startedAt: (row.startedAt ?? clock.now()).toISOString(), looked: row.looked, changed: row.changed }
}

/**
 * A year of the working calendar, read from the database and not from what a server keeps (`time.md`, Calendar).
 * @param transaction that changed it, where one did
 */
export async function loadCalendarYear(services: Services, year: number, transaction: Transaction | null = null): Promise<CalendarYear> {
  const { database, calendarSource, clock, timeZone } = services
  const snapshot = await calendarSource.read(transaction ?? undefined)
  const entries = new Map(snapshot.entries.map((entry): [Day, CalendarDayRow] => [entry.day, entry]))
  const names = await namesOfUsers(database, [...entries.values()].filter(({ day }) => day.startsWith(`${year}-`)).map(({ changedBy }) => changedBy), transaction)
  return {
    year, covered: snapshot.calendar.covers(firstDayOf(year)),
    uncoveredYears: uncoveredYearsToAnnounce(dayOf(clock.now(), timeZone), snapshot.calendar),
    days: decidedDays(year, snapshot.calendar, (day) => {
      const entry = entries.get(day)
      if (!entry) return { changedByName: null, changedAt: null }
      return { changedByName: entry.changedBy === null ? null : (names.get(entry.changedBy) ?? null), changedAt: entry.changedAt.toISOString() }
    }),
    recomputation: await recomputationOf(services, snapshot, transaction),
  }
}
