import type zhList from '../zh-CN/list.ts'
import type { SameKeys } from '../sameKeys.ts'

const list: SameKeys<typeof zhList> = {
  group: { handling: 'Work', timeliness: 'Timing', approval: 'Approve', survey: 'Survey', figures: 'Figures', administration: 'Admin' },
  tab: {
    all: 'All tickets', pending: 'To submit', unread: 'Unread', unreplied: 'Unreplied', replied: 'Replied', resolved: 'Resolved', open: 'Open',
    closed: 'Closed', cancelled: 'Cancelled', returned: 'Returned', visit_requests: 'Visit requests', return_requests: 'Return requests', closure_requests: 'Closure requests',
    late_reply: 'Late replies', late_resolve: 'Late resolutions', late_contact: 'Late contacts', late_follow_up: 'Late follow-ups', late_process: 'Late processing', dissatisfied: 'Dissatisfied',
    survey_follow_up: 'Follow-up surveys', survey_resolution: 'Resolution surveys', survey_satisfaction: 'Satisfaction surveys',
  },
  column: {
    alert: 'Alert', no: 'Number', type: 'Type', state: 'State', customer: 'Customer', phone: 'Phone', feedback: 'Feedback', mall: 'Mall', handler: 'Handler', marketingLine: 'Line', score: 'Score',
    createdAt: 'Created', receivedAt: 'Received', submittedAt: 'Submitted', replyDueAt: 'Reply due', resolveDueAt: 'Resolve due', visitAt: 'Visit date', updatedAt: 'Latest event', closedAt: 'Closed',
    feedbackCount: 'Count', createdBy: 'Created by',
  },
  count: '{count} tickets',
  overdueChip: 'Overdue {count}', dueSoonChip: 'Due within 4 h {count}', chipHint: 'Show only these tickets',
  head: { advanced: 'Advanced query', sortBy: 'Sort by {column}', selectAll: 'Select all tickets of this page', select: 'Select ticket {no}', unreadMark: 'Unread', headOffice: 'Head office · {reason}' },
  filter: {
    label: 'Filters', type: 'Type', no: 'Number', phone: 'Phone', mall: 'Mall', creator: 'Created by', any: 'All', me: 'me', phoneTooShort: 'At least 4 digits',
    noMall: 'No such mall', mallsFailed: 'The malls could not be read, open again', show: 'Filters', showCount: 'Filters {count}', hide: 'Hide filters',
  },
  query: {
    label: 'Conditions of the advanced query', matchLabel: 'How the conditions are joined', all: 'All of these conditions', any: 'Any of these conditions', add: 'Add condition', apply: 'OK', clear: 'Clear all', field: 'Field', operator: 'Comparison', value: 'Value', upper: 'to',
    removeChip: 'Remove condition: {condition}', editChip: 'Change condition: {condition}', present: 'filled in', absent: 'empty', yes: 'yes', no: 'no', separator: ', ', range: '{low} to {high}', full: 'At most 30 conditions',
    several: 'Several values, separated by Enter', none: 'Nothing to choose', failed: 'The choices could not be read', time: 'Date and time',
  },
  fault: { incomplete: 'Fill in a value', wrong_order: 'The first must be the smaller', phone_too_short: 'At least 4 digits', invalid: 'This value does not fit' },
  operator: {
    eq: 'is', ne: 'is not', in: 'is one of', contains: 'contains', starts_with: 'starts with', gt: 'more than', gte: 'at least', lt: 'less than', lte: 'at most', between: 'between', is_null: 'filled in?',
  },
  operatorOfTime: { eq: 'is', ne: 'is not', gt: 'after', gte: 'not before', lt: 'before', lte: 'not after', between: 'between', is_null: 'filled in?' },
  fieldGroup: { ticket: 'Ticket', customer: 'Customer', handling: 'Handling', product: 'Product and channel', time: 'Times', result: 'Results' },
  field: {
    no: 'Ticket number', type: 'Type', level: 'Level', state: 'State', version: 'Version', source: 'Source', createdAt: 'Created', createdBy: 'Created by',
    customer: {
      name: 'Customer', phones: 'Phone', type: 'Customer type', contractNo: 'Contract number', orderNo: 'Order number', contractAmount: 'Contract amount', province: 'Province', city: 'City', district: 'District', address: 'Address',
    },
    mall: { code: 'Mall code', name: 'Mall name' },
    headOffice: { reason: 'Head-office reason', departmentCode: 'Head-office department' },
    product: { brand: 'Brand', category: 'Category' },
    salesChannel: { major: 'Channel, major', middle: 'Channel, middle', minor: 'Channel, minor' },
    causeCode: 'Cause', responsibleParty: 'Responsible party', assistants: 'Assisting party',
    assignment: { handler: 'Handler', phone: 'Handler’s phone', marketingLine: 'Marketing line', marketLevel: 'Market level', submittedAt: 'Submitted' },
    feedbackCount: 'Feedback count', secondComplaint: 'Second complaint', escalatedAt: 'Escalated', firstContactDueAt: 'First contact due', replyDueAt: 'Reply due', resolveDueAt: 'Resolve due', visitAt: 'Visit date',
    contactTimely: 'Contact in time', followUpTimely: 'Follow-up in time', replyTimely: 'Reply in time', resolveTimely: 'Resolution in time', processTimely: 'Processing in time',
    satisfaction: { processed: 'Processed', score: 'Score', reason: 'Reason of dissatisfaction', at: 'Evaluated' },
    followUpOf: 'Original ticket', provisionalDeadlines: 'Provisional deadlines', latestFeedback: 'Feedback', receivedAt: 'Received', updatedAt: 'Latest event', closedAt: 'Closed',
  },
  order: {
    newest: 'newest first', latest_receipt: 'latest receipt first', latest_event: 'latest event first', timeAsc: '{column}: early first', timeDesc: '{column}: late first', numberAsc: '{column}: few first', numberDesc: '{column}: many first',
    textAsc: '{column}: low first', textDesc: '{column}: high first',
  },
  foot: {
    range: '{from}–{to} of {total}, {order}', rangeShort: '{from}–{to} of {total}', totalZero: '0 tickets', move: 'move', open: 'open', nextPrevious: 'next / previous', select: 'select', selected: '{count} selected', copyNumbers: 'Copy numbers', clearSelection: 'Clear selection',
    numbersCopied: '{count} numbers copied', refreshFailed: 'Not updated: {what}', showLast: 'Show the last result', pages: 'Pages', loaded: '{tab}, {total} tickets', copyFailed: 'Nothing was copied to the clipboard',
  },
  table: { label: '{tab}, arrow keys move, Enter opens' },
  problem: { what: 'The tickets could not be read', retry: '{what}, trying again in {count} s. What you wrote is kept; calls and forms go on.', plain: '{what}. {todo}', cancelled: 'Reading cancelled', cancelledTodo: 'The conditions are kept; read again when needed.', readAgain: 'Read again' },
  forbidden: { what: 'Your account has not this list', todo: 'The list does not belong to your role; ask an administrator if needed.' },
  empty: {
    all: 'No submitted tickets yet', pending: 'No tickets to submit', unread: 'No unread tickets', unreplied: 'No unreplied tickets', replied: 'No replied tickets waiting for a solution', resolved: 'No resolved tickets waiting to be closed', open: 'No open tickets',
    closed: 'No closed tickets', cancelled: 'No cancelled tickets', returned: 'No returned tickets', late_reply: 'No late replies', late_resolve: 'No late resolutions', late_contact: 'No late contacts',
    late_follow_up: 'No late follow-ups', late_process: 'No late processing', dissatisfied: 'No dissatisfied customers',
  },
  emptyText: {
    all: 'Tickets appear here once they are submitted.', pending: 'Tickets that were saved but not submitted appear here.', unread: 'Tickets with news that you have not opened appear here.', unreplied: 'Tickets that wait for a reply appear here.',
    replied: 'Tickets between reply and solution appear here.', resolved: 'Tickets between solution and closing appear here.', open: 'Unreplied, replied and resolved tickets appear here.', closed: 'Closed tickets appear here.', cancelled: 'Cancelled tickets appear here.',
    returned: 'Tickets whose return was approved appear here.', late_reply: 'Tickets replied to after the deadline, or still without a reply, appear here.', late_resolve: 'Tickets resolved after the deadline, or still unresolved, appear here.', late_contact: 'Tickets whose survey says no appear here.',
    late_follow_up: 'Tickets whose follow-up survey says no appear here.', late_process: 'Tickets whose resolution survey says no appear here.', dissatisfied: 'Tickets with a dissatisfied score appear here.',
  },
  emptyFiltered: { what: 'No ticket fits the conditions', todo: 'Now shown only: {conditions}' },
  search: {
    results: 'Search results', ticket: 'Tickets', customer: 'Customers', openExact: 'Open ticket {no}', searching: 'Searching', more: 'Show {count} in all tickets', moreCapped: 'Show 10,000+ in all tickets', nothing: 'Nothing found for “{text}”',
    nothingTodo: 'Type a ticket number, at least 4 digits of a phone, a customer’s name or a contract number.', tooShort: 'A little more: 4 digits of a number or phone, 2 characters of a name', openTickets: '{count} open', failed: 'Not found out: {what}', retry: 'Try again',
    keysMove: 'move', keysOpen: 'open', keysClose: 'close', noContract: 'no contract',
  },
}
export default list
