import words from '#shared/locales/en-US/listWords.ts'
import type zhList from '../zh-CN/list.ts'
import type { SameKeys } from '../sameKeys.ts'

const list: SameKeys<typeof zhList> = {
  tab: words.tab, column: words.column, operator: words.operator, operatorOfTime: words.operatorOfTime, field: words.field, order: words.order,
  group: { handling: 'Work', timeliness: 'Timing', approval: 'Approve', survey: 'Survey', figures: 'Figures', administration: 'Admin' },
  columnName: { type: 'Type · level', feedbackCount: 'Feedback count' },
  columns: {
    title: 'Columns', reset: 'Reset', find: 'Find a column', none: 'No such column', fixed: 'Always shown', handle: 'Move column: {column}', handleHint: 'Drag, or ↑ ↓ to move and ← → for the width', edge: 'Drag for the width, double-click to reset it',
    movedTo: '{column} is now column {place} of {count}', isStandard: 'The standard columns are back', hint: 'Drag for the order; drag in the table head for the width.', keys: 'Keys: ↑ ↓ the order, ← → the width.', follows: 'Kept with your account, the same on any machine.',
    savedLater: 'The columns are not on the server yet; it is tried again by itself.', notSaved: 'The columns could not be saved on the server; they hold on this machine only.',
  },
  saved: {
    title: 'My queries', saveThis: 'Save as query', saveNow: 'Save the present query', nothingToSave: 'Set conditions or an order first, then they can be saved.', none: 'No saved queries yet', reading: 'Reading', failed: 'Could not be read: {what}',
    group: { own: 'Mine', shared: 'Shared by colleagues', elsewhere: 'Of other lists' }, name: 'Name', share: 'Colleagues may use it', replace: 'Take the present conditions', overwrites: 'You have a query of this name; saving replaces its conditions.', change: 'Change', changeNamed: 'Change query: {name}',
    remove: 'Delete', removeNamed: 'Delete query: {name}', ask: 'Delete the query “{name}”?', removed: 'Query “{name}” deleted', done: 'Query “{name}” saved', sharedMark: 'shared', applied: 'in use', misfit: 'Saved by another version, cannot be used now',
    fault: { empty: 'Fill in a name', taken: 'This name is in use', too_many: 'At most 100 queries; delete some first', too_long: 'The conditions are too long to be saved', unfit: 'The name has characters that cannot be used', gone: 'This query was deleted elsewhere; save once more to make it anew' },
  },
  count: '{count} tickets',
  overdueChip: 'Overdue {count}', dueSoonChip: 'Due within 4 h {count}', chipHint: 'Show only these tickets',
  head: { advanced: 'Advanced query', sortBy: 'Sort by {column}', selectAll: 'Select all tickets of this page', select: 'Select ticket {no}', unreadMark: 'Unread', headOffice: 'HO · {reason}' },
  filter: {
    label: 'Filters', type: 'Type', no: 'Number', phone: 'Phone', mall: 'Mall', creator: 'Created by', any: 'All', me: 'me', phoneTooShort: 'At least 4 digits',
    noMall: 'No such mall', mallsFailed: 'The malls could not be read, open again', show: 'Filters', showCount: 'Filters {count}', hide: 'Hide filters',
  },
  query: {
    ...words.condition,
    label: 'Conditions of the advanced query', matchLabel: 'How the conditions are joined', add: 'Add condition', apply: 'OK', clear: 'Clear all', field: 'Field', operator: 'Comparison', value: 'Value', upper: 'to',
    removeChip: 'Remove condition: {condition}', editChip: 'Change condition: {condition}', full: 'At most 30 conditions',
    several: 'Several values, separated by Enter', none: 'Nothing to choose', failed: 'The choices could not be read', time: 'Date and time',
  },
  fault: { incomplete: 'Fill in a value', wrong_order: 'The first must be the smaller', phone_too_short: 'At least 4 digits', text_too_short: 'At least 2 characters in a row', invalid: 'This value does not fit' },
  fieldGroup: { ticket: 'Ticket', customer: 'Customer', handling: 'Handling', product: 'Product and channel', time: 'Times', result: 'Results' },
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
    late_follow_up: 'No late follow-ups', late_process: 'No late processing', dissatisfied: 'No dissatisfied customers', figures: 'No such tickets',
  },
  emptyText: {
    all: 'Tickets appear here once they are submitted.', pending: 'Tickets that were saved but not submitted appear here.', unread: 'Tickets with news that you have not opened appear here.', unreplied: 'Tickets that wait for a reply appear here.',
    replied: 'Tickets between reply and solution appear here.', resolved: 'Tickets between solution and closing appear here.', open: 'Unreplied, replied and resolved tickets appear here.', closed: 'Closed tickets appear here.', cancelled: 'Cancelled tickets appear here.',
    returned: 'Tickets whose return was approved appear here.', late_reply: 'Tickets replied to after the deadline, or still without a reply, appear here.', late_resolve: 'Tickets resolved after the deadline, or still unresolved, appear here.', late_contact: 'Tickets whose survey says no appear here.',
    late_follow_up: 'Tickets whose follow-up survey says no appear here.', late_process: 'Tickets whose resolution survey says no appear here.', dissatisfied: 'Tickets with a dissatisfied score appear here.', figures: 'The tickets behind the figures of the home page appear here: submitted and not cancelled.',
  },
  emptyFiltered: { what: 'No ticket fits the conditions', todo: 'Now shown only: {conditions}' },
}
export default list
