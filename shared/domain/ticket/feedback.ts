import type { TicketFacts } from './facts.ts'

/** Feedback count of a new ticket (`workflow.md`, rule 5). */
export const FIRST_FEEDBACK_COUNT = 1

/**
 * What feedback changes (`workflow.md`, rule 5): one more, and a complaint that gets feedback after its resolve deadline
 * is a 二次投诉 for good. Feedback at the deadline itself is not after it; without a deadline nothing is late.
 */
export function countFeedback(
  ticket: Pick<TicketFacts, 'type' | 'resolveDueAt' | 'feedbackCount' | 'secondComplaint'>,
  feedbackAt: Date,
): Pick<TicketFacts, 'feedbackCount' | 'secondComplaint'> {
  const { type, resolveDueAt, feedbackCount, secondComplaint } = ticket
  const afterDeadline = resolveDueAt !== null && feedbackAt.getTime() > resolveDueAt.getTime()
  return { feedbackCount: feedbackCount + 1, secondComplaint: secondComplaint || (type === 'complaint' && afterDeadline) }
}
