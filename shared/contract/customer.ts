import { z } from './zod.ts'
import { CUSTOMER_TYPES } from '../domain/ticket/enumerations.ts'
import { LIVE_STATES, TICKET_STATES } from '../domain/ticket/states.ts'
import { TICKET_LEVELS, TICKET_TYPES } from '../domain/ticket/types.ts'
import { changedText, day, id, nullableInstant, optionalText, organisationCode, text, ticketNo } from './common.ts'

const phones = z.array(text(40)).min(1).max(10)

export const contract = z.object({
  number: z.string(),
  amount: z.number().nullable(),
  orderNo: z.string().nullable(),
  mallCode: z.string().nullable(),
  brand: z.string().nullable(),
  category: z.string().nullable(),
  installedOn: day.nullable(),
})
export type Contract = z.infer<typeof contract>

/** A ticket of a customer in few words, for the caller's card. */
export const ticketSummary = z.object({
  no: ticketNo,
  type: z.enum(TICKET_TYPES),
  level: z.enum(TICKET_LEVELS),
  state: z.enum(TICKET_STATES),
  version: z.int(),
  content: z.string(),
  replyDueAt: nullableInstant,
  resolveDueAt: nullableInstant,
  replyOpen: z.boolean(),
})
export type TicketSummary = z.infer<typeof ticketSummary>

export const customer = z.object({
  id,
  name: z.string(),
  phones: z.array(z.string()),
  type: z.enum(CUSTOMER_TYPES),
  province: z.string().nullable(),
  city: z.string().nullable(),
  district: z.string().nullable(),
  address: z.string().nullable(),
  mallCode: z.string().nullable(),
  version: z.int(),
  contracts: z.array(contract),
  /** pending_submission and the live states, newest first. */
  openTickets: z.array(ticketSummary),
})
export type Customer = z.infer<typeof customer>
export const OPEN_STATES = ['pending_submission', ...LIVE_STATES] as const

export const customerSearchQuery = z
  .strictObject({ phone: z.string().trim().min(1).max(40).optional(), q: z.string().trim().min(1).max(100).optional() })
  .refine((query) => Boolean(query.phone) !== Boolean(query.q), { message: 'one_of_phone_or_q' })
export const customerList = z.object({ items: z.array(customer) })

const customerFields = {
  name: text(100), phones, type: z.enum(CUSTOMER_TYPES),
  province: optionalText(40), city: optionalText(40), district: optionalText(40), address: optionalText(255),
  mallCode: organisationCode.nullish(),
}
export const customerCreateBody = z.strictObject(customerFields)
export const customerPatchBody = z.strictObject({
  version: z.int().positive(),
  name: text(100).optional(), phones: phones.optional(), type: z.enum(CUSTOMER_TYPES).optional(),
  province: changedText(40), city: changedText(40), district: changedText(40), address: changedText(255),
  mallCode: organisationCode.nullable().optional(),
})
