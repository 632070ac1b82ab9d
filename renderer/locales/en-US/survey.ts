import words from '#shared/locales/en-US/surveyWords.ts'
import type chinese from '../zh-CN/survey.ts'
import type { SameKeys } from '../sameKeys.ts'

/** The pools of survey tasks and the call page. */
export default {
  pools: 'Survey tasks', pool: { follow_up: 'Follow-up', resolution: 'Resolution', satisfaction: 'Satisfaction' }, segment: '{pool} {count}', call: 'Survey call', due: 'due',
  kind: words.kind,
  ask: { survey_contact: 'Did the mall contact you within 4 hours?', survey_follow_up: 'Did somebody follow up within 2 working days?', survey_resolution: 'Is there a final solution?', survey_satisfaction: 'Is it done, and are you satisfied?' },
  outcome: words.outcome, state: { unreachable: 'Not reached, ended', ended: 'No longer asked' },
  tried: 'not reached {count}×', triesOf: 'not reached {count} of {most} times', finishedHead: 'With a result', more: 'Show earlier ones', stale: 'The latest tasks could not be read', notRead: 'The survey tasks could not be read', callNotRead: 'This customer\'s survey tasks could not be read',
  together: '{count} open for this customer, asked in one call', reason: 'Reason in the customer\'s words, optional', readOnly: 'You may read surveys of this type of ticket, not answer them.', incomplete: 'Choose whether it is done and a score', refused: 'Not recorded: {what}',
  send: 'Record {count}', sending: 'Recording', autoNext: 'The next one opens by itself', nextOpened: 'Recorded, next: {name}', keys: { question: 'question', customer: 'next / previous customer' },
  empty: { what: 'No survey tasks', why: 'Tasks appear here by themselves when they fall due.' }, nothingOpen: { what: 'Nothing is to be asked of this customer', why: 'The results stand on the ticket.' },
  shortcut: { nextTicket: 'Next customer', previousTicket: 'Previous customer', moveDown: 'Next question', moveUp: 'Previous question', answerYes: 'Yes, is done', answerNo: 'No, is not done', answerUnreachable: 'Not reached', scores: 'Satisfaction, best to worst', openTicket: 'Open the ticket' },
  forbidden: { what: 'You have no surveys', todo: 'The call center makes them. Ask an administrator if you need to.' },
} satisfies SameKeys<typeof chinese>
