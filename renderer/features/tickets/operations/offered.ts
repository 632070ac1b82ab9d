import type { Ticket } from '#shared/contract/ticket.ts'
import type { UserFacts } from '#shared/domain/permissions.ts'
import { checkOperation } from '#shared/domain/ticket/check.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import { actingAs } from './actingAs.ts'
import { factsOf } from './ticketFacts.ts'

/**
 * What the page offers: everything the server allows, and 提交 on a ticket without a destination, because its form asks
 * for one.
 * @param now the server's time
 */
export function offeredOperations(ticket: Ticket, user: UserFacts | null, now: Date): readonly TicketOperation[] {
  if (!user || ticket.allowedOperations.includes('submit')) return ticket.allowedOperations
  const withDestination = { ...factsOf(ticket, []), hasDestination: true }
  return checkOperation(withDestination, 'submit', actingAs(ticket, user), { now }).allowed ? ['submit', ...ticket.allowedOperations] : ticket.allowedOperations
}
