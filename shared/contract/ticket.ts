import { z } from './zod.ts'
import {
  CUSTOMER_TYPES, FEEDBACK_CHANNELS, HEAD_OFFICE_REASONS, REQUEST_KINDS, REQUEST_STATES, SATISFACTION_SCORES, TICKET_SOURCES,
} from '../domain/ticket/enumerations.ts'
import { ATTACHMENTS_OF_A_RECORD } from '../domain/ticket/attachments.ts'
import { CONTENT_MAX_LENGTH, TICKET_OPERATIONS } from '../domain/ticket/operations.ts'
import { TICKET_STATES } from '../domain/ticket/states.ts'
import { TICKET_LEVELS, TICKET_TYPES, levelFitsType } from '../domain/ticket/types.ts'
import { attachmentId } from './attachment.ts'
import { changedText, choiceCode, id, instant, nullableInstant, optionalChoiceCode, optionalText, organisationCode, text, ticketNo } from './common.ts'

const timely = z.boolean().nullable()

export const headOffice = z.strictObject({ reason: z.enum(HEAD_OFFICE_REASONS), departmentCode: organisationCode })
export const product = z.strictObject({ brand: optionalText(60), category: optionalText(60) })
export const salesChannel = z.strictObject({ major: optionalText(60), middle: optionalText(60), minor: optionalText(60) })

/** The customer as the ticket keeps him: what was true when he called. */
export const ticketCustomer = z.object({
  id,
  name: z.string(),
  /** Digits only; masked (138****5678) for whoever does not handle the ticket. */
  phones: z.array(z.string()),
  phonesMasked: z.boolean(),
  type: z.enum(CUSTOMER_TYPES),
  province: z.string().nullable(),
  city: z.string().nullable(),
  district: z.string().nullable(),
  address: z.string().nullable(),
  contractNo: z.string().nullable(),
  contractAmount: z.number().nullable(),
  orderNo: z.string().nullable(),
})

export const satisfaction = z.object({
  processed: z.boolean(), score: z.enum(SATISFACTION_SCORES).nullable(), reason: z.string().nullable(), at: instant,
})

export const ticket = z.object({
  no: ticketNo,
  type: z.enum(TICKET_TYPES),
  level: z.enum(TICKET_LEVELS),
  state: z.enum(TICKET_STATES),
  version: z.int(),
  source: z.enum(TICKET_SOURCES),
  createdAt: instant,
  createdBy: z.object({ id: id.nullable(), name: z.string() }),
  customer: ticketCustomer,
  mall: z.object({ code: z.string(), name: z.string() }).nullable(),
  headOffice: headOffice.nullable(),
  product: z.object({ brand: z.string().nullable(), category: z.string().nullable() }),
  salesChannel: z.object({ major: z.string().nullable(), middle: z.string().nullable(), minor: z.string().nullable() }),
  causeCode: z.string().nullable(),
  responsibleParty: z.string().nullable(),
  assistants: z.array(z.string()),
  assignment: z
    .object({
      handler: z.string().nullable(), phone: z.string().nullable(), marketingLine: z.string().nullable(),
      marketLevel: z.string().nullable(), submittedAt: instant,
    })
    .nullable(),
  /** When it was handed over for the first time, whatever became of that assignment: the figures go by it. */
  firstSubmittedAt: nullableInstant,
  feedbackCount: z.int(),
  secondComplaint: z.boolean(),
  escalatedAt: nullableInstant,
  firstContactDueAt: nullableInstant,
  replyDueAt: nullableInstant,
  /** Whether a reply round is open: then `replyDueAt` still runs. */
  replyOpen: z.boolean(),
  /** The number of the latest reply round; 0 before the first submission. */
  replyRound: z.int(),
  resolveDueAt: nullableInstant,
  resolvedAt: nullableInstant,
  visitAt: nullableInstant,
  contactTimely: timely,
  followUpTimely: timely,
  replyTimely: timely,
  resolveTimely: timely,
  processTimely: timely,
  satisfaction: satisfaction.nullable(),
  pendingRequests: z.array(z.object({ id, kind: z.enum(REQUEST_KINDS), state: z.enum(REQUEST_STATES), requestedAt: instant, requestedVisitAt: nullableInstant, requestedBy: z.string() })),
  followUpOf: ticketNo.nullable(),
  /** Tickets that were made as a follow-up of this one. */
  followUps: z.array(ticketNo),
  unread: z.boolean(),
  alert: z.enum(['none', 'blue', 'red']),
  provisionalDeadlines: z.boolean(),
  /** The latest words of the customer, shortened, for lists. */
  latestFeedback: z.string(),
  receivedAt: nullableInstant,
  updatedAt: instant,
  closedAt: nullableInstant,
  /** The last assignment ended in an approved return (tab 已退回工单). */
  returned: z.boolean(),
  allowedOperations: z.array(z.enum(TICKET_OPERATIONS)),
  /** Whether the user may change customer data, causes and parties (PATCH); a department may name assistants only. */
  editable: z.enum(['all', 'assistants', 'none']),
})
export type Ticket = z.infer<typeof ticket>

