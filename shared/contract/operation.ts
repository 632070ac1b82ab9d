import { z } from './zod.ts'
import { ATTACHMENTS_OF_A_RECORD } from '../domain/ticket/attachments.ts'
import { FEEDBACK_CHANNELS, SATISFACTION_SCORES, VISIT_TYPES } from '../domain/ticket/enumerations.ts'
import { CONTENT_MAX_LENGTH, isVersionFree, needsContent, needsReason, TICKET_OPERATIONS, type TicketOperation } from '../domain/ticket/operations.ts'
import { TICKET_LEVELS } from '../domain/ticket/types.ts'
import { attachmentId } from './attachment.ts'
import { choiceCode, id, instant, optionalChoiceCode, optionalText, organisationCode, text } from './common.ts'
import { headOffice } from './ticket.ts'

/** Fields of an operation besides the four that every operation takes (`api.md`). */
const EXTRA_FIELDS = {
  request_visit: { requestedAt: instant, visitType: z.enum(VISIT_TYPES) },
  approve_visit: { visitAt: instant.optional() },
  evaluate: { processed: z.boolean(), score: z.enum(SATISFACTION_SCORES).nullish(), reason: optionalText(CONTENT_MAX_LENGTH) },
  submit: { mallCode: organisationCode.nullish(), headOffice: headOffice.nullish() },
  feedback: { channel: z.enum(FEEDBACK_CHANNELS), calledAt: instant.optional(), callId: id.nullish() },
  escalate: { level: z.enum(TICKET_LEVELS).optional() },
} as const satisfies Partial<Record<TicketOperation, Record<string, z.ZodType>>>

/** Accepted by every operation; here as far as no rule makes them required. */
const commonFields = {
  content: optionalText(CONTENT_MAX_LENGTH),
  causeCode: optionalChoiceCode,
  reasonCode: optionalChoiceCode,
  attachmentIds: z.array(attachmentId).max(ATTACHMENTS_OF_A_RECORD).optional(),
}

const bodyOf = (operation: TicketOperation) =>
  z.strictObject({
    operation: z.literal(operation),
    version: isVersionFree(operation) ? z.int().positive().optional() : z.int().positive(),
    ...commonFields,
    ...(needsContent(operation) ? { content: text(CONTENT_MAX_LENGTH) } : {}),
    ...(needsReason(operation) ? { reasonCode: choiceCode } : {}),
    ...(operation in EXTRA_FIELDS ? EXTRA_FIELDS[operation as keyof typeof EXTRA_FIELDS] : {}),
  })

const BODIES = Object.fromEntries(TICKET_OPERATIONS.map((operation) => [operation, bodyOf(operation)]))

type Extra = { [Operation in keyof typeof EXTRA_FIELDS]: z.infer<z.ZodObject<(typeof EXTRA_FIELDS)[Operation]>> }
type AnyExtra = Partial<Extra['request_visit'] & Extra['approve_visit'] & Extra['evaluate'] & Extra['submit'] & Extra['feedback'] & Extra['escalate']>

/** The body of `POST /tickets/:no/operations` after validation. */
export interface OperationBody extends AnyExtra {
  operation: TicketOperation
  version?: number
  content?: string | null
  causeCode?: string | null
  reasonCode?: string | null
  attachmentIds?: string[]
}

const members = Object.values(BODIES) as unknown as [z.ZodType<OperationBody> & z.core.$ZodTypeDiscriminable, ...(z.ZodType<OperationBody> & z.core.$ZodTypeDiscriminable)[]]
export const operationBody = z.discriminatedUnion('operation', members) as unknown as z.ZodType<OperationBody>
