import type { OutboxEntry, OutboxItem } from '#shared/contract/localStore.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { FEEDBACK_CHANNELS } from '#shared/domain/ticket/enumerations.ts'
import { isMaskedPhone } from '../../../components/phoneText.ts'
import { newDraft, type CallDraft } from '../../calls/draft/callDraft.ts'
import { ticketBodyOf } from '../../calls/submit/ticketBody.ts'
import { bodyOf } from '../engine/request.ts'
import { keptFormOf, ticketEntry } from '../entries.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * The form of a new ticket that goes on with a finished one (`workflow.md`, rule 6): its customer, place and product, and
 * the words and files of the feedback that came too late. The customer's call keeps its time.
 * @param now ms
 * @param newKey makes a UUID
 */
export function followUpDraft(item: OutboxItem, ticket: Ticket, now: number, newKey: () => string): CallDraft {
  const kept = keptFormOf(item)?.call
  const body = bodyOf(item)
  const { customer } = ticket
  const draft = newDraft({
    id: newKey(), origin: kept?.origin ?? 'typed', phone: customer.phones.find((phone) => !isMaskedPhone(phone)) ?? kept?.fields.phone ?? '', customerId: customer.id,
    followUpOf: ticket.no, calledAt: item.writtenAt, line: kept?.line, externalCallId: kept?.externalCallId,
  }, now, newKey)
  Object.assign(draft.fields, {
    name: customer.name, customerType: customer.type, contractNo: customer.contractNo ?? '', province: customer.province ?? '', city: customer.city ?? '', district: customer.district ?? '',
    address: customer.address ?? '', type: ticket.type, level: ticket.level, toHeadOffice: ticket.headOffice !== null, mallCode: ticket.mall?.code ?? '',
    headOfficeReason: ticket.headOffice?.reason ?? '', departmentCode: ticket.headOffice?.departmentCode ?? '', brand: ticket.product.brand ?? '', category: ticket.product.category ?? '',
    channelMajor: ticket.salesChannel.major ?? '', channelMiddle: ticket.salesChannel.middle ?? '', channelMinor: ticket.salesChannel.minor ?? '',
    responsibleParty: ticket.responsibleParty ?? '', assistants: [...ticket.assistants], words: text(body.content), causeCode: text(body.causeCode) || (ticket.causeCode ?? ''),
    feedbackChannel: FEEDBACK_CHANNELS.find((channel) => channel === body.channel) ?? 'phone',
  })
  draft.isNewProblem = true
  draft.attachments = item.files.map((file) => ({ ...file, complete: true }))
  draft.mends = item.id
  return draft
}

/** The linked new ticket for the outbox, handed over at once (保存并提交). */
export function followUpEntry(item: OutboxItem, ticket: Ticket, now: number, newKey: () => string): OutboxEntry {
  const draft = followUpDraft(item, ticket, now, newKey)
  const callId = text(bodyOf(item).callId)
  return ticketEntry(draft, ticketBodyOf(draft, true, callId || null), null)
}
