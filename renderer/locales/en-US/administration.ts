import type zhAdministration from '../zh-CN/administration.ts'
import type { SameKeys } from '../sameKeys.ts'

const administration: SameKeys<typeof zhAdministration> = {
  section: { calendar: 'Calendar', penalties: 'Penalties', channels: 'Channels', templates: 'Templates', 'dead-letters': 'Undelivered' },
  forbidden: { what: 'You may not administer', todo: 'These pages are for administrators of the call center. Ask one of them for the permission.' },
  channel: { sms: 'SMS', app: 'App', oa: 'OA to-do' },
  saving: 'Saving', saved: 'Saved', unsaved: 'Not saved', changedBy: 'Changed by {name} {time}', stale: 'Could not be brought up to date', discard: 'Discard changes',
  calendar: {
    years: 'Years', year: '{year}', yearLabel: 'Calendar of {year}', previousYear: 'Year before', nextYear: 'Year after', monthLabel: '{month} {year}', notCovered: 'Public holidays unknown: Monday to Friday and own entries count',
    month: { m1: 'January', m2: 'February', m3: 'March', m4: 'April', m5: 'May', m6: 'June', m7: 'July', m8: 'August', m9: 'September', m10: 'October', m11: 'November', m12: 'December' },
    weekday: { monday: 'M', tuesday: 'T', wednesday: 'W', thursday: 'T', friday: 'F', saturday: 'S', sunday: 'S' },
    markOff: '×', markWorking: '+', workingDay: 'Working day', dayOff: 'Day off', shifted: 'Shifted working day', own: 'Own entry',
    source: { administrator: 'Entered by an administrator', holiday_data: 'Public-holiday data', weekday: 'Monday to Friday' }, sourceBy: 'Entered by {name} {time}',
    entries: 'Entries of this year', group: { administrator: 'Own entries', holiday_data: 'Public holidays and shifted working days' }, none: { administrator: 'No own entries. Choose days and set them above.', holiday_data: 'There is no public-holiday data for this year.' }, noNote: 'No note',
    days: 'Days: {count}', kind: 'Set to', choice: { off: 'Day off', working: 'Working', clear: 'Clear' }, note: 'Note',
    effect: { off: 'Working days that become days off: {changes} of {days}.', working: 'Days off that become working days: {changes} of {days}.', clear: 'Own entries that go: {changes}; public holidays or Monday to Friday decide again.', nothing: 'There is no own entry among the chosen days.' },
    recomputes: 'Open deadlines are recomputed in the background, each change logged on its ticket; what has been judged stays.',
    submit: { off: 'Set as days off', working: 'Set as working days', clear: 'Clear own entries' }, saved: { off: 'Days off: {range}', working: 'Working days: {range}', clear: 'Own entries cleared: {range}' },
    noteTooLong: 'At most {max} characters', rangeTooLong: 'At most {max} days at once; please divide them',
    recomputing: 'Recomputing deadlines: {looked} tickets looked at, {changed} changed, since {time}.', recomputed: 'Deadlines are recomputed; changes stand in the logs of their tickets.',
    uncovered: { what: 'The public holidays of {years} are not known yet.', todo: ' Update the program once they are published, or enter days off and shifted working days here. Until then deadlines that reach into that year count Monday to Friday and are marked provisional.', show: 'Show {year}', open: 'Open the calendar' },
    notRead: 'The calendar could not be read', stale: 'Not refreshed', keys: { move: 'Move', extend: 'Extend', enter: 'Set' },
  },
  penalties: {
    note: 'The breach report counts with these amounts: one for each breach, 0 for no penalty. Breaches that have happened count with them too.', kind: 'Breach', amount: 'Each (yuan)', notRead: 'The penalties could not be read', save: 'Save amounts', effect: 'Reports of all months count with the new amounts',
    field: { required: 'Fill in an amount, 0 for no penalty', no_amount: 'Fill in an amount, such as 100 or 99.50', too_many_decimals: 'At most two decimals', too_large: 'At most {most} yuan' },
  },
  channels: {
    list: 'Channels', notRead: 'The channels could not be read', state: { off: 'Off: no message is sent', on: 'Working', failing: 'The last deliveries failed' }, waiting: '{count} waiting', dead: '{count} undelivered',
    enabled: 'Sending', enabledOn: 'On: messages go out by the rules', enabledOff: 'Off: no message is sent', url: 'Address of the receiver', urlHelp: 'Begins with https:// or http://. Addresses of the internal network must be allowed in the server\'s configuration first.',
    secret: 'Signing secret', secretKept: 'Set; stays as it is if left empty', secretNone: 'Not set yet; at least 16 characters', secretHelp: 'Signs every message. It can be written, never read: once saved nobody sees it again.',
    quiet: 'Quiet hours', quietOn: 'Nothing is sent in the quiet hours; it goes out at their end', quietFrom: 'From', quietTo: 'To', quietHelp: '24 hours, such as 22:00 to 07:00; may go over midnight.',
    effect: { enable: 'New messages then go out here', disable: 'Nothing then goes out or waits here', change: 'Waiting messages then follow, too' }, save: 'Save settings',
    facts: 'How it fares', lastDelivered: 'Delivered last', lastFailed: 'Failed last', never: 'Never', queue: 'Waiting', deadLetters: 'Undelivered', changed: 'Changed last', nobody: 'Nobody has set it', showDead: 'Show {count} undelivered',
    test: 'Send a test', testPhone: 'Phone number for the test', testAccount: 'Account for the test', testNote: 'Sent with the saved settings and marked as a test.', testUnsaved: 'There are unsaved changes: the test uses the saved settings.', testImpossible: 'Fill in and save address and secret before testing.',
    testing: 'Sending a test', tested: 'The receiver took it in {time} ms', testFailed: 'Not delivered after {time} ms', status: 'HTTP {status}',
    error: {
      timeout: 'The receiver did not answer in time', redirect: 'The receiver redirects elsewhere, which is not followed', http_status: 'The receiver refused it', url_refused: 'The address cannot be used', address_refused: 'The address is internal or this machine\'s own and not allowed', name_not_found: 'The name of the address was not found',
      certificate: 'The receiver\'s certificate is not valid', connection: 'No connection to the receiver', interrupted: 'The delivery was interrupted', no_phone: 'The recipient has no phone number', ticket_gone: 'The ticket is gone', secret_unreadable: 'The signing secret cannot be read; please set it again', unknown: 'Not delivered',
    },
    field: { required: 'Needed before it is switched on', address_refused: 'An internal address that the server\'s configuration does not allow', credentials: 'The address must not hold a user name or password', invalid_value: 'Not an address that can be used', empty_range: 'Beginning and end must differ', too_short: 'At least 16 characters', too_long: 'Too long', invalid_format: 'Not in the right form' },
    keys: 'Channel before / after',
  },
  templates: {
    list: 'Templates', notRead: 'The templates could not be read', standard: 'Standard', changed: 'Changed', draft: 'Not saved', text: 'Text', insert: 'Insert', insertLabel: 'Insert a placeholder', preview: 'Preview', previewNote: 'Filled in for an example ticket that does not exist.',
    placeholder: { ticketNo: 'Ticket number', ticketType: 'Type', event: 'Event', mallName: 'Mall', customer: 'Customer', due: 'Deadline', at: 'Time', recipientName: 'Recipient', organisationName: 'Organisation' },
    smsLength: '{count} characters, charged as {parts} messages', smsOne: '{count} characters, 1 message', length: '{count} characters', unknownPlaceholder: 'Unknown placeholders: {names}. Insert one from above or take the braces away.', strayBrace: 'There is a brace too many; please take it away.',
    empty: 'The text must not be empty', tooLong: 'At most {max} characters', effect: 'Messages sent from then on use it', save: 'Save template', reset: 'Back to the standard text', resetQuestion: 'Going back to the standard text gives the present one up.', resetDone: 'The standard text is back', standardText: 'Standard text', same: 'Same as the standard text', keys: 'Template before / after',
  },
  deadLetters: {
    list: 'Undelivered messages', notRead: 'The undelivered messages could not be read', all: 'All', filter: 'By channel', segment: '{channel} {count}', empty: { what: 'There are no undelivered messages', text: 'Messages that were tried for 24 hours, or whose recipient has no number, appear here.', what_sms: 'There are no undelivered SMS', what_app: 'There are no undelivered app messages', what_oa: 'There are no undelivered OA to-dos' },
    column: { channel: 'Channel', event: 'Message', ticketNo: 'Ticket', recipient: 'Recipient', organisation: 'Organisation', error: 'Reason', attempts: 'Tries', at: 'Time', diedAt: 'Given up' },
    count: '{count} messages', range: '{from}–{to} of {total}, newest first', selected: '{count} selected', selectAll: 'Select this page', select: 'Select {no}', clear: 'Clear selection',
    resendSelected: 'Send {count} selected again', resendAll: 'Send all {count} again', resendChannel: 'Send all {channel} again: {count}', allQuestion: '{count} messages queue again under their old ids, by which the receiver tells what he has already.', sending: 'Queueing', report: { resent: '{count} messages queue again. ', off: '{count} stay: their channel is off. ', rest: '{count} were no longer undelivered.' }, confirm: 'Send all again', openTicket: 'Open ticket',
    messageId: 'Message id {id}', pages: 'Pages',
  },
}
export default administration
