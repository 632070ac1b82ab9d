import { instant, integer, nullable, primary, reference, text } from './columns.ts'

/** A file of a record; without a ticket until a record names it. Several rows may share one content. */
export const attachmentColumns = {
  id: primary(text()), sha256: text(), size: integer(), mediaType: text(), name: text(), uploadedBy: reference(), uploadedAt: instant(),
  ticketId: nullable(reference()), recordId: nullable(reference()),
}
/** A content in the store. Its row is there before the content is, and goes when the content goes. */
export const attachmentContentColumns = { sha256: primary(text()), size: integer(), touchedAt: instant() }
/** An upload in progress; its bytes are beside the store until all are there. */
export const uploadColumns = {
  id: primary(text()), userId: reference(), name: text(), size: integer(), sha256: text(), received: integer(), createdAt: instant(), touchedAt: instant(),
}
