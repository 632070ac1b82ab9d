import type zhHome from '../zh-CN/home.ts'
import type { SameKeys } from '../sameKeys.ts'

const home: SameKeys<typeof zhHome> = {
  title: 'Home',
  reminders: 'To do',
  reminder: {
    unread: 'Unread', unreplied: 'Unreplied', unresolved: 'Unresolved', open: 'Open', late_reply: 'Late replies', late_resolve: 'Late resolutions', late_contact: 'Late contacts', late_follow_up: 'Late follow-ups',
    late_process: 'Late processing', dissatisfied: 'Dissatisfied',
  },
  overdue: '{count} overdue', dueSoon: '{count} within 4 h', unknown: '–',
  waiting: { pending: 'Tickets to submit', unreplied: 'Tickets waiting for a reply', unread: 'Tickets with news', returned: 'Returned tickets to submit again' },
  waitingNote: { pending: 'saved but not submitted, newest first', unreplied: 'reply due early first', unread: 'latest event first', returned: 'latest event first' },
  showAll: 'All {count}',
}
export default home
