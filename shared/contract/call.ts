import { z } from './zod.ts'
import { id, instant, nullableInstant, text, ticketNo } from './common.ts'

export const CALL_EVENTS = ['ringing', 'answered', 'ended'] as const

/** One event of the telephone system; several share an `externalId`. */
export const callEventBody = z.strictObject({
  externalId: text(100),
  phone: text(40),
  line: text(40),
  agentAccount: text(64),
  event: z.enum(CALL_EVENTS),
  at: instant,
  recordingUrl: z.url({ protocol: /^https?$/ }).max(1000).optional(),
})
export type CallEvent = z.infer<typeof callEventBody>

export const call = z.object({
  id,
  externalId: z.string(),
  phone: z.string(),
  line: z.string(),
  agentName: z.string().nullable(),
  customerId: id.nullable(),
  ticketNo: ticketNo.nullable(),
  ringingAt: nullableInstant,
  answeredAt: nullableInstant,
  endedAt: nullableInstant,
  /** A recording exists and this user may play it. */
  playable: z.boolean(),
})
export type Call = z.infer<typeof call>
export const callList = z.object({ items: z.array(call) })
export const callListQuery = z
  .strictObject({ customerId: id.optional(), ticketNo: ticketNo.optional(), externalId: text(100).optional() })
  .refine((query) => [query.customerId, query.ticketNo, query.externalId].filter(Boolean).length === 1, { message: 'one_of_customer_or_ticket' })
