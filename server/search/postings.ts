import { QueryTypes, type Transaction } from 'sequelize'
import type { Database } from '../database/database.ts'

/**
 * Which tickets have a term, as the database keeps it: a row for each term and block of tickets, with the tickets' places
 * in their block, two bytes each, in the order in which they were indexed. A row for every pair would be fifteen times as
 * large, nearly all of it the database's own note of a row.
 */

/** Tickets of a block: so many places fill a row of four kilobytes, which a page holds several of. */
export const BLOCK_SIZE = 2_048
const PLACE_BYTES = 2
/** Rows of one statement. */
const ROWS_AT_ONCE = 2_000

/**
 * Which of a ticket's texts has a term: names and numbers have blocks of their own, behind all others, so that who looks for
 * a contract need not look through whatever was said with the same digits in it.
 */
export type TextPlace = 'parties' | 'body'
export const FIRST_PARTIES_BLOCK = 2 ** 31

/** From which block on, and up to which one. */
export const blocksOf = (place: TextPlace): [from: number, to: number] => (place === 'parties' ? [FIRST_PARTIES_BLOCK, 2 * FIRST_PARTIES_BLOCK] : [0, FIRST_PARTIES_BLOCK])

export const blockOf = (ticketId: number, place: TextPlace): number => Math.floor(ticketId / BLOCK_SIZE) + (place === 'parties' ? FIRST_PARTIES_BLOCK : 0)

/** The tickets of a row. @param places as the database keeps them */
export function ticketsOf(block: number, places: Buffer): number[] {
  const first = (block % FIRST_PARTIES_BLOCK) * BLOCK_SIZE
  const tickets: number[] = []
  for (let at = 0; at + PLACE_BYTES <= places.length; at += PLACE_BYTES) tickets.push(first + places.readUInt16BE(at))
  return tickets
}

/** Of a block, the tickets that stand in all of some rows; newest first. @param rows at most 255 */
export function ticketsInAll(block: number, rows: readonly Buffer[]): number[] {
  const counts = new Uint8Array(BLOCK_SIZE)
  rows.forEach((places, before) => {
    for (let at = 0; at + PLACE_BYTES <= places.length; at += PLACE_BYTES) {
      const place = (places[at]! << 8) | places[at + 1]!
      if (counts[place] === before) counts[place] = before + 1
    }
  })
  const first = (block % FIRST_PARTIES_BLOCK) * BLOCK_SIZE
  const tickets: number[] = []
  for (let place = BLOCK_SIZE - 1; place >= 0; place--) if (counts[place] === rows.length) tickets.push(first + place)
  return tickets
}

export function placesOf(ticketIds: readonly number[]): Buffer {
  const places = Buffer.alloc(ticketIds.length * PLACE_BYTES)
  ticketIds.forEach((ticketId, index) => places.writeUInt16BE(ticketId % BLOCK_SIZE, index * PLACE_BYTES))
  return places
}

export interface Posting {
  term: number
  block: number
  tickets: number[]
}

/** Of a batch of tickets, by term and block; in the order of the table, as everybody writes it: nobody waits for somebody who waits for him. */
export function groupPostings(pairs: readonly [term: number, ticketId: number][], place: TextPlace): Posting[] {
  const postings = new Map<string, Posting>()
  for (const [term, ticketId] of pairs) {
    const block = blockOf(ticketId, place)
    const key = `${term} ${block}`
    const known = postings.get(key)
    if (known) known.tickets.push(ticketId)
    else postings.set(key, { term, block, tickets: [ticketId] })
  }
  return [...postings.values()].sort((one, other) => one.term - other.term || one.block - other.block)
}

const rowSql = ({ term, block, tickets }: Posting): string => `(${term},${block},X'${placesOf(tickets).toString('hex')}')`

/** `INSERT` of postings, all of numbers. @param onDuplicate what becomes of a row that is there */
export const insertPostingsSql = (postings: readonly Posting[], onDuplicate = ''): string =>
  `INSERT INTO ticket_terms (term, block, places) VALUES ${postings.map(rowSql).join()} ${onDuplicate}`

async function inParts<Item>(items: readonly Item[], work: (part: readonly Item[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += ROWS_AT_ONCE) await work(items.slice(at, at + ROWS_AT_ONCE))
}

/** Notes tickets that have terms which they had not. */
export const addPostings = ({ sequelize }: Database, place: TextPlace, pairs: readonly [number, number][], transaction: Transaction): Promise<void> =>
  inParts(groupPostings(pairs, place), (part) =>
    sequelize.query(insertPostingsSql(part, 'ON DUPLICATE KEY UPDATE places = CONCAT(places, VALUES(places))'), { type: QueryTypes.RAW, transaction }))

interface Row { term: number; places: Buffer }

/** Takes a ticket away from terms that it had. Seldom: records are never changed, names and contracts are. */
export async function removePostings({ sequelize }: Database, place: TextPlace, ticketId: number, terms: readonly number[], transaction: Transaction): Promise<void> {
  const block = blockOf(ticketId, place)
  await inParts([...terms].sort((one, other) => one - other), async (part) => {
    const rows = await sequelize.query<Row>('SELECT term, places FROM ticket_terms WHERE term IN (?) AND block = ? ORDER BY term FOR UPDATE', { replacements: [part, block], type: QueryTypes.SELECT, transaction })
    const left = rows.map(({ term, places }): Posting => ({ term: Number(term), block, tickets: ticketsOf(block, places).filter((id) => id !== ticketId) }))
    const kept = left.filter(({ tickets }) => tickets.length > 0)
    const gone = left.filter(({ tickets }) => tickets.length === 0).map(({ term }) => term)
    if (kept.length > 0) await sequelize.query(insertPostingsSql(kept, 'ON DUPLICATE KEY UPDATE places = VALUES(places)'), { type: QueryTypes.RAW, transaction })
    if (gone.length > 0) await sequelize.query('DELETE FROM ticket_terms WHERE term IN (?) AND block = ?', { replacements: [gone, block], transaction })
  })
}
