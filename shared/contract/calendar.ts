import { z } from './zod.ts'
import { DAY_SOURCES } from '../domain/sla/calendar.ts'
import { day, instant, optionalText } from './common.ts'

/** A range that is entered at once is at most this long, in days. */
export const CALENDAR_RANGE_MAX_DAYS = 62

/** A day that is not decided by Monday to Friday alone (`time.md`, Calendar). */
export const calendarDay = z.object({
  day,
  working: z.boolean(),
  source: z.enum(DAY_SOURCES),
  /** Name of the holiday, or the administrator's note. */
  name: z.string().nullable(),
  englishName: z.string().nullable(),
  /** Who entered it; null where it is not an administrator's own. */
  changedByName: z.string().nullable(),
  changedAt: instant.nullable(),
})
export type CalendarDay = z.infer<typeof calendarDay>

export const calendarQuery = z.strictObject({ year: z.coerce.number().int().min(2000).max(2999) })
export const calendarYear = z.object({
  year: z.int(),
  /** Whether the public-holiday data has this year's arrangement. */
  covered: z.boolean(),
  /** Years that administrators are to be told of because the data does not cover them. */
  uncoveredYears: z.array(z.int()),
  days: z.array(calendarDay),
  /** The open deadlines are being recomputed after a change; null when all is done. */
  recomputation: z.object({ startedAt: instant, looked: z.int(), changed: z.int() }).nullable(),
})
export type CalendarYear = z.infer<typeof calendarYear>

/** From and to belong to the range. `working` null takes the administrators' own entries of the range away. */
export const calendarRangeBody = z
  .strictObject({ from: day, to: day, working: z.boolean().nullable(), note: optionalText(100) })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'before_from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < CALENDAR_RANGE_MAX_DAYS * 86_400_000, { path: ['to'], message: 'range_too_long' })
export type CalendarRange = z.output<typeof calendarRangeBody>
