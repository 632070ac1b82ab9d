import type { Attachment } from '#shared/contract/attachment.ts'
import type { TicketView } from '../ticketView.ts'
import { attachmentTable } from './attachmentTable.ts'
import { callTable } from './callTable.ts'
import type { ContentContext } from './context.ts'
import { deadlineTable } from './deadlineTable.ts'
import type { DocumentWords, TicketDocument } from './document.ts'
import { factsOf, flagsOf } from './facts.ts'
import { logTable } from './logTable.ts'
import { timelineContent } from './timeline.ts'
import { fill } from './words.ts'

export interface DocumentOrigin {
  /** ISO 8601. */
  madeAt: string
  /** Name and organisation of who downloads. */
  madeBy: string
  /** The page shows calls to him. */
  showsCalls: boolean
  /** Where a picture lies on this server; null for what is only named. */
  pictureOf: (attachment: Attachment) => string | null
}

function documentWords({ words: { document }, instant, timeZone }: ContentContext, { madeAt, madeBy }: DocumentOrigin): DocumentWords {
  const { column } = document
  return {
    page: document.page, missing: document.missing, file: document.file, notShown: document.notShown, sheets: document.sheet,
    made: fill(document.made, { at: instant(madeAt), name: madeBy }), zone: fill(document.zone, { zone: timeZone }),
    columns: { section: column.section, item: column.item, value: column.value, at: column.at, operation: column.operation, by: column.by, content: column.content, note: column.note, files: column.file },
  }
}

/** The content of a ticket's file: what the page shows, in the page's words and order. */
export function ticketDocument({ ticket, records, deadlines, calls, log }: TicketView, origin: DocumentOrigin, context: ContentContext): TicketDocument {
  const { words: { enums }, language, timeZone } = context
  return {
    language, timeZone, madeAt: origin.madeAt,
    title: `${enums.typeShort[ticket.type]} ${ticket.no}`, state: enums.state[ticket.state], flags: flagsOf(ticket, context),
    facts: factsOf(ticket, context), deadlines: deadlineTable(ticket, deadlines, context),
    timeline: timelineContent(ticket, records, ({ attachments }) => attachments.map((file) => ({ name: file.name, mediaType: file.mediaType, size: file.size, picture: origin.pictureOf(file) })), context),
    calls: origin.showsCalls ? callTable(calls, context) : null, attachments: attachmentTable(records, context), log: logTable(log, context),
    words: documentWords(context, origin),
  }
}
