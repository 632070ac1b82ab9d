import type { Ticket } from '#shared/contract/ticket.ts'
import type { TicketColumnId } from '#shared/domain/lists/columns.ts'
import { spacePhone } from '../../../components/phoneText.ts'
import type { ChoiceSource } from './fieldGroups.ts'
import { mallWords } from './ticketWords.ts'

/** What the words of cells need. */
export interface CellWords {
  readonly t: (key: string, values?: Record<string, unknown>) => string
  /** The words of a value from a list that administrators keep; the value itself while they are not known. */
  readonly labelOf: (source: ChoiceSource, value: string) => string
}

/** Lists that the words of a column come from. */
export const SOURCES_OF_COLUMNS: Readonly<Partial<Record<TicketColumnId, ChoiceSource>>> = {
  cause: 'cause', responsibleParty: 'party', assistants: 'line', headOfficeDepartment: 'department',
}

const AMOUNT = { minimumFractionDigits: 0, maximumFractionDigits: 2 } as const
const joined = (separator: string, ...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(separator)

/** The text of a cell; nothing where the ticket holds nothing. */
export function cellText(ticket: Ticket, id: TicketColumnId, { t, labelOf }: CellWords): string {
  const truth = (value: boolean | null): string => (value === null ? '' : t(value ? 'list.query.yes' : 'list.query.no'))
  const { customer, assignment, satisfaction, product, salesChannel } = ticket
  switch (id) {
    case 'customer': return customer.name
    case 'phone': return customer.phones[0] === undefined ? '' : spacePhone(customer.phones[0])
    case 'feedback': return ticket.latestFeedback
    case 'mall': return mallWords(ticket, t)
    case 'handler': return assignment?.handler ?? ''
    case 'handlerPhone': return assignment?.phone ?? ''
    case 'marketingLine': return assignment?.marketingLine ?? ''
    case 'marketLevel': return assignment?.marketLevel ?? ''
    case 'score': return satisfaction?.score ? t(`enums.score.${satisfaction.score}`) : ''
    case 'processed': return truth(satisfaction?.processed ?? null)
    case 'dissatisfactionReason': return satisfaction?.reason ?? ''
    case 'createdBy': return ticket.createdBy.name
    case 'secondComplaint': return ticket.secondComplaint ? t('list.query.yes') : ''
    case 'provisionalDeadlines': return ticket.provisionalDeadlines ? t('list.query.yes') : ''
    case 'contactTimely': return truth(ticket.contactTimely)
    case 'followUpTimely': return truth(ticket.followUpTimely)
    case 'replyTimely': return truth(ticket.replyTimely)
    case 'resolveTimely': return truth(ticket.resolveTimely)
    case 'processTimely': return truth(ticket.processTimely)
    case 'cause': return ticket.causeCode === null ? '' : labelOf('cause', ticket.causeCode)
    case 'responsibleParty': return ticket.responsibleParty === null ? '' : labelOf('party', ticket.responsibleParty)
    case 'assistants': return ticket.assistants.map((code) => labelOf('line', code)).join(t('list.query.separator'))
    case 'headOfficeDepartment': return ticket.headOffice ? labelOf('department', ticket.headOffice.departmentCode) : ''
    case 'region': return joined(' ', customer.province, customer.city, customer.district)
    case 'address': return customer.address ?? ''
    case 'customerType': return t(`enums.customerType.${customer.type}`)
    case 'contractNo': return customer.contractNo ?? ''
    case 'orderNo': return customer.orderNo ?? ''
    case 'contractAmount': return customer.contractAmount === null ? '' : customer.contractAmount.toLocaleString('en-US', AMOUNT)
    case 'product': return joined(' · ', product.brand, product.category)
    case 'salesChannel': return joined(' · ', salesChannel.major, salesChannel.middle, salesChannel.minor)
    case 'source': return t(`enums.source.${ticket.source}`)
    case 'followUpOf': return ticket.followUpOf ?? ''
    case 'feedbackCount': return String(ticket.feedbackCount)
    default: return ''
  }
}

/** The time of a cell; null where the ticket has none. */
export function cellInstant(ticket: Ticket, id: TicketColumnId): string | null {
  switch (id) {
    case 'createdAt': return ticket.createdAt
    case 'receivedAt': return ticket.receivedAt
    case 'firstSubmittedAt': return ticket.firstSubmittedAt
    case 'submittedAt': return ticket.assignment?.submittedAt ?? null
    case 'firstContactDueAt': return ticket.firstContactDueAt
    case 'replyDueAt': return ticket.replyDueAt
    case 'resolveDueAt': return ticket.resolveDueAt
    case 'visitAt': return ticket.visitAt
    case 'escalatedAt': return ticket.escalatedAt
    case 'updatedAt': return ticket.updatedAt
    case 'closedAt': return ticket.closedAt
    case 'evaluatedAt': return ticket.satisfaction?.at ?? null
    default: return null
  }
}
