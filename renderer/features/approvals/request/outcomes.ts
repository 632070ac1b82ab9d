import type { FollowUpRecord } from '#shared/contract/history.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { UserFacts } from '#shared/domain/permissions.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import type { Actor } from '#shared/domain/ticket/transitions.ts'
import { actingAs } from '../../tickets/operations/actingAs.ts'
import { previewOperation, type Consequence, type OperationPreview } from '../../tickets/operations/preview.ts'
import { factsOf } from '../../tickets/operations/ticketFacts.ts'

export type DecisionWord = 'approve' | 'reject'

/** The operation of the table that a decision is. */
export const operationOf = (decision: DecisionWord, kind: RequestKind): TicketOperation => `${decision}_${kind}`

/** As whom the decision is made: who decides in an approver's place decides as one. */
export const decidingActors = (ticket: Ticket, user: UserFacts): ReadonlySet<Actor> =>
  user.organisationKind === 'hq' ? new Set<Actor>([...actingAs(ticket, user), 'cs_approver']) : actingAs(ticket, user)

/** What is known by the decision itself need not be said beside its button. */
const isTheDecision = (one: Consequence, kind: RequestKind, decision: DecisionWord): boolean =>
  decision === 'approve' ? one.id === `ends_${kind}_approved` : kind === 'closure' && one.id === 'ends_closure_rejected'

/**
 * What one of the two outcomes will do to the ticket, by the rules that the server decides with.
 * @param visitAt the visit date that is granted
 * @returns null where the rules no longer know the request as pending
 */
export function outcomeOf(
  decision: DecisionWord, kind: RequestKind, ticket: Ticket, records: readonly FollowUpRecord[], user: UserFacts, context: { now: Date; timeZone: string; visitAt: Date | null },
): OperationPreview | null {
  const input = decision === 'approve' && context.visitAt ? { visitAt: context.visitAt } : {}
  const found = previewOperation(factsOf(ticket, records), operationOf(decision, kind), input, { actors: decidingActors(ticket, user), now: context.now, timeZone: context.timeZone })
  return found && { ...found, consequences: found.consequences.filter((one) => !isTheDecision(one, kind, decision)) }
}
