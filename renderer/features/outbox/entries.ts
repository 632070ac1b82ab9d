import type { OutboxEntry, OutboxItem } from '#shared/contract/localStore.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { z } from '#shared/contract/zod.ts'
import { TICKET_OPERATIONS, type TicketOperation } from '#shared/domain/ticket/operations.ts'
import { TICKET_LEVELS, TICKET_TYPES } from '#shared/domain/ticket/types.ts'
import { localFilesOf } from '../../components/attachments/draftAttachment.ts'
import { callDraftSchema, type CallDraft } from '../calls/draft/callDraft.ts'
import type { TicketBody } from '../calls/submit/ticketBody.ts'
import type { OperationValues } from '../tickets/operations/values.ts'
import { correctionSchema, type Correction } from './engine/request.ts'

/** What the page shows of an item, and the form that it is edited in. Kept as the item's draft. */
const keptForm = z.object({
  /** The call form, where it was written in one. */
  call: callDraftSchema.nullable(),
  /** The values of an operation's form, where it was written on a ticket's page. */
  values: z.record(z.string(), z.unknown()).nullable(),
  operation: z.enum(TICKET_OPERATIONS).nullable(),
  /** Corrections to the customer that go first. */
  correction: correctionSchema.nullish(),
  shown: z.object({
    type: z.enum(TICKET_TYPES).nullable(),
    level: z.enum(TICKET_LEVELS).nullable(),
    customer: z.string(),
    words: z.string(),
    /** Whether the customer called; else the text was written on the ticket's page. */
    called: z.boolean(),
  }),
})
export type KeptForm = z.infer<typeof keptForm>

/** The form of an item; null where it was kept in another way, by an earlier or later version. */
export function keptFormOf(item: Pick<OutboxItem, 'draft'>): KeptForm | null {
  try {
    return keptForm.safeParse(JSON.parse(item.draft)).data ?? null
  } catch {
    return null
  }
}

/** A new ticket for the outbox, under the draft's own key. @param correction what is to be corrected in the customer before */
export function ticketEntry(draft: CallDraft, body: TicketBody, correction: Correction | null): OutboxEntry {
  const kept: KeptForm = {
    call: draft, values: null, operation: null, correction,
    shown: { type: draft.fields.type, level: draft.fields.level, customer: draft.fields.name.trim(), words: draft.fields.words.trim(), called: draft.origin === 'softphone' },
  }
  return {
    id: draft.ticketKey, kind: 'ticket', ticketNo: null, request: JSON.stringify(body), draft: JSON.stringify(kept),
    files: localFilesOf(draft.attachments), writtenAt: draft.calledAt,
  }
}

/** Feedback of a call form for the outbox, under its own key. @param about the ticket as the card shows it */
export function feedbackEntry(draft: CallDraft, body: OperationBody, about: Pick<Ticket, 'type' | 'level'> | null): OutboxEntry | null {
  const { feedback } = draft
  if (!feedback) return null
  const kept: KeptForm = {
    call: draft, values: null, operation: 'feedback',
    shown: { type: about?.type ?? null, level: about?.level ?? null, customer: draft.fields.name.trim(), words: feedback.content.trim(), called: draft.origin === 'softphone' },
  }
  return {
    id: feedback.key, kind: 'operation', ticketNo: feedback.ticketNo, request: JSON.stringify(body), draft: JSON.stringify(kept),
    files: localFilesOf(draft.attachments), writtenAt: draft.calledAt,
  }
}

/** An operation of a ticket's page for the outbox. @param id idempotency key @param now ms */
export function operationEntry(id: string, ticket: Ticket, operation: TicketOperation, values: OperationValues, body: OperationBody, now: number): OutboxEntry {
  const kept: KeptForm = {
    call: null, values: { ...values }, operation,
    shown: { type: ticket.type, level: ticket.level, customer: ticket.customer.name, words: values.content.trim(), called: false },
  }
  return {
    id, kind: 'operation', ticketNo: ticket.no, request: JSON.stringify(body), draft: JSON.stringify(kept),
    files: localFilesOf(values.attachments), writtenAt: new Date(now).toISOString(),
  }
}
