import type { RequestOf } from '#shared/contract/endpoints.ts'
import { normalizePhone } from '#shared/domain/customer/phone.ts'
import { attachmentIdsOf } from '../../../components/attachments/draftAttachment.ts'
import type { CallDraft } from '../draft/callDraft.ts'

export type TicketBody = RequestOf<'createTicket'>['body']

const orNull = (text: string): string | null => text.trim() || null

/** The customer as the contract wants him: known by his id, or new with all that is in the form. */
function customerOf({ customerId, fields }: CallDraft): TicketBody['customer'] {
  if (customerId !== null) return { id: customerId, contractNo: orNull(fields.contractNo) }
  const phone = fields.phone.trim()
  return {
    name: fields.name, phones: phone ? [normalizePhone(phone)?.digits ?? phone] : [], type: fields.customerType,
    province: orNull(fields.province), city: orNull(fields.city), district: orNull(fields.district), address: orNull(fields.address),
    contractNo: orNull(fields.contractNo),
  }
}

/** The destination. Saving needs none, so that half of one is left out; handing over leaves it for the check to find. */
function destinationOf({ fields }: CallDraft, submit: boolean): Pick<TicketBody, 'mallCode' | 'headOffice'> {
  if (!fields.toHeadOffice) return { mallCode: orNull(fields.mallCode) }
  if (!submit && (fields.headOfficeReason === '' || fields.departmentCode === '')) return {}
  return { headOffice: { reason: fields.headOfficeReason || 'customer_request', departmentCode: fields.departmentCode } }
}

/**
 * The body of `POST /tickets` for a draft.
 * @param submit true hands the ticket over (保存并提交), false keeps it in 待提交 (保存)
 * @param callId id of the call on the server, where the telephone system reported it
 */
export function ticketBodyOf(draft: CallDraft, submit: boolean, callId: string | null): TicketBody {
  const { fields } = draft
  const attachmentIds = attachmentIdsOf(draft.attachments)
  return {
    type: fields.type, level: fields.level, customer: customerOf(draft), ...destinationOf(draft, submit),
    product: { brand: orNull(fields.brand), category: orNull(fields.category) },
    salesChannel: { major: orNull(fields.channelMajor), middle: orNull(fields.channelMiddle), minor: orNull(fields.channelMinor) },
    responsibleParty: orNull(fields.responsibleParty), assistants: [...fields.assistants],
    feedback: { content: fields.words, causeCode: orNull(fields.causeCode), channel: fields.feedbackChannel, calledAt: draft.calledAt, ...(attachmentIds ? { attachmentIds } : {}) },
    callId, followUpOf: orNull(fields.followUpOf), submit,
  }
}
