import type { TicketSummary } from '#shared/contract/customer.ts'
import type { CallDraft } from './callDraft.ts'

/**
 * Turns the form to feedback on an open ticket. Words that were begun for a new ticket come along; feedback begun before on
 * the same ticket goes on.
 * @param newKey makes a UUID
 */
export function startFeedback(draft: CallDraft, ticket: TicketSummary, newKey: () => string): void {
  const begun = draft.feedback
  if (begun?.ticketNo === ticket.no) draft.feedback = { ...begun, version: ticket.version }
  else {
    draft.feedback = {
      ticketNo: ticket.no, version: ticket.version, content: begun?.content.trim() ? begun.content : draft.fields.words,
      channel: draft.fields.feedbackChannel, causeCode: draft.fields.causeCode, key: newKey(),
    }
  }
  draft.mode = 'feedback'
}

/** The ticket has been finished meanwhile: its feedback becomes a linked new ticket (`workflow.md`, rule 6). */
export function followUpFromFeedback(draft: CallDraft): void {
  const { feedback, fields } = draft
  if (!feedback) return
  fields.followUpOf = feedback.ticketNo
  if (!fields.words.includes(feedback.content.trim())) fields.words = [fields.words.trim(), feedback.content.trim()].filter(Boolean).join('\n')
  fields.causeCode = feedback.causeCode
  draft.isNewProblem = true
  draft.mode = 'ticket'
}
