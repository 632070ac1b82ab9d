import type chinese from '../zh-CN/approval.ts'
import type { SameKeys } from '../sameKeys.ts'

/** The approval queues, the lists of requests, and delegation. */
export default {
  kind: { return: 'Returns', visit: 'Visits', closure: 'Closures' },
  title: { return: 'Return', visit: 'Visit date', closure: 'Closure' },
  kinds: 'Kinds of requests', segment: '{kind} {count}', list: '{tab}, arrows move, Enter opens the ticket', select: 'Select {no}',
  pendingHead: 'Pending {count}', decidedHead: 'With an outcome', more: 'Show earlier ones', moreLeft: '{count} more', waited: 'waits {span}', headOffice: 'Head office',
  movesTo: '{type} to {at}', asked: 'requested {at}', waitedLong: 'waits {span}', automatic: 'System', back: 'Back to the list',
  openTicket: 'Open ticket', ticketGone: 'This ticket is no longer yours to see; number, outcome and comment of the request stay here.', ticketGoneShort: 'Ticket no longer visible',
  ask: {
    reason: { return: 'Reason', visit: 'Request', closure: 'Closing text' }, by: 'In the words of {who}', none: 'Nothing was written', previous: 'Planned', wanted: 'Wanted', type: 'Type', fromCreation: '{days} days after creation', resolved: 'Resolved',
  },
  check: {
    title: 'Cross-check', now: 'On the ticket', byContract: 'By contract', byRegion: 'By region', mall: 'Mall', marketingLine: 'Line', region: 'Region', nothing: 'Nothing found', failed: 'The mall of contract and region could not be looked up', headOffice: 'Head office · {reason}',
  },
  records: { title: 'Latest records', all: 'All {count}', fewer: 'Fewer' },
  facts: { deadlines: 'Deadlines', customer: 'Customer', name: 'Name', contract: 'Contract', product: 'Product', region: 'Region', handling: 'Handling', mall: 'Mall', handler: 'Handler', party: 'Party', earlier: 'Earlier requests', noEarlier: 'No earlier requests.' },
  deadline: { firstContact: 'First contact', reply: 'Reply', resolve: 'Resolve', visit: 'Visit' },
  result: { replied: 'in time', late: 'late', resolved: 'in time', resolved_late: 'late', contacted: 'contacted', not_contacted: 'not contacted in time', to_survey: 'passed', survey_from: 'survey due', surveyed: 'surveyed', ended: 'no longer runs' },
  decide: {
    label: 'Decide', colon: ': ', approve: 'Approve', reject: 'Refuse', outcome: '{before} → {after}', stays: '{state}, state stays', nothingElse: 'nothing else changes', comment: 'Comment, required for refusing', reasonNow: 'Say why it is refused, then press {keys}', visitAt: 'Granted visit date, may be changed',
    sending: 'Sending', next: 'next / previous', select: 'select', search: 'search', autoNext: 'The next one opens by itself', actingFor: 'You decide for {name}; the record says so', notYet: 'Working out both outcomes', outdated: 'The ticket has just changed and is read again',
    required: 'A refusal needs a reason', tooLong: 'At most {max} characters, now {count}', unanswered: 'The server did not answer. Press again; nothing is done twice.', refused: 'Not done: {what}', leave: 'leave the comment',
  },
  consequence: {
    ends_return_rejected: 'counts as a wrong return', ends_visit_rejected: 'visit date stays', assignment_returned: 'the assignment ends, the mall no longer sees it', withdrawn_breaches: 'its breaches are withdrawn', round_opens: 'opens reply round {number}',
    resolution_void: 'the resolution is void', closes: 'only an evaluation can follow',
  },
  done: { approve: 'Approved {no}', reject: 'Refused {no}', opened: 'opened the next', left: '{count} left', last: 'all done' },
  taken: {
    approved: '{who} approved this request at {at}.', rejected: '{who} refused this request at {at}.', superseded: 'This request became void at {at} and needs no decision.', gone: 'This request is no longer pending.', comment: 'Your comment was not used; it stays until you leave this request:', next: 'Next', copy: 'Copy comment',
  },
  outcome: {
    title: 'Outcome', pending: 'Waiting', approved: 'Approved', rejected: 'Refused', superseded: 'Void', by: 'Decided by', behalf: '{who} for {for}', at: 'Time', comment: 'Comment', noComment: 'No comment', visitAt: 'Granted date', requested: 'Requested', requester: 'Requested by',
    automatic: 'Approved by the system', automaticNote: 'The date lies within 40 days of the creation', supersededNote: 'The ticket was closed, cancelled, reprocessed or got new feedback',
  },
  together: {
    selected: '{count} selected', clear: 'Clear', approve: 'Approve all', reject: 'Refuse all', comment: 'Why they are refused; recorded with each', send: 'Refuse {count}', cancel: 'Do not', keys: 'select', range: 'select a range',
  },
  report: {
    title: { approve: 'Approve together', reject: 'Refuse together' }, summary: '{done} done, {refused} not done', decided: { approve: 'approved', reject: 'refused' }, state: 'now {state}', refused: 'not done', close: 'Close this report', unanswered: '{count} have no answer of the server: {what} Trying again does nothing twice.',
    operation_not_allowed: 'decided by somebody else or void', not_found: 'ticket no longer visible', forbidden: 'not yours to decide', validation_failed: 'something does not fit',
  },
  empty: {
    pending: 'No requests are pending', pendingText: 'New requests appear here. What was decided stays readable at the left.', list: 'No requests of the list {title}', listText: { return: 'Requested returns and their outcomes appear here.', visit: 'Requested visit dates and their outcomes appear here.', closure: 'Requested closures of complaints and their outcomes appear here.' },
    none: 'Choose a request', noneText: 'Choose one at the left to read it and its outcome.',
  },
  problem: { what: 'The requests could not be read', stale: 'Not up to date: {what}' },
  forbidden: { what: 'Your account does not have this list', todo: 'Requests and approvals do not belong to your role; ask an administrator where needed.' },
  delegation: {
    title: 'Delegate approving', open: 'Delegate approving', given: '{from} to {to}: {name} decides for you', acting: 'You decide for {name} until {to}', change: 'Change', received: '{name} lets you decide', intro: 'Ask a colleague to decide for you while you are away. The record says who for whom; you can still decide yourself.',
    to: 'To', toPlaceholder: 'Name or account', from: 'From', until: 'Until', create: 'Delegate', creating: 'Sending', end: 'End', ending: 'Ending', mine: 'Given by me', theirs: 'Given to me', nobody: 'Nobody decides for you', noneGiven: 'None given', noneReceived: 'None received', active: 'in force', ahead: 'to come', over: 'ended',
    noColleague: 'No such colleague', failed: 'The delegations could not be read', done: '{name} now decides for you', ended: 'The delegation has ended', error: { not_after_start: 'The end must be after the start', in_past: 'Must be in the future', too_long: '90 days at most', own_user: 'Not to yourself', unknown: 'No active colleague of the call center' }, onlyApprovers: 'Only approvers can delegate.',
  },
  menu: 'Delegate approving',
  shortcut: { nextTicket: 'Next request', previousTicket: 'Previous request', openTicket: 'Open the ticket', selectRow: 'Select', extendDown: 'Select down', extendUp: 'Select up', approve: 'Approve', refuse: 'Refuse', approveSelected: 'Approve the selected', refuseSelected: 'Refuse the selected' },
} satisfies SameKeys<typeof chinese>
