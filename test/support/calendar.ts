import { publicHolidayData } from '#server/calendar/publicHolidays.ts'
import { createCalendar, type CalendarEntry, type WorkingCalendar } from '#shared/domain/sla/calendar.ts'

/** The real public-holiday data in a time zone, with an administrator's own entries where given. */
export const chineseCalendar = (overrides: Record<string, CalendarEntry> = {}, timeZone = 'Asia/Shanghai'): WorkingCalendar =>
  createCalendar({ timeZone, holidayData: publicHolidayData(), overrides })

/** Monday to Friday only, every year from 2000 to 2099 covered. */
export const weekdayCalendar = (timeZone: string, overrides: Record<string, CalendarEntry> = {}): WorkingCalendar =>
  createCalendar({ timeZone, holidayData: { days: {}, years: Array.from({ length: 100 }, (_, index) => 2000 + index) }, overrides })
