import { alertOf } from '#shared/domain/sla/alert.ts'
import type { Alert } from '#shared/domain/sla/alert.ts'
import type { Ticket } from '#shared/contract/ticket.ts'

/** What the colour of a row depends on. */
export type AlertedTicket = Pick<Ticket, 'state' | 'replyOpen' | 'replyDueAt' | 'alert'>

/**
 * The colour of a row by the clock on the screen: between two readings of the list a deadline comes near or passes.
 * @param now milliseconds, the server's time
 */
export function rowAlert(ticket: AlertedTicket, now: number): Alert {
  const due = ticket.replyOpen && ticket.replyDueAt ? new Date(ticket.replyDueAt) : null
  return alertOf({ state: ticket.state, openReplyDueAt: due }, new Date(now))
}
