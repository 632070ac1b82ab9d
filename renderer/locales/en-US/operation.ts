import surveyWords from '#shared/locales/en-US/surveyWords.ts'
import type zhOperation from '../zh-CN/operation.ts'
import type { SameKeys } from '../sameKeys.ts'

const operation: SameKeys<typeof zhOperation> = {
  effect: 'What submitting does', becomes: 'becomes', stateStays: 'State stays', close: 'Close; the text is kept', cause: 'Cause', channel: 'Channel', choose: 'Choose', noMatch: 'Nothing fits', listFailed: 'The choices could not be read', stop: '. ',
  done: '{operation}: done, {no}', roundUntil: 'round {number}, before {at}', savedAt: 'Draft kept {time}', saving: 'Keeping draft', sending: 'Submitting', submitLabel: 'Submit: {operation}', submitSeen: 'Seen the changes, submit',
  stale: 'The ticket was just changed; nothing was submitted. Your text is all here:', changed: 'The ticket just changed:', seen: 'Got it', staleUnwatched: 'The ticket has a newer version without a conflict. Submit once more.',
  unanswered: 'The server did not answer. Submit once more; it is never done twice.',
  noLonger: '{operation} is no longer possible.', noLongerWhy: 'The state of the ticket changed. Your text is still here and can be copied.', copyText: 'Copy text', escalateLevel: 'Level as a complaint',
  content: {
    reply: 'Reply', resolve: 'Final solution', close: 'Closing text', return: 'Why it is returned', request_visit: 'Why another date', send_back: 'Why it is sent back', assist_reply: 'Assisting reply', feedback: 'What the customer says', submit: 'Note',
    cancel: 'Why it is cancelled', reprocess: 'Why it is reprocessed', evaluate: 'Note', escalate: 'Note', approve_return: 'Comment', reject_return: 'Why it is refused', approve_closure: 'Comment', reject_closure: 'Why it is refused', approve_visit: 'Comment', reject_visit: 'Why it is refused',
  },
  reason: { return: 'Reason of return', send_back: 'Reason of sending back' },
  warning: {
    close: 'Make sure the matter is settled with the customer. Once closed nothing can be done; a new call becomes a new ticket.', return: 'Return only customers of another mall. Until the decision neither mall nor department can do anything, and mistakes are counted.',
    cancel: 'Cancelling cannot be undone, and nothing can be done afterwards.', approve_return: 'Mall and department will no longer see this ticket; deadlines and results of this assignment are cleared.',
  },
  note: {
    request_visit: 'Dates before creation + 40 days are approved by the system at once; later ones by the call center.', assist_reply: 'An assisting reply leaves state and clocks as they are.',
    resolve: 'Where no agreement is reached, settle a solution with the department first.', evaluate: 'Only a score ends the satisfaction survey.', submit: 'The clocks start: first contact, reply, resolve.',
  },
  consequence: {
    round_timely: 'Round {number} ends, in time', round_late: 'Round {number} ends, late', round_ends: 'Round {number} ends unjudged', round_opens: 'Opens reply round {number}, {days} working days', assignment_opens: 'New assignment and clocks, resolve within {days} working days', assignment_returned: 'The assignment ends, mall and department no longer see it',
    resolve_timely: 'Resolved in time', resolve_late: 'Resolved late', resolution_void: 'The solution on record becomes void; the next is judged anew', synced_reply: 'Also counts as reply', synced_resolve: 'Also counts as resolve',
    request_return: 'The return waits for the call center', request_visit: 'The date waits for the call center', request_closure: 'Closing waits for the call center or the department', visit_automatic: 'Approved by the system', visit_moves: 'Visit date becomes {at}',
    ends_return_approved: 'Return approved', ends_return_rejected: 'Return refused', ends_return_superseded: 'Return request void', ends_visit_approved: 'Visit request approved', ends_visit_rejected: 'Visit request refused, date stays', ends_visit_superseded: 'Visit request void',
    ends_closure_approved: 'Closure approved', ends_closure_rejected: 'Closure refused', ends_closure_superseded: 'Closure request void', feedback_counted: 'Counts as feedback no. {number}', second_complaint: 'Flagged as second complaint',
    type_changes: 'Service becomes complaint, number and records stay', closes: 'Once closed only an evaluation can be recorded', cancels: 'Nothing can be done afterwards', dissatisfied: 'Counts as dissatisfied', withdrawn_breaches: 'Breaches of this assignment are withdrawn',
  },
  guard: {
    destination_set: 'No mall or head office is set', no_pending_return: 'A return waits for its decision', no_pending_closure: 'A closure waits for its decision', no_pending_visit: 'A visit request waits for its decision', not_complaint: 'Not for complaints', complaint: 'Complaints only', service: 'Service tickets only',
    before_visit: 'Less than 48 h before the visit date', processed: 'It has to be processed first', not_processed: 'It is processed already', return_pending: 'No return is pending', closure_pending: 'No closure is pending', visit_pending: 'No visit request is pending',
  },
  hint: {
    insertLabels: 'Insert the points', point: { done: 'written', current: 'being written', open: 'not written' },
    fiveWs: {
      title: 'Points of a reply (5W2H)', what: { label: 'What', about: 'which problem, which part' }, when: { label: 'When', about: 'day, from and to' }, where: { label: 'Where', about: 'which room, which place' }, who: { label: 'Who', about: 'who comes, who answers for it' },
      why: { label: 'Why', about: 'how it came to this' }, how: { label: 'How', about: 'steps and confirmation' }, howMuch: { label: 'How much', about: 'pieces, costs, who pays' },
    },
    solution: {
      title: 'Three kinds of final solution; write all points:',
      agreedDone: { when: 'Customer agrees, done', part1: 'When it was done', part2: 'Final situation', part3: 'How the customer feels' },
      agreedOpen: { when: 'Customer agrees, not done yet', part1: 'Agreed time', part2: 'Agreed solution', part3: 'How the customer feels', part4: 'What follows' },
      notAgreed: { when: 'Customer disagrees, mall has a final solution', part1: 'What the customer wants', part2: 'Solution of the mall', part3: 'Opinion of head office', part4: 'What follows' },
    },
  },
  visit: { requestedAt: 'Wanted visit time', present: 'Now {at}', type: 'type: {type}', decidedAt: 'Approved visit time', decisionHelp: 'May be another time; the approved one counts' },
  evaluation: { processed: 'Processed?', processed_yes: surveyWords.processedYes, processed_no: surveyWords.processedNo, score: 'Satisfaction', noScore: 'None', reason: 'The customer\'s reason' },
  destination: { label: 'Goes to', mall: 'Mall', head_office: 'Head office', reason: 'Why head office', department: 'Department', proposed_contract: 'Proposed by contract', proposed_region: 'Proposed by region' },
}
export default operation
