import type { TicketFacts } from './facts.ts'

/** Feedback count of a new ticket (`workflow.md`, rule 5). */
export const FIRST_FEEDBACK_COUNT = 1

/**
 * Whether feedback makes a second complaint (`workflow.md`, rule 5): of a complaint, after the resolve deadline of the
 * assignment in force. Feedback at the deadline itself is not after it; without a deadline nothing is late.
 */
export const isSecondComplaint = ({ type, resolveDueAt }: Pick<TicketFacts, 'type' | 'resolveDueAt'>, feedbackAt: Date): boolean =>
  type === 'complaint' && resolveDueAt !== null && feedbackAt.getTime() > resolveDueAt.getTime()

/**
 * What feedback changes (`workflow.md`, rule 5): one more, and a second complaint is a 二次投诉 for good.
 */
export function countFeedback(
  ticket: Pick<TicketFacts, 'type' | 'resolveDueAt' | 'feedbackCount' | 'secondComplaint'>,
  feedbackAt: Date,
): Pick<TicketFacts, 'feedbackCount' | 'secondComplaint'> {
  return { feedbackCount: ticket.feedbackCount + 1, secondComplaint: ticket.secondComplaint || isSecondComplaint(ticket, feedbackAt) }
}
