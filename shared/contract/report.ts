import { z } from './zod.ts'
import { BREACH_KINDS } from '../domain/breaches.ts'
import { TICKET_STATES } from '../domain/ticket/states.ts'
import { TICKET_LEVELS, TICKET_TYPES } from '../domain/ticket/types.ts'
import { id, instant, organisationCode, page, ticketNo } from './common.ts'
import { month } from './home.ts'

/** An amount in yuan with at most two decimals. */
const yuan = z.number().min(0).max(9_999_999_999).multipleOf(0.01)

/** 商场违约处理报表 (`lists.md`, Breach report): the breaches of a month by mall, in the month in which they happened. */
export const breachReportQuery = z.strictObject({ month, marketingLine: z.string().max(60).optional() })

export const breachReportRow = z.object({
  mall: z.object({ code: organisationCode, name: z.string(), marketingLine: z.string().nullable() }),
  counts: z.record(z.enum(BREACH_KINDS), z.int()),
  /** In yuan: each breach with the penalty that is configured for its kind. */
  amount: z.number(),
})
export type BreachReportRow = z.infer<typeof breachReportRow>

/** Malls with breaches, the highest sum first; then those with most breaches, then by code. */
export const breachReport = z.object({
  month,
  penalties: z.record(z.enum(BREACH_KINDS), z.number()),
  rows: z.array(breachReportRow),
  totals: z.object({ counts: z.record(z.enum(BREACH_KINDS), z.int()), amount: z.number() }),
  /** The marketing lines that can be chosen. */
  marketingLines: z.array(z.string()),
})
export type BreachReport = z.infer<typeof breachReport>

/** The breaches behind a number of the report. */
export const breachListQuery = z.strictObject({
  month, mallCode: organisationCode.optional(), kind: z.enum(BREACH_KINDS).optional(), marketingLine: z.string().max(60).optional(),
  cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(100).default(50),
})
export const breach = z.object({
  id,
  kind: z.enum(BREACH_KINDS),
  happenedAt: instant,
  mall: z.object({ code: organisationCode, name: z.string() }),
  ticket: z.object({ no: ticketNo, type: z.enum(TICKET_TYPES), level: z.enum(TICKET_LEVELS), state: z.enum(TICKET_STATES), customerName: z.string(), latestFeedback: z.string() }),
})
export type Breach = z.infer<typeof breach>
export const breachPage = page(breach)
export type BreachPage = z.infer<typeof breachPage>

/** Penalties by kind of breach; 0 where none is configured. */
export const penalties = z.object({ penalties: z.record(z.enum(BREACH_KINDS), z.number()) })
export type Penalties = z.infer<typeof penalties>
export const penaltiesBody = z.strictObject({ penalties: z.strictObject(Object.fromEntries(BREACH_KINDS.map((kind) => [kind, yuan])) as Record<(typeof BREACH_KINDS)[number], typeof yuan>) })