const attachmentIds = z.array(attachmentId).max(ATTACHMENTS_OF_A_RECORD)

export const newCustomer = z.strictObject({
  name: text(100), phones: z.array(text(40)).min(1).max(10), type: z.enum(CUSTOMER_TYPES),
  province: optionalText(40), city: optionalText(40), district: optionalText(40), address: optionalText(255), contractNo: optionalText(60),
})
const knownCustomer = z.strictObject({ id, contractNo: optionalText(60) })

export const feedbackBody = z.strictObject({
  content: text(CONTENT_MAX_LENGTH),
  causeCode: optionalChoiceCode,
  channel: z.enum(FEEDBACK_CHANNELS),
  calledAt: instant,
  attachmentIds: attachmentIds.optional(),
})

export const ticketCreateBody = z
  .strictObject({
    type: z.enum(TICKET_TYPES),
    level: z.enum(TICKET_LEVELS),
    customer: z.union([knownCustomer, newCustomer]),
    mallCode: organisationCode.nullish(),
    headOffice: headOffice.nullish(),
    product: product.nullish(),
    salesChannel: salesChannel.nullish(),
    responsibleParty: organisationCode.nullish(),
    assistants: z.array(organisationCode).max(10).optional(),
    feedback: feedbackBody,
    callId: id.nullish(),
    followUpOf: ticketNo.nullish(),
    submit: z.boolean(),
  })
  .refine((body) => levelFitsType(body.type, body.level), { path: ['level'], message: 'level_does_not_fit' })
  .refine((body) => !(body.mallCode && body.headOffice), { path: ['headOffice'], message: 'mall_or_head_office' })
  .refine((body) => !body.submit || body.mallCode || body.headOffice, { path: ['mallCode'], message: 'required' })
export type TicketCreate = z.infer<typeof ticketCreateBody>

const changedProduct = z.strictObject({ brand: changedText(60), category: changedText(60) })
const changedSalesChannel = z.strictObject({ major: changedText(60), middle: changedText(60), minor: changedText(60) })
const changedCustomer = z.strictObject({
  name: text(100).optional(), phones: z.array(text(40)).min(1).max(10).optional(), type: z.enum(CUSTOMER_TYPES).optional(),
  province: changedText(40), city: changedText(40), district: changedText(40), address: changedText(255), contractNo: changedText(60),
})

export const ticketPatchBody = z
  .strictObject({
    version: z.int().positive(),
    type: z.enum(TICKET_TYPES).optional(),
    level: z.enum(TICKET_LEVELS).optional(),
    customer: changedCustomer.optional(),
    mallCode: organisationCode.nullable().optional(),
    headOffice: headOffice.nullable().optional(),
    product: changedProduct.optional(),
    salesChannel: changedSalesChannel.optional(),
    causeCode: choiceCode.nullable().optional(),
    responsibleParty: organisationCode.nullable().optional(),
    assistants: z.array(organisationCode).max(10).optional(),
  })
  .refine((body) => !(body.mallCode && body.headOffice), { path: ['headOffice'], message: 'mall_or_head_office' })
export type TicketPatch = z.infer<typeof ticketPatchBody>
