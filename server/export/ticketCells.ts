import type { Ticket } from '#shared/contract/ticket.ts'
import type { TicketColumnId } from '#shared/domain/lists/columns.ts'
import { fill } from '../download/content/words.ts'
import type { ViewNames } from '../download/ticketView.ts'
import type { Cell } from './cells.ts'
import { levelWord, type ExportWords } from './exportWords.ts'

/** What the cells of a ticket are written with. */
export interface CellContext {
  words: ExportWords
  names: ViewNames
}

type CellWriter = (ticket: Ticket, context: CellContext) => Cell

const at = (instant: string | null | undefined): Cell => (instant ? { at: instant } : null)
const joined = (separator: string, ...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(separator)
const truth = (value: boolean | null | undefined, { words: { list } }: CellContext): Cell => (value === null || value === undefined ? null : value ? list.condition.yes : list.condition.no)
/** Of a flag only what is set says something. */
const flag = (value: boolean, { words: { list } }: CellContext): Cell => (value ? list.condition.yes : null)

function mallCell({ mall, headOffice }: Ticket, { words }: CellContext): Cell {
  if (mall) return `${mall.code} ${mall.name}`
  return headOffice ? fill(words.list.headOffice, { reason: words.enums.headOfficeReason[headOffice.reason] }) : null
}

/** What each column of the lists holds of a ticket as a reader sees it; numbers of phones come masked with it. */
const CELLS: Readonly<Record<TicketColumnId, CellWriter>> = {
  alert: ({ alert }, { words }) => (alert === 'none' ? null : words.enums.alert[alert]),
  no: ({ no }) => no,
  type: ({ type, level }, { words }) => joined(' ', words.enums.typeShort[type], levelWord(words, type, level)),
  state: ({ state }, { words }) => words.enums.state[state],
  customer: ({ customer }) => customer.name,
  phone: ({ customer }, { words }) => customer.phones.join(words.list.condition.separator),
  feedback: ({ latestFeedback }) => latestFeedback,
  mall: mallCell,
  handler: ({ assignment }) => assignment?.handler ?? null,
  marketingLine: ({ assignment }) => assignment?.marketingLine ?? null,
  score: ({ satisfaction }, { words }) => (satisfaction?.score ? words.enums.score[satisfaction.score] : null),
  createdAt: ({ createdAt }) => at(createdAt),
  receivedAt: ({ receivedAt }) => at(receivedAt),
  firstSubmittedAt: ({ firstSubmittedAt }) => at(firstSubmittedAt),
  submittedAt: ({ assignment }) => at(assignment?.submittedAt),
  firstContactDueAt: ({ firstContactDueAt }) => at(firstContactDueAt),
  replyDueAt: ({ replyDueAt }) => at(replyDueAt),
  resolveDueAt: ({ resolveDueAt }) => at(resolveDueAt),
  visitAt: ({ visitAt }) => at(visitAt),
  escalatedAt: ({ escalatedAt }) => at(escalatedAt),
  updatedAt: ({ updatedAt }) => at(updatedAt),
  closedAt: ({ closedAt }) => at(closedAt),
  feedbackCount: ({ feedbackCount }) => feedbackCount,
  createdBy: ({ createdBy }) => createdBy.name,
  secondComplaint: ({ secondComplaint }, context) => flag(secondComplaint, context),
  contactTimely: ({ contactTimely }, context) => truth(contactTimely, context),
  followUpTimely: ({ followUpTimely }, context) => truth(followUpTimely, context),
  replyTimely: ({ replyTimely }, context) => truth(replyTimely, context),
  resolveTimely: ({ resolveTimely }, context) => truth(resolveTimely, context),
  processTimely: ({ processTimely }, context) => truth(processTimely, context),
  processed: ({ satisfaction }, context) => truth(satisfaction?.processed, context),
  dissatisfactionReason: ({ satisfaction }) => satisfaction?.reason ?? null,
  evaluatedAt: ({ satisfaction }) => at(satisfaction?.at),
  cause: ({ causeCode }, { names }) => (causeCode === null ? null : names.cause(causeCode)),
  responsibleParty: ({ responsibleParty }, { names }) => (responsibleParty === null ? null : names.organisation(responsibleParty)),
  assistants: ({ assistants }, { names, words }) => assistants.map(names.organisation).join(words.list.condition.separator),
  handlerPhone: ({ assignment }) => assignment?.phone ?? null,
  marketLevel: ({ assignment }) => assignment?.marketLevel ?? null,
  headOfficeDepartment: ({ headOffice }, { names }) => (headOffice ? names.organisation(headOffice.departmentCode) : null),
  region: ({ customer }) => joined(' ', customer.province, customer.city, customer.district),
  address: ({ customer }) => customer.address,
  customerType: ({ customer }, { words }) => words.enums.customerType[customer.type],
  contractNo: ({ customer }) => customer.contractNo,
  orderNo: ({ customer }) => customer.orderNo,
  contractAmount: ({ customer }) => (customer.contractAmount === null ? null : { amount: customer.contractAmount }),
  product: ({ product }) => joined(' · ', product.brand, product.category),
  salesChannel: ({ salesChannel }) => joined(' · ', salesChannel.major, salesChannel.middle, salesChannel.minor),
  source: ({ source }, { words }) => words.enums.source[source],
  followUpOf: ({ followUpOf }) => followUpOf,
  provisionalDeadlines: ({ provisionalDeadlines }, context) => flag(provisionalDeadlines, context),
}

/** In characters of half a square; what is not named is a short word. */
const WIDTHS: Partial<Record<TicketColumnId, number>> = {
  no: 13, type: 13, phone: 18, feedback: 60, mall: 30, address: 36, region: 24, createdAt: 17, receivedAt: 17, firstSubmittedAt: 17, submittedAt: 17, firstContactDueAt: 17, replyDueAt: 17,
  resolveDueAt: 17, visitAt: 17, escalatedAt: 17, updatedAt: 17, closedAt: 17, evaluatedAt: 17, dissatisfactionReason: 36, responsibleParty: 24, assistants: 24, contractNo: 18, orderNo: 18, product: 18,
  salesChannel: 22, followUpOf: 13, contractAmount: 14,
}
const USUAL_WIDTH = 12

export const widthOf = (id: TicketColumnId): number => WIDTHS[id] ?? USUAL_WIDTH

/** The cells of a ticket in the order of the columns. */
export const ticketCells = (ticket: Ticket, columns: readonly TicketColumnId[], context: CellContext): Cell[] => columns.map((id) => CELLS[id](ticket, context))
