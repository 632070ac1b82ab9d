import { bytes, instant, integer, key, nullable, primary, reference, text } from './columns.ts'

export const ticketTermColumns = { term: primary(integer()), block: primary(integer()), places: bytes() }
export const ticketTextColumns = { ticketId: primary(reference()), parties: text(), body: text(), lastRecordId: reference() }
export const searchQueueColumns = { id: key(), ticketId: reference(), dueAt: instant() }
export const searchWalkColumns = { id: primary(integer()), belowTicketId: nullable(reference()), completeAt: nullable(instant()), nextAt: nullable(instant()) }
