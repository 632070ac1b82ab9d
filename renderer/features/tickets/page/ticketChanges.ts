import type { FollowUpRecord } from '#shared/contract/history.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { newestFirst } from '#shared/domain/ticket/timeline.ts'

/** How a changed value is written: which words or format it needs. */
export type ValueKind = 'state' | 'level' | 'type' | 'instant' | 'flag' | 'number' | 'text' | 'score' | 'requests' | 'cause'

/** One field that is not what it was. `field` is a path of the ticket; its word is `ticket.field.<field with _ for dots>`. */
export interface FieldChange {
  readonly field: string
  readonly kind: ValueKind
  readonly before: string | null
  readonly after: string | null
}

/** What happened to a ticket between two looks at it. */
export interface TicketChanges {
  readonly fields: readonly FieldChange[]
  /** Records that were not there before, newest first. */
  readonly records: readonly FollowUpRecord[]
}

const joined = (...parts: readonly (string | null)[]): string | null => parts.filter(Boolean).join(' ') || null

/** What a person would want to know of, in the order of the page. */
const WATCHED: readonly { readonly field: string; readonly kind: ValueKind; readonly read: (ticket: Ticket) => unknown }[] = [
  { field: 'state', kind: 'state', read: (ticket) => ticket.state },
  { field: 'type', kind: 'type', read: (ticket) => ticket.type },
  { field: 'level', kind: 'level', read: (ticket) => ticket.level },
  { field: 'pendingRequests', kind: 'requests', read: (ticket) => ticket.pendingRequests.map((request) => request.kind).join(' ') },
  { field: 'replyDueAt', kind: 'instant', read: (ticket) => ticket.replyDueAt },
  { field: 'resolveDueAt', kind: 'instant', read: (ticket) => ticket.resolveDueAt },
  { field: 'resolvedAt', kind: 'instant', read: (ticket) => ticket.resolvedAt },
  { field: 'visitAt', kind: 'instant', read: (ticket) => ticket.visitAt },
  { field: 'feedbackCount', kind: 'number', read: (ticket) => ticket.feedbackCount },
  { field: 'secondComplaint', kind: 'flag', read: (ticket) => ticket.secondComplaint },
  { field: 'mall', kind: 'text', read: (ticket) => ticket.mall && joined(ticket.mall.code, ticket.mall.name) },
  { field: 'headOffice', kind: 'text', read: (ticket) => ticket.headOffice?.departmentCode },
  { field: 'assignment.handler', kind: 'text', read: (ticket) => ticket.assignment?.handler },
  { field: 'customer.name', kind: 'text', read: (ticket) => ticket.customer.name },
  { field: 'customer.phones', kind: 'text', read: (ticket) => ticket.customer.phones.join(' ') },
  { field: 'customer.address', kind: 'text', read: ({ customer }) => joined(customer.province, customer.city, customer.district, customer.address) },
  { field: 'customer.contractNo', kind: 'text', read: (ticket) => ticket.customer.contractNo },
  { field: 'product', kind: 'text', read: ({ product }) => joined(product.brand, product.category) },
  { field: 'salesChannel', kind: 'text', read: ({ salesChannel }) => joined(salesChannel.major, salesChannel.middle, salesChannel.minor) },
  { field: 'causeCode', kind: 'cause', read: (ticket) => ticket.causeCode },
  { field: 'responsibleParty', kind: 'text', read: (ticket) => ticket.responsibleParty },
  { field: 'assistants', kind: 'text', read: (ticket) => ticket.assistants.join(' ') },
  { field: 'satisfaction.score', kind: 'score', read: (ticket) => ticket.satisfaction?.score },
]

const textOf = (value: unknown): string | null => (value === null || value === undefined || value === '' ? null : String(value))

/** Which watched fields differ between two states of one ticket. */
export const changedFields = (before: Ticket, after: Ticket): FieldChange[] =>
  WATCHED.flatMap(({ field, kind, read }) => {
    const change: FieldChange = { field, kind, before: textOf(read(before)), after: textOf(read(after)) }
    return change.before === change.after ? [] : [change]
  })

/** Whether log, records or explanations may have grown. A recomputed deadline leaves version and time of the latest event. */
export const hasNewHistory = (before: Ticket, after: Ticket): boolean =>
  before.version !== after.version || before.updatedAt !== after.updatedAt || before.provisionalDeadlines !== after.provisionalDeadlines || changedFields(before, after).length > 0

/** The records that only the later list has, newest first. */
export function newRecords(before: readonly FollowUpRecord[], after: readonly FollowUpRecord[]): FollowUpRecord[] {
  const known = new Set(before.map((record) => record.id))
  return after.filter((record) => !known.has(record.id)).sort(newestFirst)
}

/** Everything that a person who saw the earlier state has not seen yet. */
export const changesBetween = (
  before: { ticket: Ticket; records: readonly FollowUpRecord[] }, after: { ticket: Ticket; records: readonly FollowUpRecord[] },
): TicketChanges => ({ fields: changedFields(before.ticket, after.ticket), records: newRecords(before.records, after.records) })

export const hasChanges = ({ fields, records }: TicketChanges): boolean => fields.length > 0 || records.length > 0
