import { z } from '#shared/contract/zod.ts'
import { ticketCreateBody } from '#shared/contract/ticket.ts'
import { formatPhone } from '#shared/domain/customer/phoneDisplay.ts'
import { readPhone } from '#shared/domain/customer/phone.ts'
import { CUSTOMER_TYPES, FEEDBACK_CHANNELS, HEAD_OFFICE_REASONS } from '#shared/domain/ticket/enumerations.ts'
import { TICKET_STATES } from '#shared/domain/ticket/states.ts'
import { TICKET_LEVELS, TICKET_TYPES } from '#shared/domain/ticket/types.ts'
import { draftAttachments } from '../../../components/attachments/draftAttachment.ts'

/** What stands in the fields of a new ticket. An empty text is an empty field. */
const ticketFields = z.object({
  phone: z.string(),
  name: z.string(),
  customerType: z.enum(CUSTOMER_TYPES),
  contractNo: z.string(),
  /** Head office handles the ticket (需要总部回复) instead of a mall. */
  toHeadOffice: z.boolean(),
  mallCode: z.string(),
  headOfficeReason: z.union([z.enum(HEAD_OFFICE_REASONS), z.literal('')]),
  departmentCode: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  address: z.string(),
  /** The customer's own words. */
  words: z.string(),
  type: z.enum(TICKET_TYPES),
  level: z.enum(TICKET_LEVELS),
  causeCode: z.string(),
  brand: z.string(),
  category: z.string(),
  channelMajor: z.string(),
  channelMiddle: z.string(),
  channelMinor: z.string(),
  feedbackChannel: z.enum(FEEDBACK_CHANNELS),
  responsibleParty: z.string(),
  assistants: z.array(z.string()),
  followUpOf: z.string(),
})
export type TicketFields = z.infer<typeof ticketFields>
export type TicketFieldName = keyof TicketFields

/** Feedback on an open ticket, written in the same tab. */
const feedbackDraft = z.object({
  ticketNo: z.string(),
  /** The version that the agent saw (`workflow.md`, rule 9). */
  version: z.int(),
  content: z.string(),
  channel: z.enum(FEEDBACK_CHANNELS),
  causeCode: z.string(),
  /** Idempotency key of this feedback. */
  key: z.uuid(),
})
export type FeedbackDraft = z.infer<typeof feedbackDraft>

/** A call form as it is kept on this machine, whole. */
export const callDraftSchema = z.object({
  /** Names the form and its tab. */
  id: z.string(),
  createdAt: z.iso.datetime(),
  /** When the customer called; deadlines do not run from it (`desktop.md`, Drafts and offline). */
  calledAt: z.iso.datetime(),
  origin: z.enum(['softphone', 'typed', 'blank']),
  line: z.string(),
  /** The telephone system's own id of the call. */
  externalCallId: z.string(),
  /** The call on the server, once it is known there. */
  callId: z.string().nullable().default(null),
  mode: z.enum(['ticket', 'feedback']),
  customerId: z.string().nullable(),
  /** The agent said that the caller is none of the customers found under the number. */
  isNewCustomer: z.boolean(),
  fields: ticketFields,
  /** Field → what the program put there. A field that still holds it was not touched by the agent. */
  prefilled: z.partialRecord(ticketFields.keyof(), z.string()),
  /** 是新问题: the warning of an open ticket was answered. */
  isNewProblem: z.boolean(),
  feedback: feedbackDraft.nullable(),
  /** Go with whatever the form becomes: the new ticket's first record, or the feedback. */
  attachments: draftAttachments,
  /** Idempotency key of the ticket: made with the draft, sent with every try, so that the draft becomes one ticket. */
  ticketKey: z.uuid(),
  /** The last body that was sent under the key: the answer to it may have been lost on the way. */
  sent: z.custom<z.input<typeof ticketCreateBody>>((value) => ticketCreateBody.safeParse(value).success).nullable(),
  /** The refused item of the outbox that this form mends; sent, it takes its place. */
  mends: z.uuid().nullable().default(null),
  /** The ticket that the server made of an earlier try while the agent had gone on writing. */
  accepted: z.object({ no: z.string(), state: z.enum(TICKET_STATES) }).nullable(),
})
export type CallDraft = z.infer<typeof callDraftSchema>

/** What a form is opened with. */
export interface Opening {
  readonly id: string
  readonly origin: CallDraft['origin']
  /** As a person or the telephone system wrote it. */
  readonly phone?: string
  readonly line?: string
  readonly externalCallId?: string
  /** The call on the server, where the telephone system has told it of the call. */
  readonly callId?: string
  /** The customer, where he is known already. */
  readonly customerId?: string
  /** The closed ticket that the new one continues (`workflow.md`, rule 6). */
  readonly followUpOf?: string
  /** ISO 8601 in UTC; without it the customer called now. */
  readonly calledAt?: string
}

const emptyFields = (phone: string): TicketFields => ({
  phone, name: '', customerType: 'individual', contractNo: '', toHeadOffice: false, mallCode: '', headOfficeReason: '', departmentCode: '',
  province: '', city: '', district: '', address: '', words: '', type: 'service', level: 'none', causeCode: '', brand: '', category: '',
  channelMajor: '', channelMiddle: '', channelMinor: '', feedbackChannel: 'phone', responsibleParty: '', assistants: [], followUpOf: '',
})

/** A number as the form shows it: in groups where it is one that can be called, else as it was written. */
export function writtenPhone(text: string): string {
  const digits = readPhone(text).phone?.digits
  return digits === undefined ? text.trim() : formatPhone(digits)
}

/**
 * A form nobody has written in yet. The type is preset to 售服, the most frequent one, the channel to the telephone.
 * @param now milliseconds
 * @param newKey makes a UUID
 */
export function newDraft(opening: Opening, now: number, newKey: () => string): CallDraft {
  const at = new Date(now).toISOString()
  const phone = writtenPhone(opening.phone ?? '')
  return {
    id: opening.id, createdAt: at, calledAt: opening.calledAt ?? at, origin: opening.origin, line: opening.line ?? '',
    externalCallId: opening.externalCallId ?? '', callId: opening.callId ?? null, mode: 'ticket', customerId: opening.customerId ?? null, isNewCustomer: false,
    fields: { ...emptyFields(phone), followUpOf: opening.followUpOf ?? '' },
    prefilled: { feedbackChannel: 'phone', type: 'service', level: 'none', customerType: 'individual', ...(phone ? { phone } : {}), ...(opening.followUpOf ? { followUpOf: opening.followUpOf } : {}) },
    isNewProblem: false, feedback: null, attachments: [], ticketKey: newKey(), sent: null, mends: null, accepted: null,
  }
}

const valueText = (value: TicketFields[TicketFieldName]): string => (Array.isArray(value) ? value.join(',') : String(value))

/** Whether the program filled the field in and the agent left it so. */
export const isPrefilled = (draft: CallDraft, field: TicketFieldName): boolean => {
  const value = valueText(draft.fields[field])
  return value !== '' && draft.prefilled[field] === value
}

/** Whether the agent put something of his own into the field. */
const isOwn = (draft: CallDraft, field: TicketFieldName): boolean => {
  const value = valueText(draft.fields[field])
  return value !== (draft.prefilled[field] ?? '') && value !== '' && value !== 'false'
}

/** Whether the form holds anything of the agent's that would be lost with it. */
export const holdsWork = (draft: CallDraft): boolean =>
  (draft.feedback?.content.trim() ?? '') !== '' || draft.attachments.length > 0 || draft.sent !== null || (Object.keys(draft.fields) as TicketFieldName[]).some((field) => isOwn(draft, field))
