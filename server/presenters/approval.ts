import type { Approval, ApprovalPage } from '#shared/contract/approval.ts'
import { actorsOn, canSeeTicket, type TicketScope } from '#shared/domain/permissions.ts'
import { checkOperation } from '#shared/domain/ticket/check.ts'
import type { CurrentUser } from '../caller.ts'
import type { OrganisationRow, RequestRow, TicketRow } from '../models/index.ts'
import type { ApprovalRows } from '../queries/listApprovals.ts'
import type { Services } from '../services.ts'
import { factsOf, scopeOf } from '../tickets/loadTicket.ts'

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null

/** Number, outcome and comment: what who asked keeps of his request when he no longer sees the ticket. */
const outcomeOf = (request: RequestRow, ticketNo: string, names: ApprovalRows['names']): Approval => ({
  id: String(request.id), kind: request.kind, state: request.state, ticketNo, ticket: null, mall: null,
  requestedAt: request.requestedAt.toISOString(), requestedBy: request.requestedByName,
  reasonCode: null, content: null, visitType: null, requestedVisitAt: null, previousVisitAt: null,
  decidedAt: iso(request.decidedAt), decidedBy: request.decidedByName,
  decidedFor: request.decidedFor === null ? null : (names.get(request.decidedFor) ?? ''), comment: request.decisionComment, decidedVisitAt: null,
  mayDecide: false,
})

const mallOf = (row: OrganisationRow | undefined): Approval['mall'] => (row ? { code: row.code, name: row.name } : null)

function presentOne(request: RequestRow, ticket: TicketRow, scope: TicketScope, { user, now, rows, organisations }: Context): Approval {
  const outcome = outcomeOf(request, ticket.no, rows.names)
  if (!canSeeTicket(user, scope)) return outcome
  const facts = factsOf(ticket, rows.pendingOf(ticket.id))
  return {
    ...outcome,
    ticket: {
      type: ticket.type, level: ticket.level, state: ticket.state, customerName: ticket.customerName, latestFeedback: ticket.latestFeedback,
      replyDueAt: iso(ticket.replyDueAt), resolveDueAt: iso(ticket.resolveDueAt), visitAt: iso(ticket.visitAt), createdAt: ticket.createdAt.toISOString(),
    },
    mall: request.mallId === null ? null : mallOf(organisations.get(request.mallId)),
    reasonCode: request.reasonCode, content: request.content, visitType: request.visitType,
    requestedVisitAt: iso(request.requestedVisitAt), previousVisitAt: iso(request.previousVisitAt), decidedVisitAt: iso(request.decidedVisitAt),
    mayDecide: request.state === 'pending' && checkOperation(facts, `approve_${request.kind}`, actorsOn(user, scope), { now }).allowed,
  }
}

interface Context {
  user: CurrentUser
  now: Date
  rows: ApprovalRows
  organisations: ReadonlyMap<number, OrganisationRow>
}

/** A page of requests as the user sees them. */
export async function presentApprovals(services: Services, user: CurrentUser, rows: ApprovalRows): Promise<ApprovalPage> {
  const context: Context = { user, now: services.clock.now(), rows, organisations: await services.directory.snapshot() }
  const items: Approval[] = []
  for (const request of rows.requests) {
    const ticket = rows.tickets.get(request.ticketId)
    // Assisting parties have no list of requests, so that they need not be loaded.
    if (ticket) items.push(presentOne(request, ticket, await scopeOf(services, ticket, []), context))
  }
  const { nextCursor, total, totalIsExact } = rows
  return { items, nextCursor, total, totalIsExact }
}
