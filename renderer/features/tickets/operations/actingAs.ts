import type { Ticket } from '#shared/contract/ticket.ts'
import { actorsOn, type TicketScope, type UserFacts } from '#shared/domain/permissions.ts'
import type { Actor } from '#shared/domain/ticket/transitions.ts'

/** Stands for a department whose code this user is not told; it only has to differ from every organisation's code. */
const UNTOLD = '\u0000'

const supervises = (ticket: Ticket, user: UserFacts): boolean =>
  user.organisationKind === 'department' &&
  (!ticket.assistants.includes(user.organisationCode) || ticket.allowedOperations.some((operation) => operation !== 'assist_reply'))

/** Who decides in an approver's place is offered what an approver is; his own roles do not say so. */
const approves = (ticket: Ticket, user: UserFacts): boolean =>
  user.organisationKind === 'hq' && ticket.allowedOperations.some((operation) => operation.startsWith('approve_'))

/** As which actors the user acts on a ticket that the server let him see. */
export function actingAs(ticket: Ticket, user: UserFacts): ReadonlySet<Actor> {
  const scope: TicketScope = {
    type: ticket.type, state: ticket.state, submitted: ticket.state !== 'pending_submission',
    scopeMallCode: ticket.mall?.code ?? null,
    scopeDepartmentCode: ticket.headOffice?.departmentCode ?? (supervises(ticket, user) ? user.organisationCode : UNTOLD),
    assistants: ticket.assistants,
  }
  const actors = actorsOn(user, scope)
  return approves(ticket, user) ? new Set([...actors, 'cs_approver' as const]) : actors
}
