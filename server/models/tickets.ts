import type {
  CustomerType, FeedbackChannel, HeadOfficeReason, LogSource, RequestKind, RequestState, SatisfactionScore, TicketSource, VisitType,
} from '#shared/domain/ticket/enumerations.ts'
import type { TicketState } from '#shared/domain/ticket/states.ts'
import type { TicketLevel, TicketType } from '#shared/domain/ticket/types.ts'
import { amount, flag, instant, integer, json, key, nullable, primary, reference, text } from './columns.ts'

export const ticketColumns = {
  id: key(), no: text(), type: text<TicketType>(), level: text<TicketLevel>(), state: text<TicketState>(), live: flag(), version: integer(),
  source: text<TicketSource>(), createdAt: instant(), createdBy: nullable(reference()), createdByName: text(), updatedAt: instant(),
  customerId: reference(), customerName: text(), customerType: text<CustomerType>(), phones: json<string[]>(),
  province: nullable(text()), city: nullable(text()), district: nullable(text()), address: nullable(text()),
  contractNo: nullable(text()), contractAmount: nullable(amount()), orderNo: nullable(text()),
  mallId: nullable(reference()), headOfficeReason: nullable(text<HeadOfficeReason>()), headOfficeDepartmentId: nullable(reference()),
  scopeMallId: nullable(reference()), scopeDepartmentId: nullable(reference()),
  brand: nullable(text()), category: nullable(text()), channelMajor: nullable(text()), channelMiddle: nullable(text()), channelMinor: nullable(text()),
  causeCode: nullable(text()), responsibleParty: nullable(text()),
  assignmentNumber: integer(), handlerUserId: nullable(reference()), handlerName: nullable(text()), handlerPhone: nullable(text()),
  marketingLine: nullable(text()), marketLevel: nullable(text()),
  firstSubmittedAt: nullable(instant()), submittedAt: nullable(instant()), receivedAt: nullable(instant()), closedAt: nullable(instant()),
  feedbackCount: integer(), secondComplaint: flag(), escalatedAt: nullable(instant()),
  firstContactDueAt: nullable(instant()), replyDueAt: nullable(instant()), resolveDueAt: nullable(instant()), visitAt: nullable(instant()),
  replyOpen: flag(), lastRoundNumber: integer(), resolvedAt: nullable(instant()),
  contactTimely: nullable(flag()), followUpTimely: nullable(flag()), replyTimely: nullable(flag()), resolveTimely: nullable(flag()), processTimely: nullable(flag()),
  satisfactionProcessed: nullable(flag()), satisfactionScore: nullable(text<SatisfactionScore>()), satisfactionReason: nullable(text()), satisfactionAt: nullable(instant()),
  followUpOf: nullable(reference()), followUpOfNo: nullable(text()), provisionalDeadlines: flag(), returned: flag(),
  latestFeedback: text(), lastEventAt: instant(), lastEventBy: nullable(reference()), unreadMallId: nullable(reference()), logSequence: integer(), logHash: text(),
}

export const ticketNumberBlockColumns = { month: primary(text()), block: primary(integer()), takenBy: text(), takenAt: instant() }
export const ticketPhoneColumns = { ticketId: primary(reference()), digits: primary(text()), reversed: text() }
/** `createdAt` is the ticket's: who assists reads in that order. */
export const ticketAssistantColumns = { ticketId: primary(reference()), organisationId: primary(reference()), createdAt: instant() }
export const ticketMarkColumns = {
  ticketId: primary(reference()), mark: primary(text()), createdAt: instant(), scopeMallId: nullable(reference()), scopeDepartmentId: nullable(reference()),
}
/** `scope`: in whose sight the reader saw it (`counts/scopes.ts`); empty in rows of an older program. */
export const ticketReadColumns = { reader: primary(text()), ticketId: primary(reference()), readAt: instant(), scope: nullable(text()) }
export const assignmentColumns = {
  id: key(), ticketId: reference(), number: integer(), mallId: nullable(reference()), headOfficeReason: nullable(text<HeadOfficeReason>()),
  departmentId: nullable(reference()), handlerUserId: nullable(reference()), submittedAt: instant(), submittedBy: nullable(reference()),
  endedAt: nullable(instant()), outcome: nullable(text<'returned' | 'closed' | 'cancelled'>()), firstContactDueAt: instant(), resolveDueAt: instant(),
}
export const replyRoundColumns = {
  id: key(), ticketId: reference(), number: integer(), assignmentNumber: integer(), openedBy: text(), openedAt: instant(), dueAt: instant(),
  closedBy: nullable(text()), closedAt: nullable(instant()), timely: nullable(flag()),
}
export const requestColumns = {
  id: key(), ticketId: reference(), assignmentNumber: integer(), kind: text<RequestKind>(), state: text<RequestState>(), pendingKey: nullable(text()),
  mallId: nullable(reference()), departmentId: nullable(reference()), seenByMallId: nullable(reference()), seenByDepartmentId: nullable(reference()),
  requestedBy: nullable(reference()), requestedByName: text(), requestedOrganisationId: nullable(reference()), requestedAt: instant(),
  reasonCode: nullable(text()), content: nullable(text()), visitType: nullable(text<VisitType>()), requestedVisitAt: nullable(instant()), previousVisitAt: nullable(instant()),
  decidedBy: nullable(reference()), decidedByName: nullable(text()), decidedFor: nullable(reference()), decidedAt: nullable(instant()),
  decisionComment: nullable(text()), decidedVisitAt: nullable(instant()),
}
export const recordColumns = {
  id: key(), ticketId: reference(), operation: text(), origin: text(), at: instant(), userId: nullable(reference()), userName: text(),
  organisationId: nullable(reference()), content: nullable(text()), causeCode: nullable(text()), reasonCode: nullable(text()),
  channel: nullable(text<FeedbackChannel>()), calledAt: nullable(instant()), callId: nullable(reference()), roundNumber: nullable(integer()),
  voidedAt: nullable(instant()), detail: nullable(json<Record<string, unknown>>()),
}
export const operationLogColumns = {
  id: key(), ticketId: reference(), sequence: integer(), at: instant(), operation: text(), userId: nullable(reference()), userName: text(),
  onBehalfOf: nullable(reference()), role: text(), organisationId: nullable(reference()), organisationName: nullable(text()),
  stateBefore: nullable(text<TicketState>()), stateAfter: text<TicketState>(), changes: json<Record<string, { before: unknown; after: unknown }>>(),
  source: text<LogSource>(), previousHash: text(), hash: text(),
}
