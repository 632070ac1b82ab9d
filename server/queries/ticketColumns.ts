import type { TicketFieldPath } from '#shared/domain/lists/fields.ts'

/** How a path of the ticket is compared in SQL. `t` is the ticket's row; every value is bound, never written in. */
export interface ColumnSource {
  /** A column of `t`. */
  column?: string
  /** For what stands in another table: wraps the comparison of `inner`. */
  exists?: { sql: (comparison: string) => string; inner: string }
}

const inOrganisations = (idColumn: string, inner: string): ColumnSource => ({
  exists: { inner, sql: (comparison) => `t.${idColumn} IS NOT NULL AND t.${idColumn} IN (SELECT o.id FROM organisations o WHERE ${comparison})` },
})

/** The allow-list of columns: one for each field of the contract, so that a field without one does not compile. */
export const COLUMN_OF_FIELD: Record<TicketFieldPath, ColumnSource> = {
  no: { column: 't.no' }, type: { column: 't.type' }, level: { column: 't.level' }, state: { column: 't.state' }, version: { column: 't.version' },
  source: { column: 't.source' }, createdAt: { column: 't.created_at' }, createdBy: { column: 't.created_by_name' },
  'customer.name': { column: 't.customer_name' }, 'customer.type': { column: 't.customer_type' },
  'customer.phones': { exists: { inner: 'p.digits', sql: (comparison) => `EXISTS (SELECT 1 FROM ticket_phones p WHERE p.ticket_id = t.id AND ${comparison})` } },
  'customer.contractNo': { column: 't.contract_no' }, 'customer.orderNo': { column: 't.order_no' }, 'customer.contractAmount': { column: 't.contract_amount' },
  'customer.province': { column: 't.province' }, 'customer.city': { column: 't.city' }, 'customer.district': { column: 't.district' }, 'customer.address': { column: 't.address' },
  'mall.code': inOrganisations('mall_id', 'o.code'), 'mall.name': inOrganisations('mall_id', 'o.name'),
  'headOffice.reason': { column: 't.head_office_reason' }, 'headOffice.departmentCode': inOrganisations('head_office_department_id', 'o.code'),
  'product.brand': { column: 't.brand' }, 'product.category': { column: 't.category' },
  'salesChannel.major': { column: 't.channel_major' }, 'salesChannel.middle': { column: 't.channel_middle' }, 'salesChannel.minor': { column: 't.channel_minor' },
  causeCode: { column: 't.cause_code' }, responsibleParty: { column: 't.responsible_party' },
  assistants: {
    exists: {
      inner: 'o.code',
      sql: (comparison) => `EXISTS (SELECT 1 FROM ticket_assistants a JOIN organisations o ON o.id = a.organisation_id WHERE a.ticket_id = t.id AND ${comparison})`,
    },
  },
  'assignment.handler': { column: 't.handler_name' }, 'assignment.phone': { column: 't.handler_phone' },
  'assignment.marketingLine': { column: 't.marketing_line' }, 'assignment.marketLevel': { column: 't.market_level' }, 'assignment.submittedAt': { column: 't.submitted_at' },
  firstSubmittedAt: { column: 't.first_submitted_at' }, feedbackCount: { column: 't.feedback_count' }, secondComplaint: { column: 't.second_complaint' }, escalatedAt: { column: 't.escalated_at' },
  firstContactDueAt: { column: 't.first_contact_due_at' }, replyDueAt: { column: 't.reply_due_at' }, resolveDueAt: { column: 't.resolve_due_at' }, visitAt: { column: 't.visit_at' },
  contactTimely: { column: 't.contact_timely' }, followUpTimely: { column: 't.follow_up_timely' }, replyTimely: { column: 't.reply_timely' },
  resolveTimely: { column: 't.resolve_timely' }, processTimely: { column: 't.process_timely' },
  'satisfaction.processed': { column: 't.satisfaction_processed' }, 'satisfaction.score': { column: 't.satisfaction_score' },
  'satisfaction.reason': { column: 't.satisfaction_reason' }, 'satisfaction.at': { column: 't.satisfaction_at' },
  followUpOf: { column: 't.follow_up_of_no' }, provisionalDeadlines: { column: 't.provisional_deadlines' }, latestFeedback: { column: 't.latest_feedback' },
  // Full text: `server/search/textConditions.ts`. Derived of others: `conditions.ts`.
  text: {}, parties: {}, serviceOrEscalated: {},
  receivedAt: { column: 't.received_at' }, updatedAt: { column: 't.updated_at' }, closedAt: { column: 't.closed_at' },
}
