import type zhHome from '../zh-CN/home.ts'
import type { SameKeys } from '../sameKeys.ts'

const home: SameKeys<typeof zhHome> = {
  title: 'Home',
  reminders: 'To do', rangeLabel: 'By creation', range: { year: 'This year', month: 'This month' },
  reminder: {
    unread: 'Unread', unreplied: 'Unreplied', unresolved: 'Unresolved', open: 'Open', late_reply: 'Late replies', late_resolve: 'Late resolutions', late_contact: 'Late contacts', late_follow_up: 'Late follow-ups',
    late_process: 'Late processing', dissatisfied: 'Dissatisfied',
  },
  overdue: '{count} overdue', dueSoon: '{count} within 4 h', today: 'Today {change}', todayHint: { made: 'Of these, made today', since: 'Of these, here since today' }, unknown: '–',
  viewLabel: 'On this page', view: { waiting: 'Waiting', figures: 'Figures' }, month: 'Month of the figures',
  waiting: { pending: 'Tickets to submit', unreplied: 'Tickets waiting for a reply', unread: 'Tickets with news', returned: 'Returned tickets to submit again' },
  waitingNote: { pending: 'saved but not submitted, newest first', unreplied: 'reply due early first', unread: 'latest event first', returned: 'latest event first' },
  showAll: 'All {count}',
  figures: {
    title: 'Figures of {month}', note: 'By first submission, without cancelled ones; days off are shaded', shape: 'How the days are shown', asChart: 'Chart', asTable: 'Table', chart: 'Tickets of each day of {month} by type', chartKeys: 'Arrow keys go from day to day, Enter opens the tickets of the day; the numbers by type are in the table.', undrawn: 'The chart could not be drawn; here are the numbers.',
    day: 'Day', dayOff: 'day off', sum: 'Total', daySum: '{count} tickets', stop: ', ',
    total: 'Tickets', second: 'Second complaints', escalated: 'Escalation rate', escalatedTickets: 'Tickets escalated from service',
    rates: 'Timeliness and satisfaction', scale: 'Scale {start}–100 %, the line is the month before', before: 'Month before: {value}', share: '{percent} % ({counts})', noneBefore: 'None in the month before', same: 'same', against: 'against the month before', yes: '{rate}: yes', counted: '{rate}: counted',
    rate: { reply: 'Replied in time', resolve: 'Resolved in time', contact: 'Contacted in time', follow_up: 'Followed up in time', process: 'Processed in time', satisfaction: 'Satisfied customers' },
    missing: { reply: '{count} replied late', resolve: '{count} resolved late', contact: '{count} contacted late', follow_up: '{count} followed up late', process: '{count} processed late', satisfaction: '{count} not satisfied' },
    scores: 'Satisfaction', answered: 'Answered',
    definition: {
      total: 'Tickets first submitted in the month; cancelled ones never count.', type: 'Tickets first submitted in the month: {type}; cancelled ones never count.', second: 'Complaints marked as second complaints.', escalated: 'Tickets escalated from service ÷ (service + escalated).',
      reply: 'Tickets replied to in time ÷ those that are judged.', resolve: 'Tickets resolved in time ÷ those that are judged.', contact: 'Yes ÷ (yes + no) of the contact surveys; who was not reached does not count.', follow_up: 'Yes ÷ (yes + no) of the follow-up surveys; who was not reached does not count.',
      process: 'Yes ÷ (yes + no) of the resolution surveys; who was not reached does not count.', satisfaction: '(Very satisfied + satisfied) ÷ complaint and service tickets with a score.', scores: 'The scores of complaint and service tickets.',
    },
    notRead: 'The figures could not be read', empty: { what: 'No tickets were submitted in {month}', todo: 'Choose another month, or come back when tickets have been submitted.' }, forbidden: { what: 'Your account has no figures', todo: 'Ask an administrator where you need them.' },
  },
}
export default home
