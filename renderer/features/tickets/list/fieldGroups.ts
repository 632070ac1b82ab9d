import type { TicketFieldPath } from '#shared/domain/lists/fields.ts'
import type { OrganisationKind } from '#shared/domain/organisation/roles.ts'

/** The fields of the advanced query in groups, in the order of speech; the words are `list.fieldGroup.<id>`. */
export const FIELD_GROUPS = {
  ticket: ['no', 'type', 'level', 'state', 'source', 'causeCode', 'latestFeedback', 'text', 'feedbackCount', 'secondComplaint', 'serviceOrEscalated', 'followUpOf', 'createdBy', 'version'],
  customer: [
    'customer.name', 'parties', 'customer.phones', 'customer.type', 'customer.province', 'customer.city', 'customer.district', 'customer.address',
    'customer.contractNo', 'customer.orderNo', 'customer.contractAmount',
  ],
  handling: [
    'mall.code', 'mall.name', 'headOffice.reason', 'headOffice.departmentCode', 'assignment.handler', 'assignment.phone', 'assignment.marketingLine',
    'assignment.marketLevel', 'responsibleParty', 'assistants',
  ],
  product: ['product.brand', 'product.category', 'salesChannel.major', 'salesChannel.middle', 'salesChannel.minor'],
  time: [
    'createdAt', 'receivedAt', 'firstSubmittedAt', 'assignment.submittedAt', 'firstContactDueAt', 'replyDueAt', 'resolveDueAt', 'visitAt', 'escalatedAt', 'updatedAt', 'closedAt',
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

/** Lists that values are chosen from. `party`: whoever may be responsible; `marketingLine`: those of the malls. */
export type ChoiceSource = 'mall' | 'department' | 'line' | 'party' | 'marketingLine' | 'cause' | 'brand' | 'category'

/** Fields whose values stand in a list kept by administrators. */
export const CHOICE_SOURCES: Readonly<Partial<Record<TicketFieldPath, ChoiceSource>>> = {
  'mall.code': 'mall', 'headOffice.departmentCode': 'department', assistants: 'line', responsibleParty: 'party', 'assignment.marketingLine': 'marketingLine',
  causeCode: 'cause', 'product.brand': 'brand', 'product.category': 'category',
}

/** Which organisations a list is made of: who may not list these types the values. */
export const ORGANISATIONS_OF_SOURCES: Readonly<Partial<Record<ChoiceSource, OrganisationKind>>> = { mall: 'mall', marketingLine: 'mall', department: 'department', line: 'line', party: 'line' }
