import type { SatisfactionScore } from '../ticket/enumerations.ts'
import { isDissatisfied } from '../ticket/satisfaction.ts'
import type { TicketState } from '../ticket/states.ts'
import type { TicketType } from '../ticket/types.ts'

/** The tabs of late and dissatisfied tickets (`lists.md`, Tabs). */
export const TICKET_MARKS = ['late_reply', 'late_resolve', 'late_contact', 'late_follow_up', 'late_process', 'dissatisfied'] as const
export type TicketMark = (typeof TICKET_MARKS)[number]

/** What the marks of a ticket follow from. */
export interface MarkedFacts {
  type: TicketType
  state: TicketState
  replyTimely: boolean | null
  resolveTimely: boolean | null
  contactTimely: boolean | null
  followUpTimely: boolean | null
  processTimely: boolean | null
  satisfactionScore: SatisfactionScore | null
}

/** Which of the late tabs a ticket belongs to (`lists.md`); cancelled tickets to none. */
export function marksOf(ticket: MarkedFacts): TicketMark[] {
  if (ticket.state === 'cancelled') return []
  const holds: Record<TicketMark, boolean> = {
    late_reply: ticket.replyTimely === false, late_resolve: ticket.resolveTimely === false, late_contact: ticket.contactTimely === false,
    late_follow_up: ticket.followUpTimely === false, late_process: ticket.processTimely === false,
    dissatisfied: isDissatisfied(ticket.type, ticket.satisfactionScore),
  }
  return TICKET_MARKS.filter((mark) => holds[mark])
}
