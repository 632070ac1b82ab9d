import { Op } from 'sequelize'
import type { CalendarRange } from '#shared/contract/calendar.ts'
import type { WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { isRunOfDaysOffTooLong } from '#shared/domain/sla/workingDays.ts'
import { addDays, type Day } from '#shared/domain/sla/zonedTime.ts'
import { HOLIDAY_ROW } from '../calendar/versionedHolidays.ts'
import { findRow, findRows, insertRow, insertRows } from '../database/database.ts'
import { invalid } from '../errors.ts'
import type { CalendarDayRow } from '../models/index.ts'
import { permit } from '../permit.ts'
import type { Unit } from './unit.ts'

function daysOf(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

const contentOf = ({ day, working, note }: CalendarDayRow) => ({ day, working, note })

/** @throws ApiError `validation_failed` where no deadline could be computed over the range any more */
function requireWorkingDays(from: Day, to: Day, calendar: WorkingCalendar): void {
  if (isRunOfDaysOffTooLong(from, calendar) || isRunOfDaysOffTooLong(to, calendar)) throw invalid({ to: ['too_many_days_off'] })
}

/**
 * An administrator's own entries for a range of days, or away with them (`time.md`, Calendar). What says the same already
 * stays as it is. The open deadlines are recomputed in the background.
 * @throws ApiError `forbidden`; `validation_failed` for days off without end
 */
export async function setCalendarDays(unit: Unit, { from, to, working, note }: CalendarRange): Promise<void> {
  const { services: { database, calendarSource }, transaction, caller, now } = unit
  permit(caller.user, 'administration')
  const { tables } = database
  // Two administrators take turns.
  await findRow(tables.holidayData, HOLIDAY_ROW, { transaction, lock: true, attributes: ['id'] })
  const before = await findRows(tables.calendarDays, { day: { [Op.between]: [from, to] } }, { transaction, order: [['day', 'ASC']] })
  const entryOf = new Map(before.map((entry) => [entry.day, entry]))
  const changed = working === null ? before.map(({ day }) => day)
    : daysOf(from, to).filter((day) => entryOf.get(day)?.working !== working || entryOf.get(day)?.note !== note)
  if (changed.length === 0) return
  await tables.calendarDays.model.destroy({ where: { day: { [Op.in]: changed } }, transaction })
  if (working !== null) await insertRows(tables.calendarDays, changed.map((day) => ({ day, working, note, changedBy: caller.user.id, changedAt: now })), transaction)
  requireWorkingDays(from, to, (await calendarSource.read(transaction)).calendar)
  await insertRow(tables.auditEntries, {
    at: now, userId: caller.user.id, action: 'set_calendar_days', ticketId: null, detail: { from, to, working, note, before: before.map(contentOf) },
  }, transaction)
}
