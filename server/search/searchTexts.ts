import { normalise } from '#shared/domain/search/normalise.ts'
import { addTerms } from '#shared/domain/search/terms.ts'
import type { RecordRow, TicketRow } from '../models/index.ts'

/** What of a ticket it is found by besides its records. */
export type PartyColumns = Pick<TicketRow, 'id' | 'customerName' | 'contractNo' | 'orderNo'>
/** What of a record can be looked for. */
export type RecordTexts = Pick<RecordRow, 'id' | 'ticketId' | 'operation' | 'origin' | 'content' | 'detail'>

/** What is indexed of a ticket, normalised. */
export interface TicketTexts {
  /** The customer's name in the first line, contract and order in the second. */
  parties: string
  /** Records, oldest first, a line each. */
  body: string
  /** The latest record that was looked at; 0 for none. */
  lastRecordId: number
}

export const NO_TEXTS: TicketTexts = { parties: '', body: '', lastRecordId: 0 }
export const LINE = '\n'

/** The words of a record: what somebody wrote, also why a customer was not satisfied. A synced record says the same as its origin. */
export function wordsOf({ operation, origin, content, detail }: Pick<RecordTexts, 'operation' | 'origin' | 'content' | 'detail'>): string | null {
  if (operation !== origin) return null
  const reason = typeof detail?.['reason'] === 'string' ? detail['reason'] : ''
  return [content ?? '', reason].filter(Boolean).join('\n') || null
}

/** Some single characters are words when they are written out; names are no longer than their column. */
const PARTY_LENGTH = 480
const party = (text: string): string => [...normalise(text)].slice(0, PARTY_LENGTH).join('')

/** The lines of the parties: the customer, and what he bought. */
export const partyLines = ({ customerName, contractNo, orderNo }: Omit<PartyColumns, 'id'>): [customer: string, contract: string] =>
  [party(customerName), party([contractNo, orderNo].filter(Boolean).join(' '))]

/** @param records all of the ticket, oldest first; revoked ones too, as the timeline shows them */
export function textsOf(parties: PartyColumns, records: readonly RecordTexts[]): TicketTexts {
  const lines = new Set(records.map((record) => normalise(wordsOf(record) ?? '')).filter((line) => line !== ''))
  return { parties: partyLines(parties).join(LINE), body: [...lines].join(LINE), lastRecordId: records.at(-1)?.id ?? 0 }
}

/** By which terms a ticket is found in one of its texts. */
export function termsOf(text: string): Set<number> {
  const terms = new Set<number>()
  for (const line of text.split(LINE)) addTerms(line, terms)
  return terms
}
