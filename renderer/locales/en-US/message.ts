import type zhMessage from '../zh-CN/message.ts'
import type { SameKeys } from '../sameKeys.ts'

const message: SameKeys<typeof zhMessage> = {
  title: 'Messages', bell: 'Messages, {count} unread', unread: 'unread', allRead: 'Mark all as read', more: 'Earlier messages', by: 'by {name}', count: '{count} unread',
  empty: { what: 'No messages', text: 'What you have to do or to know appears here at once.' },
  problem: { read: 'New messages could not be read.', mark: 'Not marked as read. Please try again.' },
  event: {
    submitted: 'New ticket', handed_back: 'Handed back to be worked on', reply_due_soon: 'Reply due soon', resolve_due_soon: 'Resolution due soon', reply_overdue: 'Reply overdue', resolve_overdue: 'Resolution overdue',
    return_decided: 'Return decided', visit_decided: 'Change of the visit date decided', closure_decided: 'Closure decided', survey_breach: 'A survey found a breach', dissatisfied: 'The customer is dissatisfied',
    return_requested: 'Return requested', visit_requested: 'Visit date change requested', closure_requested: 'Closure requested',
    replied: 'The mall has replied', resolved: 'The mall has resolved it', closed: 'Ticket closed', assist_assigned: 'Your assistance is asked for',
  },
}
export default message
