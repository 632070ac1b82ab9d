import type { TicketFieldPath } from '#shared/domain/lists/fields.ts'

/** The fields of the advanced query in groups, in the order of speech; the words are `list.fieldGroup.<id>`. */
export const FIELD_GROUPS = {
  ticket: ['no', 'type', 'level', 'state', 'source', 'causeCode', 'latestFeedback', 'feedbackCount', 'secondComplaint', 'followUpOf', 'createdBy', 'version'],
  customer: [
    'customer.name', 'customer.phones', 'customer.type', 'customer.province', 'customer.city', 'customer.district', 'customer.address',
    'customer.contractNo', 'customer.orderNo', 'customer.contractAmount',
  ],
  handling: [
    'mall.code', 'mall.name', 'headOffice.reason', 'headOffice.departmentCode', 'assignment.handler', 'assignment.phone', 'assignment.marketingLine',
    'assignment.marketLevel', 'responsibleParty', 'assistants',
  ],
  product: ['product.brand', 'product.category', 'salesChannel.major', 'salesChannel.middle', 'salesChannel.minor'],
  time: [
    'createdAt', 'receivedAt', 'assignment.submittedAt', 'firstContactDueAt', 'replyDueAt', 'resolveDueAt', 'visitAt', 'escalatedAt', 'updatedAt', 'closedAt',
    'provisionalDeadlines',
  ],
  result: [
    'contactTimely', 'followUpTimely', 'replyTimely', 'resolveTimely', 'processTimely',
    'satisfaction.processed', 'satisfaction.score', 'satisfaction.reason', 'satisfaction.at',
  ],
} as const satisfies Record<string, readonly TicketFieldPath[]>

export type FieldGroupId = keyof typeof FIELD_GROUPS
export const FIELD_GROUP_IDS = Object.keys(FIELD_GROUPS) as FieldGroupId[]

/** Where the words of an enumeration's values stand: `enums.<name>.<value>`. */
export const ENUMERATION_WORDS: Readonly<Partial<Record<TicketFieldPath, string>>> = {
  type: 'type', state: 'state', source: 'source', 'customer.type': 'customerType', 'headOffice.reason': 'headOfficeReason', 'satisfaction.score': 'score',
}

/** Fields whose values stand in a list kept by administrators. */
export type ChoiceSource = 'mall' | 'department' | 'line' | 'cause' | 'brand' | 'category'
export const CHOICE_SOURCES: Readonly<Partial<Record<TicketFieldPath, ChoiceSource>>> = {
  'mall.code': 'mall', 'headOffice.departmentCode': 'department', assistants: 'line', causeCode: 'cause', 'product.brand': 'brand', 'product.category': 'category',
}
