import words from '#shared/locales/en-US/ticketWords.ts'
import type zhTicket from '../zh-CN/ticket.ts'
import type { SameKeys } from '../sameKeys.ts'

const ticket: SameKeys<typeof zhTicket> = {
  ...words,
  title: 'Ticket', actions: 'What can be done', hasDraft: 'Has an unsent draft', newestFirst: 'Newest first', filterLabel: 'Filter records',
  noOthers: 'No other tickets', noRecords: 'No such records',
  newFollowUp: 'New follow-up ticket', newRecord: '{name}: {operation}', updated: '{time} updated: {what}',
  partFailed: 'This part could not be read', howFailed: 'How the deadlines were computed could not be read. Refresh to see it.', unmaskFailed: 'The number could not be read. Try again.', notRead: 'The ticket could not be read', noPermission: 'Your account may not see this ticket',
  notFound: { what: 'Ticket {no} was not found', todo: 'The number may be wrong. Tickets that were returned or went to another mall are not shown here.', close: 'Close this page' },
  gone: { what: 'Ticket {no} is no longer yours to see', todo: 'It was just returned or went to another organisation. Ask the call center where needed.', written: '{operation}: written by you, not submitted', copyFailed: 'It could not be copied. Select the text and copy it yourself.' },
  recording: { label: 'Play the recording', close: 'Close the recording', play: 'Play', pause: 'Pause', position: 'Position', loading: 'Fetching the recording', retry: 'Try again', unplayable: 'This recording cannot be played', running: 'in progress' },
  presence: { label: 'Who else looks at this ticket', looking: 'is looking', alsoLooking: 'is looking too', writing: 'is writing: {operation}', deciding: 'is deciding', more: '{count} more', place: '{organisation}, since {time}' },
  filter: { all: 'All', feedback: 'Feedback', reply: 'Replies', resolve: 'Solutions', close: 'Closings', assist: 'Assistance', request: 'Returns and requests' },
  download: {
    button: 'Download', menu: 'Download this ticket', pdf: 'PDF (to print and keep)', xlsx: 'XLSX (workbook)', json: 'JSON (for programs)', making: 'Making the {format}', cancel: 'Cancel', saved: 'Saved {name}', again: 'Try again', elsewhere: 'Another place', close: 'Close',
    failed: 'Not downloaded: {what}', notSaved: 'Not saved; no half file is on the disk.',
    reason: { disk_full: 'The disk is full', no_right: 'You may not write to this folder', in_use: 'Another program has the file open', other: 'It could not be written' },
  },
  edit: { customer: 'Change customer data', product: 'Change level and product', parties: 'Change parties', done: 'Saved', stale: 'What you entered is still here; look at the new data, then save again.', phonesHelp: 'Several numbers with spaces between', assistantsHelp: 'Assisting parties are never counted' },
  phone: {
    reply: 'Reply: {remaining}', resolve: 'Resolve: {remaining}', roundBefore: 'Round {number}, before {at}', resolveBefore: 'resolve before {at}', product: 'Product', contract: 'Contract',
    deadlinesAndParties: 'Deadlines, parties and log', customerAndContract: 'Customer, contract and product',
    action: {
      reply: 'Reply', resolve: 'Resolve', close: 'Close', return: 'Return', request_visit: 'Visit', send_back: 'Send back', assist_reply: 'Assist', feedback: 'Feedback', submit: 'Submit', cancel: 'Cancel', reprocess: 'Reprocess',
      evaluate: 'Evaluate', escalate: 'Escalate', approve_return: 'Approve', reject_return: 'Refuse', approve_closure: 'Approve', reject_closure: 'Refuse', approve_visit: 'Approve', reject_visit: 'Refuse',
    },
  },
}
export default ticket
