import type zhOutbox from '../zh-CN/outbox.ts'
import type { SameKeys } from '../sameKeys.ts'

const outbox: SameKeys<typeof zhOutbox> = {
  title: 'Outbox', owner: 'This machine · {name}', link: 'Outbox {count}',
  done: { queued: 'In the outbox, number {place}; sent by itself when the server is back', handed: 'In the outbox' },
  chip: { waiting: 'Waiting', sending: 'Sending', refused: 'Refused', paused: 'Paused', open: 'Open the outbox' },
  offlineForm: 'Offline: goes to the outbox as number {place}; the server gives the ticket number on acceptance',
  head: {
    connection: 'Connection', online: 'Online', restored: 'Back since {time}', offline: 'Offline', waitsForSignIn: 'Waits for you to sign in', storeFailed: 'Storage of this machine fails', outage: 'Offline for', noOutage: 'Not offline', pending: 'Waiting and sending',
    pendingCount: '{count} items', refused: 'To be looked at', rule: 'Sent in order of writing; each becomes one ticket', seconds: '{minutes} min {seconds} s', onlySeconds: '{seconds} s',
  },
  action: { copy: 'Copy diagnostics', copied: 'Copied', pause: 'Pause sending', resume: 'Go on sending', edit: 'Edit', all: 'All', fewer: 'Fewer', discard: 'Give up', copyId: 'Copy {what}' },
  group: { refused: 'Not accepted by the server', refusedHint: 'Nothing is lost; mend and send again', sending: 'Sending', waiting: 'Waiting', delivered: 'Delivered today' },
  failed: 'Not done; the item is where it was',
  list: 'Items of the outbox', empty: { title: 'The outbox is empty', text: 'What you save or submit is kept on this machine first and then sent, so that you can go on without the network.' },
  none: { title: 'No outbox here', text: 'The outbox is part of the desktop program; in a browser everything goes straight to the server.' },
  kind: { new: 'New {type}', newUnknown: 'New ticket', operation: '{operation}' },
  time: { called: 'Called {time}', written: 'Written {time}' },
  row: { field: '{label}: {what}', separator: '; ', place: 'No. {place}', files: 'Files {done} / {files}', followUp: 'Can become a new ticket', afterChange: 'The ticket changed meanwhile; added to it as it now is', again: 'Tried {count} times: {what}', unknownCustomer: 'Customer' },
  detail: { words: 'What the customer said', content: 'Text', noWords: 'No text', what: 'What to do', clientId: 'Client id', requestId: 'Request id', kept: 'Draft kept on this machine', nothing: 'Choose an item', number: 'Number', deliveredAt: 'Delivered {time}', willSend: 'Number {place}; sent by itself in order.', isSending: 'Being sent.' },
  choice: {
    level: 'level {level}', comma: ', ',
    followUp: { label: 'New ticket, linked to {no}', note: '{about}, with the same data', noteUnknown: 'With the same data', button: 'Make and send' },
    edit: { label: 'Edit and send again', note: 'Opens the form; sent again at its place', noteOperation: 'Puts the text back into the form of the ticket, to be checked and submitted', button: 'Edit' },
    resend: { label: 'Send again as it is', note: 'When the cause is gone, e.g. a permission was given back', button: 'Send again' },
    look: { label: 'Look at the ticket first', note: 'Opens it in a tab', button: 'Open the ticket' },
    keep: { label: 'Leave it', note: 'Stays in the outbox and holds up nothing', button: 'Leave it' },
  },
  discard: { question: 'Give “{title}” up? Neither text nor files are kept.', confirm: 'Give up', cancel: 'Keep' },
  reason: {
    ticket_finished: { what: 'The ticket has ended', todo: 'Ticket {no} has ended and takes no feedback; a linked new ticket can be made.' },
    item_unreadable: { what: 'The item cannot be read', todo: 'Look at its text and write it again if needed.' },
    file_unreadable: { what: 'A file is not on this machine any more', todo: 'It is lost or damaged. Edit and add it again, or send without it.' },
    idempotency_conflict: { what: 'The server has taken something else', todo: 'Under the same client id the server took another text first and made no second ticket. Look at the customer\'s tickets; edit to send it as a new item.' },
    stale_version: { what: 'Somebody changed the ticket', todo: 'This needs a look at the ticket as it now is. Put the text back into the form, check and submit.' },
  },
  finished: { closed: 'The ticket is closed', cancelled: 'The ticket is cancelled', row: 'Ticket {no} has ended and takes no feedback', text: '{type} {no} ended {time} {by}. It takes no feedback any more; a linked new ticket can be made.', by: 'by {who}' },
  machine: {
    rescued: 'The storage of this machine was damaged and set aside; rescued: {drafts} drafts, {outbox} items of the outbox.', lost: 'Something may be missing; please check.', newer: 'The storage of this machine was written by a newer program; no outbox this time. Please update.',
    unavailable: 'The storage of this machine cannot be used; no outbox this time, everything goes straight to the server.', unprotected: 'This machine protects no keys; what is kept offline is not encrypted.', dismiss: 'Understood',
  },
  offlineStart: 'Not connected to the server yet: write as usual; it is sent when the server has confirmed you.',
}

export default outbox
