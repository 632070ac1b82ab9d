import type chinese from '../zh-CN/document.ts'
import type { SameKeys } from '../sameKeys.ts'

const words: SameKeys<typeof chinese> = {
  section: { ticket: 'Ticket', related: 'Linked tickets', attachments: 'Attachments' },
  page: 'Page {page} / {pages}',
  made: 'Downloaded {at} by {name}',
  zone: 'Times in {zone}',
  missing: 'Characters that the font lacks are printed as “{sign}”; the XLSX and JSON files have them.',
  none: { records: 'No follow-up records', calls: 'No calls', log: 'No operation log', attachments: 'No attachments', related: 'No linked tickets' },
  label: { no: 'Number', createdAt: 'Created', createdBy: 'Created by', submittedAt: 'Submitted', closedAt: 'Closed', feedbackCount: 'Feedback count', flags: 'Flags', contractNo: 'Contract', pendingRequest: 'Pending' },
  column: {
    section: 'Section', item: 'Item', value: 'Value', at: 'Time', operation: 'Operation', by: 'Organisation and person', content: 'Content', note: 'Note', calledAt: 'Called at', channel: 'Channel',
    deadline: 'Deadline', start: 'From', dueAt: 'Due', outcome: 'Result', how: 'How it was computed', agent: 'Agent', phone: 'Number', length: 'Length', recording: 'Recording',
    who: 'Who', role: 'As', state: 'State', changes: 'Changes', file: 'File', fileType: 'Type', size: 'Size', record: 'Of record',
  },
  sheet: { ticket: 'Ticket', records: 'Follow-up', deadlines: 'Deadlines', calls: 'Calls', attachments: 'Attachments', log: 'Operation log' },
  request: 'asked for by {name} at {at}', requestedVisit: 'wanted date {at}', running: 'running', called: 'called {at}', file: 'Attachment: {name} ({size})', notShown: ' (could not be included)',
  provisional: 'May be recomputed once the holidays are published.', change: '{field}: {before} → {after}', set: '{field}: {after}', changeSeparator: '; ',
}
export default words
