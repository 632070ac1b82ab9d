import type { OperationBody } from '#shared/contract/operation.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { FeedbackChannel, HeadOfficeReason, SatisfactionScore, VisitType } from '#shared/domain/ticket/enumerations.ts'
import type { OperationInput } from '#shared/domain/ticket/inputs.ts'
import { isVersionFree, type TicketOperation } from '#shared/domain/ticket/operations.ts'
import type { TicketLevel } from '#shared/domain/ticket/types.ts'
import { attachmentIdsOf, draftAttachments, type DraftAttachment } from '../../../components/attachments/draftAttachment.ts'
import { operationForms, type FormField } from './operationForms.ts'

/** What a person entered into an operation's form. Texts and instants (ISO 8601) only, and what is known of its files, so that it can be kept. */
export interface OperationValues {
  content: string
  causeCode: string
  reasonCode: string
  requestedAt: string
  visitAt: string
  processed: 'yes' | 'no' | ''
  score: SatisfactionScore | ''
  satisfactionReason: string
  destination: 'mall' | 'head_office'
  mallCode: string
  headOfficeReason: HeadOfficeReason | ''
  departmentCode: string
  channel: FeedbackChannel
  level: TicketLevel
  attachments: DraftAttachment[]
}

/** What a form begins with on this ticket. */
export function initialValues(operation: TicketOperation, ticket: Ticket): OperationValues {
  const visit = ticket.pendingRequests.find((request) => request.kind === 'visit')
  return {
    content: '', causeCode: operation === 'feedback' ? (ticket.causeCode ?? '') : '', reasonCode: '', requestedAt: '',
    visitAt: visit?.requestedVisitAt ?? '', processed: '', score: '', satisfactionReason: '',
    destination: ticket.headOffice ? 'head_office' : 'mall', mallCode: ticket.mall?.code ?? '',
    headOfficeReason: ticket.headOffice?.reason ?? '', departmentCode: ticket.headOffice?.departmentCode ?? '',
    channel: 'phone', level: 'none', attachments: [],
  }
}

/** Values that were kept on this machine, perhaps by an older version of the program. */
export const restoredValues = (kept: OperationValues): OperationValues => ({ ...kept, attachments: draftAttachments.parse(kept.attachments) })

/** Whether the person wrote something that would be lost: choices that come with the form do not count. */
export const isWritten = (values: OperationValues): boolean =>
  values.attachments.length > 0 || [values.content, values.satisfactionReason, values.requestedAt, values.reasonCode, values.processed].some((value) => value.trim() !== '')

/**
 * The visit type that a date means, by the present date (`workflow.md`, rule 7).
 * @returns null while either date is missing or both are equal
 */
export function visitTypeOf(requestedAt: string, presentAt: string | null): VisitType | null {
  if (!requestedAt || !presentAt) return null
  const difference = new Date(requestedAt).getTime() - new Date(presentAt).getTime()
  return difference === 0 ? null : difference < 0 ? 'advance' : 'extend'
}

const given = (text: string): string | null => (text.trim() === '' ? null : text.trim())

type BodyPart = Omit<Partial<OperationBody>, 'operation' | 'version'>

const PARTS: Record<FormField, (values: OperationValues, ticket: Ticket) => BodyPart> = {
  content: (values) => (given(values.content) === null ? {} : { content: values.content.trim() }),
  cause: (values) => (values.causeCode ? { causeCode: values.causeCode } : {}),
  reason: (values) => ({ reasonCode: values.reasonCode }),
  visit_date: (values, ticket) => ({ requestedAt: values.requestedAt, visitType: visitTypeOf(values.requestedAt, ticket.visitAt) ?? 'extend' }),
  visit_decision: (values) => (values.visitAt ? { visitAt: values.visitAt } : {}),
  evaluation: (values) => ({
    processed: values.processed === 'yes',
    ...(values.score ? { score: values.score } : {}),
    ...(given(values.satisfactionReason) === null ? {} : { reason: values.satisfactionReason.trim() }),
  }),
  destination: (values) =>
    values.destination === 'mall'
      ? { mallCode: values.mallCode }
      : { headOffice: values.headOfficeReason ? { reason: values.headOfficeReason, departmentCode: values.departmentCode } : null },
  channel: (values) => ({ channel: values.channel }),
  level: (values) => ({ level: values.level }),
}

/** Files go with words: where the form has a text, it takes files too. */
export const takesAttachments = (operation: TicketOperation): boolean => operationForms[operation].fields.includes('content')

/** The body of the request. @param version the version of the ticket that the person saw */
export function bodyOf(operation: TicketOperation, values: OperationValues, ticket: Ticket, version: number): OperationBody {
  const parts = operationForms[operation].fields.map((field) => PARTS[field](values, ticket))
  const attachmentIds = takesAttachments(operation) ? attachmentIdsOf(values.attachments) : undefined
  return Object.assign({ operation }, isVersionFree(operation) ? {} : { version }, ...parts, attachmentIds ? { attachmentIds } : {}) as OperationBody
}

/** The part of the input that the rules look at. */
export function inputOf(operation: TicketOperation, values: OperationValues, ticket: Ticket): OperationInput {
  const { fields } = operationForms[operation]
  const type = visitTypeOf(values.requestedAt, ticket.visitAt)
  return {
    ...(fields.includes('visit_date') && values.requestedAt ? { requestedAt: new Date(values.requestedAt), ...(type ? { visitType: type } : {}) } : {}),
    ...(fields.includes('visit_decision') && values.visitAt ? { visitAt: new Date(values.visitAt) } : {}),
    ...(fields.includes('evaluation') && values.processed ? { processed: values.processed === 'yes' } : {}),
    ...(fields.includes('evaluation') && values.score ? { score: values.score } : {}),
    ...(fields.includes('level') ? { level: values.level } : {}),
  }
}
