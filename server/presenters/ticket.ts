import type { Transaction } from 'sequelize'
import type { Ticket } from '#shared/contract/ticket.ts'
import { maskPhone } from '#shared/domain/customer/phone.ts'
import { actorsOn, canPatch, handlesTicket, type TicketScope } from '#shared/domain/permissions.ts'
import { alertOf } from '#shared/domain/sla/alert.ts'
import { allowedOperations } from '#shared/domain/ticket/check.ts'
import type { CurrentUser } from '../caller.ts'
import type { OrganisationRow, TicketRow } from '../models/index.ts'
import { loadDetails, type TicketDetails } from '../queries/ticketDetails.ts'
import type { Services } from '../services.ts'
import { factsOf, organisationsIn, scopeAmong } from '../tickets/loadTicket.ts'

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null

interface Context {
  user: CurrentUser
  now: Date
  organisations: ReadonlyMap<number, OrganisationRow>
  details: TicketDetails
  /** Lists mask every number. */
  list: boolean
}

function destinationOf(row: TicketRow, organisations: Context['organisations']): Pick<Ticket, 'mall' | 'headOffice'> {
  const mall = row.mallId === null ? null : organisations.get(row.mallId)
  const department = row.headOfficeDepartmentId === null ? null : organisations.get(row.headOfficeDepartmentId)
  return {
    mall: mall ? { code: mall.code, name: mall.name } : null,
    headOffice: row.headOfficeReason && department ? { reason: row.headOfficeReason, departmentCode: department.code } : null,
  }
}

function editableBy(user: CurrentUser, scope: TicketScope, locked: boolean): Ticket['editable'] {
  if (canPatch(user, scope, 'customer', locked) === 'yes') return 'all'
  return canPatch(user, scope, 'assistants', locked) === 'yes' ? 'assistants' : 'none'
}

/** A ticket unseen by its reader since its last event; nothing is unread for who sees everything without working on it. */
const unreadFor = (row: TicketRow, readAt: Date | null): boolean => readAt === null || readAt.getTime() < row.lastEventAt.getTime()

function customerOf(row: TicketRow, masked: boolean): Ticket['customer'] {
  return {
    id: String(row.customerId), name: row.customerName, phones: masked ? row.phones.map(maskPhone) : row.phones, phonesMasked: masked, type: row.customerType,
    province: row.province, city: row.city, district: row.district, address: row.address,
    contractNo: row.contractNo, contractAmount: row.contractAmount, orderNo: row.orderNo,
  }
}

function presentOne(row: TicketRow, scope: TicketScope, { user, now, organisations, details, list }: Context): Ticket {
  const requests = details.pendingRequests(row.id)
  const facts = factsOf(row, requests)
  const satisfied = row.satisfactionAt !== null && row.satisfactionProcessed !== null
  return {
    no: row.no, type: row.type, level: row.level, state: row.state, version: row.version, source: row.source, createdAt: row.createdAt.toISOString(),
    createdBy: { id: row.createdBy === null ? null : String(row.createdBy), name: row.createdByName },
    customer: customerOf(row, list || !handlesTicket(user, scope)), ...destinationOf(row, organisations),
    product: { brand: row.brand, category: row.category },
    salesChannel: { major: row.channelMajor, middle: row.channelMiddle, minor: row.channelMinor },
    causeCode: row.causeCode, responsibleParty: row.responsibleParty, assistants: [...scope.assistants],
    assignment: row.submittedAt === null ? null : {
      handler: row.handlerName, phone: row.handlerPhone, marketingLine: row.marketingLine, marketLevel: row.marketLevel, submittedAt: row.submittedAt.toISOString(),
    },
    firstSubmittedAt: iso(row.firstSubmittedAt), feedbackCount: row.feedbackCount, secondComplaint: row.secondComplaint, escalatedAt: iso(row.escalatedAt),
    firstContactDueAt: iso(row.firstContactDueAt), replyDueAt: iso(row.replyDueAt), replyOpen: row.replyOpen, replyRound: row.lastRoundNumber,
    resolveDueAt: iso(row.resolveDueAt), resolvedAt: iso(row.resolvedAt), visitAt: iso(row.visitAt),
    contactTimely: row.contactTimely, followUpTimely: row.followUpTimely, replyTimely: row.replyTimely, resolveTimely: row.resolveTimely, processTimely: row.processTimely,
    satisfaction: satisfied ? {
      processed: row.satisfactionProcessed === true, score: row.satisfactionScore, reason: row.satisfactionReason, at: row.satisfactionAt!.toISOString(),
    } : null,
    pendingRequests: requests.map((request) => ({
      id: String(request.id), kind: request.kind, state: request.state, requestedAt: request.requestedAt.toISOString(),
      requestedVisitAt: iso(request.requestedVisitAt), requestedBy: request.requestedByName,
    })),
    followUpOf: details.followUpOf(row.id), followUps: details.followUps(row.id), unread: unreadFor(row, details.readAt(row.id)),
    alert: alertOf({ state: row.state, openReplyDueAt: row.replyOpen ? row.replyDueAt : null }, now),
    provisionalDeadlines: row.provisionalDeadlines, latestFeedback: row.latestFeedback, receivedAt: iso(row.receivedAt), updatedAt: row.updatedAt.toISOString(),
    closedAt: iso(row.closedAt), returned: row.returned, allowedOperations: allowedOperations(facts, actorsOn(user, scope), now), editable: editableBy(user, scope, facts.pending.return !== null),
  }
}

/**
 * Tickets as the user sees them; the details of all are loaded together.
 * @param assistantIds of the one ticket, where they are known already
 */
export async function presentTickets(
  services: Services, user: CurrentUser, rows: readonly TicketRow[], { transaction = null, list = false, assistantIds }: { transaction?: Transaction | null; list?: boolean; assistantIds?: number[] } = {},
): Promise<Ticket[]> {
  return presentWith(services, user, rows, await loadDetails(services, user, rows, transaction, assistantIds), list)
}

/** A ticket as the transaction that makes it leaves it: nothing stands beside it yet but its assistants, and its maker has seen it. */
export async function presentNewTicket(services: Services, user: CurrentUser, row: TicketRow, assistantIds: number[]): Promise<Ticket> {
  const details: TicketDetails = {
    pendingRequests: () => [], assistantIds: () => assistantIds, readAt: () => row.lastEventAt, followUpOf: () => row.followUpOfNo, followUps: () => [],
  }
  const [ticket] = await presentWith(services, user, [row], details, false)
  return ticket!
}

async function presentWith(services: Services, user: CurrentUser, rows: readonly TicketRow[], details: TicketDetails, list: boolean): Promise<Ticket[]> {
  const organisations = await services.directory.snapshot(rows.flatMap((row) => organisationsIn(row, details.assistantIds(row.id))))
  const context: Context = { user, now: services.clock.now(), organisations, details, list }
  return rows.map((row) => presentOne(row, scopeAmong(organisations, row, details.assistantIds(row.id)), context))
}
