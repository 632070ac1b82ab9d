import { CUSTOMER_TYPES, HEAD_OFFICE_REASONS, SATISFACTION_SCORES, TICKET_SOURCES } from '../ticket/enumerations.ts'
import { TICKET_STATES } from '../ticket/states.ts'
import { TICKET_LEVELS, TICKET_TYPES } from '../ticket/types.ts'

export type FieldKind = 'text' | 'full_text' | 'enumeration' | 'instant' | 'number' | 'boolean' | 'phone'

export interface TicketField {
  kind: FieldKind
  values?: readonly string[]
  /** Of a text: it never holds anything but ASCII. */
  ascii?: boolean
  sortable?: boolean
  /** Of a boolean that is no path of the ticket and follows from others: yes where any of these holds. */
  anyOf?: readonly PartOfField[]
}

/** A condition on a path of the ticket, of which a derived field is made. */
export interface PartOfField {
  field: 'type' | 'escalatedAt'
  op: 'eq' | 'is_null'
  value: string | boolean
}

const defineFields = <const Fields extends Record<string, TicketField>>(fields: Fields): Fields => fields

/** Every path of a ticket that a query may name: the allow-list of conditions and sorting (`api.md`, `POST /tickets/query`). */
export const TICKET_FIELDS = defineFields({
  no: { kind: 'text', ascii: true, sortable: true },
  type: { kind: 'enumeration', values: TICKET_TYPES },
  level: { kind: 'enumeration', values: TICKET_LEVELS },
  state: { kind: 'enumeration', values: TICKET_STATES },
  version: { kind: 'number' },
  source: { kind: 'enumeration', values: TICKET_SOURCES },
  createdAt: { kind: 'instant', sortable: true },
  createdBy: { kind: 'text' },
  'customer.name': { kind: 'text' },
  'customer.phones': { kind: 'phone' },
  'customer.type': { kind: 'enumeration', values: CUSTOMER_TYPES },
  'customer.contractNo': { kind: 'text' },
  'customer.orderNo': { kind: 'text' },
  'customer.contractAmount': { kind: 'number' },
  'customer.province': { kind: 'text' },
  'customer.city': { kind: 'text' },
  'customer.district': { kind: 'text' },
  'customer.address': { kind: 'text' },
  'mall.code': { kind: 'text' },
  'mall.name': { kind: 'text' },
  'headOffice.reason': { kind: 'enumeration', values: HEAD_OFFICE_REASONS },
  'headOffice.departmentCode': { kind: 'text' },
  'product.brand': { kind: 'text' },
  'product.category': { kind: 'text' },
  'salesChannel.major': { kind: 'text' },
  'salesChannel.middle': { kind: 'text' },
  'salesChannel.minor': { kind: 'text' },
  causeCode: { kind: 'text', ascii: true },
  responsibleParty: { kind: 'text' },
  assistants: { kind: 'text' },
  'assignment.handler': { kind: 'text' },
  'assignment.phone': { kind: 'text' },
  'assignment.marketingLine': { kind: 'text' },
  'assignment.marketLevel': { kind: 'text' },
  'assignment.submittedAt': { kind: 'instant', sortable: true },
  feedbackCount: { kind: 'number', sortable: true },
  secondComplaint: { kind: 'boolean' },
  escalatedAt: { kind: 'instant' },
  /** What 售服升级投诉率 is a share of (`lists.md`, Figures): service tickets, and those that were escalated from service. */
  serviceOrEscalated: { kind: 'boolean', anyOf: [{ field: 'type', op: 'eq', value: 'service' }, { field: 'escalatedAt', op: 'is_null', value: false }] },
  firstSubmittedAt: { kind: 'instant', sortable: true },
  firstContactDueAt: { kind: 'instant' },
  replyDueAt: { kind: 'instant', sortable: true },
  resolveDueAt: { kind: 'instant', sortable: true },
  visitAt: { kind: 'instant', sortable: true },
  contactTimely: { kind: 'boolean' },
  followUpTimely: { kind: 'boolean' },
  replyTimely: { kind: 'boolean' },
  resolveTimely: { kind: 'boolean' },
  processTimely: { kind: 'boolean' },
  'satisfaction.processed': { kind: 'boolean' },
  'satisfaction.score': { kind: 'enumeration', values: SATISFACTION_SCORES },
  'satisfaction.reason': { kind: 'text' },
  'satisfaction.at': { kind: 'instant' },
  followUpOf: { kind: 'text', ascii: true },
  provisionalDeadlines: { kind: 'boolean' },
  latestFeedback: { kind: 'text' },
  /** What was said and written: the follow-up records (`shared/domain/search`). */
  text: { kind: 'full_text' },
  /** The customer's name, the numbers of contract and order. */
  parties: { kind: 'full_text' },
  receivedAt: { kind: 'instant', sortable: true },
  updatedAt: { kind: 'instant', sortable: true },
  closedAt: { kind: 'instant', sortable: true },
})
export type TicketFieldPath = keyof typeof TICKET_FIELDS
export const TICKET_FIELD_PATHS = Object.keys(TICKET_FIELDS) as [TicketFieldPath, ...TicketFieldPath[]]

export const QUERY_OPERATORS = ['eq', 'ne', 'in', 'contains', 'starts_with', 'gt', 'gte', 'lt', 'lte', 'between', 'is_null'] as const
export type QueryOperator = (typeof QUERY_OPERATORS)[number]

/** Which operators make sense for a kind of field; others are refused with 422. */
export const OPERATORS_OF_KIND: Record<FieldKind, readonly QueryOperator[]> = {
  text: ['eq', 'ne', 'in', 'contains', 'starts_with', 'is_null'],
  // Served by the index of texts, which knows what stands in them and nothing else.
  full_text: ['contains'],
  phone: ['eq', 'contains', 'starts_with'],
  enumeration: ['eq', 'ne', 'in', 'is_null'],
  boolean: ['eq', 'ne', 'is_null'],
  number: ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'between', 'is_null'],
  instant: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between', 'is_null'],
}
