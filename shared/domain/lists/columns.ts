import type { TicketFieldPath } from './fields.ts'

/** A column of the lists of tickets. */
export interface TicketColumn {
  /** What it shows, as the fields of the contract; none for what is computed while one looks (the row alert). */
  fields: readonly TicketFieldPath[]
  /** Always shown, first, in this order: what a row is told by. */
  fixed?: boolean
}

const defineColumns = <const Columns extends Record<string, TicketColumn>>(columns: Columns): Columns => columns

/**
 * 表格显示列 (`lists.md`, Every list): every column that a list can have, in the order in which they are offered. A field
 * that nobody would read in a row (the version, a full text that is only looked in, what follows from others) has none.
 */
export const TICKET_COLUMNS = defineColumns({
  alert: { fields: [], fixed: true },
  no: { fields: ['no'], fixed: true },
  type: { fields: ['type', 'level'] },
  state: { fields: ['state'] },
  customer: { fields: ['customer.name'] },
  phone: { fields: ['customer.phones'] },
  feedback: { fields: ['latestFeedback'] },
  mall: { fields: ['mall.code', 'mall.name', 'headOffice.reason'] },
  handler: { fields: ['assignment.handler'] },
  marketingLine: { fields: ['assignment.marketingLine'] },
  score: { fields: ['satisfaction.score'] },
  createdAt: { fields: ['createdAt'] },
  receivedAt: { fields: ['receivedAt'] },
  firstSubmittedAt: { fields: ['firstSubmittedAt'] },
  submittedAt: { fields: ['assignment.submittedAt'] },
  firstContactDueAt: { fields: ['firstContactDueAt'] },
  replyDueAt: { fields: ['replyDueAt'] },
  resolveDueAt: { fields: ['resolveDueAt'] },
  visitAt: { fields: ['visitAt'] },
  escalatedAt: { fields: ['escalatedAt'] },
  updatedAt: { fields: ['updatedAt'] },
  closedAt: { fields: ['closedAt'] },
  feedbackCount: { fields: ['feedbackCount'] },
  createdBy: { fields: ['createdBy'] },
  secondComplaint: { fields: ['secondComplaint'] },
  contactTimely: { fields: ['contactTimely'] },
  followUpTimely: { fields: ['followUpTimely'] },
  replyTimely: { fields: ['replyTimely'] },
  resolveTimely: { fields: ['resolveTimely'] },
  processTimely: { fields: ['processTimely'] },
  processed: { fields: ['satisfaction.processed'] },
  dissatisfactionReason: { fields: ['satisfaction.reason'] },
  evaluatedAt: { fields: ['satisfaction.at'] },
  cause: { fields: ['causeCode'] },
  responsibleParty: { fields: ['responsibleParty'] },
  assistants: { fields: ['assistants'] },
  handlerPhone: { fields: ['assignment.phone'] },
  marketLevel: { fields: ['assignment.marketLevel'] },
  headOfficeDepartment: { fields: ['headOffice.departmentCode'] },
  region: { fields: ['customer.province', 'customer.city', 'customer.district'] },
  address: { fields: ['customer.address'] },
  customerType: { fields: ['customer.type'] },
  contractNo: { fields: ['customer.contractNo'] },
  orderNo: { fields: ['customer.orderNo'] },
  contractAmount: { fields: ['customer.contractAmount'] },
  product: { fields: ['product.brand', 'product.category'] },
  salesChannel: { fields: ['salesChannel.major', 'salesChannel.middle', 'salesChannel.minor'] },
  source: { fields: ['source'] },
  followUpOf: { fields: ['followUpOf'] },
  provisionalDeadlines: { fields: ['provisionalDeadlines'] },
})

export type TicketColumnId = keyof typeof TICKET_COLUMNS
export const TICKET_COLUMN_IDS = Object.keys(TICKET_COLUMNS) as TicketColumnId[]
export const isTicketColumn = (id: string): id is TicketColumnId => Object.hasOwn(TICKET_COLUMNS, id)
export const isFixedColumn = (id: TicketColumnId): boolean => (TICKET_COLUMNS[id] as TicketColumn).fixed === true

/** The narrowest and the widest that a person may make a column, in pixels. */
export const COLUMN_WIDTH = { least: 48, most: 800 } as const
