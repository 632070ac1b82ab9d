import { z } from './zod.ts'
import { RATE_IDS } from '../domain/figures/rates.ts'
import { REMINDER_IDS } from '../domain/figures/reminders.ts'
import { SATISFACTION_SCORES } from '../domain/ticket/enumerations.ts'
import { TICKET_TYPES } from '../domain/ticket/types.ts'
import { day, instant } from './common.ts'

/** A month of the configured zone. */
export const month = z.string().regex(/^(19|2\d)\d{2}-(0[1-9]|1[0-2])$/)

export const REMINDER_RANGES = ['year', 'month'] as const
export type ReminderRange = (typeof REMINDER_RANGES)[number]

export { RATE_IDS, type RateId } from '../domain/figures/rates.ts'
export { REMINDER_IDS, type ReminderId } from '../domain/figures/reminders.ts'

export const remindersQuery = z.strictObject({ range: z.enum(REMINDER_RANGES).default('year') })

/** How many tickets of the range each reminder holds: tickets made in this year or month of the configured zone. */
export const reminders = z.object({
  range: z.enum(REMINDER_RANGES),
  /** The range: its beginning, and its end, which no longer belongs to it. */
  from: instant,
  to: instant,
  counts: z.record(z.enum(REMINDER_IDS), z.int()),
  /** How many of these came today, by the configured zone: made today; of late and dissatisfied ones, so since today. */
  today: z.record(z.enum(REMINDER_IDS), z.int()),
})
export type Reminders = z.infer<typeof reminders>

/** A share: `part` of `whole`; no rate where `whole` is 0. */
export const share = z.object({ part: z.int(), whole: z.int() })
export type Share = z.infer<typeof share>

/** The figures of a month (`lists.md`, Figures): tickets by first submission in it; cancelled ones never count. */
export const monthFigures = z.object({
  month,
  /** The month in the configured zone: its beginning, and its end, which no longer belongs to it. */
  from: instant,
  to: instant,
  total: z.int(),
  byType: z.record(z.enum(TICKET_TYPES), z.int()),
  secondComplaints: z.int(),
  /** Tickets escalated from service, of these and the service tickets. */
  escalated: share,
  rates: z.record(z.enum(RATE_IDS), share),
  scores: z.record(z.enum(SATISFACTION_SCORES), z.int()),
})
export type MonthFigures = z.infer<typeof monthFigures>

/** Of a month before or after these there is no instant that a ticket could have. */
export const figuresQuery = z.strictObject({ month: month.refine((given) => given >= '1901-01' && given <= '2998-12') })

/** A month with its days, for the chart, and the month before it, to compare with. */
export const figures = z.object({
  figures: monthFigures,
  previous: monthFigures,
  days: z.array(z.object({ day, working: z.boolean(), byType: z.record(z.enum(TICKET_TYPES), z.int()) })),
})
export type Figures = z.infer<typeof figures>
