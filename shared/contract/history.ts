import { z } from './zod.ts'
import { FEEDBACK_CHANNELS, LOG_SOURCES } from '../domain/ticket/enumerations.ts'
import { TIMER_KINDS } from '../domain/ticket/effects.ts'
import { TICKET_OPERATIONS } from '../domain/ticket/operations.ts'
import { TICKET_STATES } from '../domain/ticket/states.ts'
import { attachment } from './attachment.ts'
import { id, instant, nullableInstant } from './common.ts'

/** The operations a log entry or record can name: those of the table, the ones beside it, and what happens by itself. */
export const RECORDED_OPERATIONS = [...TICKET_OPERATIONS, 'save', 'intake', 'patch', 'unmask', 'download', 'recompute', 'survey_result', ...TIMER_KINDS] as const

/** A follow-up record (工单跟进记录). */
export const record = z.object({
  id,
  operation: z.enum(RECORDED_OPERATIONS),
  /** The operation it was synced from (解决 counts as 回复…); equal to `operation` otherwise. */
  origin: z.enum(RECORDED_OPERATIONS),
  at: instant,
  byName: z.string(),
  byOrganisation: z.object({ code: z.string(), name: z.string() }).nullable(),
  content: z.string().nullable(),
  causeCode: z.string().nullable(),
  reasonCode: z.string().nullable(),
  channel: z.enum(FEEDBACK_CHANNELS).nullable(),
  calledAt: nullableInstant,
  /** The reply round that it opened or closed, where it did. */
  round: z.object({ number: z.int(), dueAt: instant, timely: z.boolean().nullable() }).nullable(),
  voidedAt: nullableInstant,
  detail: z.record(z.string(), z.unknown()).nullable(),
  attachments: z.array(attachment),
})
export type FollowUpRecord = z.infer<typeof record>

/** One line of the operation log (操作记录). */
export const logEntry = z.object({
  sequence: z.int(),
  at: instant,
  operation: z.enum(RECORDED_OPERATIONS),
  byName: z.string(),
  /** Whom he acted for ("A for B"); null where he acted for himself. */
  onBehalfOf: z.string().nullable(),
  role: z.string(),
  organisation: z.string().nullable(),
  stateBefore: z.enum(TICKET_STATES).nullable(),
  stateAfter: z.enum(TICKET_STATES),
  changes: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })),
  source: z.enum(LOG_SOURCES),
})
export type LogEntry = z.infer<typeof logEntry>

export const recordList = z.object({ items: z.array(record) })
export const logList = z.object({ items: z.array(logEntry) })
