import { Op, QueryTypes } from 'sequelize'
import { findRows, insertRows, type Database } from '../../database/database.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import { WALK_EVERY_MS } from '../indexState.ts'
import { blockOf, insertPostingsSql, type Posting, type TextPlace } from '../postings.ts'
import { termsOf, textsOf, type TicketTexts } from '../searchTexts.ts'
import { createSortedRuns, type SortedRuns } from './sortedRuns.ts'

/** Tickets read at once, and rows of one INSERT. */
const TICKETS = 1_000
const ROWS = 4_000

export interface BuiltIndex {
  tickets: number
  /** Of the terms. */
  rows: number
}

async function readTexts({ tables, sequelize }: Database, after: number): Promise<{ ids: number[]; texts: (TicketTexts & { ticketId: number })[] }> {
  const ids = (await sequelize.query<{ id: number }>('SELECT id FROM tickets WHERE id > ? ORDER BY id LIMIT ?', { replacements: [after, TICKETS], type: QueryTypes.SELECT })).map(({ id }) => Number(id))
  const [first, last] = [ids[0] ?? 0, ids.at(-1) ?? 0]
  const range = { [Op.between]: [first, last] as [number, number] }
  const parties = await findRows(tables.tickets, { id: range }, { attributes: ['id', 'customerName', 'contractNo', 'orderNo'], order: [['id', 'ASC']] })
  const records = await findRows(tables.records, { ticketId: range }, { attributes: ['id', 'ticketId', 'operation', 'origin', 'content', 'detail'], order: [['ticketId', 'ASC'], ['id', 'ASC']] })
  const recordsOf = Map.groupBy(records, ({ ticketId }) => ticketId)
  return { ids, texts: parties.map((row) => ({ ticketId: row.id, ...textsOf(row, recordsOf.get(row.id) ?? []) })) }
}

/** The texts of a ticket in the order of their blocks. */
const PLACES = ['body', 'parties'] as const
const keysOf = (text: string, place: TextPlace): number[] => [...termsOf(text)].map((term) => term * PLACES.length + PLACES.indexOf(place))

async function writeTexts(database: Database, runs: SortedRuns, onProgress: (tickets: number) => void): Promise<number> {
  let tickets = 0
  for (let after = 0; ;) {
    const { ids, texts } = await readTexts(database, after)
    const last = ids.at(-1)
    if (last === undefined) return tickets
    await insertRows(database.tables.ticketTexts, texts, null)
    for (const { ticketId, body, parties } of texts) runs.add(ticketId, [...keysOf(body, 'body'), ...keysOf(parties, 'parties')])
    after = last
    tickets += texts.length
    onProgress(tickets)
  }
}

/** Rows of the index, in its order. */
function* postingsOf(runs: SortedRuns): Generator<Posting> {
  let posting: Posting = { term: 0, block: 0, tickets: [] }
  for (const [key, ticketId] of runs.read()) {
    const [term, block] = [Math.floor(key / 2), blockOf(ticketId, PLACES[key % 2]!)]
    if (posting.term !== term || posting.block !== block) {
      if (posting.tickets.length > 0) yield posting
      posting = { term, block, tickets: [] }
    }
    posting.tickets.push(ticketId)
  }
  if (posting.tickets.length > 0) yield posting
}

async function writePostings({ sequelize }: Database, runs: SortedRuns): Promise<number> {
  let written = 0
  let postings: Posting[] = []
  const write = async (): Promise<void> => {
    if (postings.length > 0) await sequelize.query(insertPostingsSql(postings), { type: QueryTypes.RAW })
    written += postings.length
    postings = []
  }
  for (const posting of postingsOf(runs)) {
    postings.push(posting)
    if (postings.length === ROWS) await write()
  }
  await write()
  return written
}

/**
 * Makes the whole index of a database that nobody works with, anew: many times faster than ticket by ticket, as nothing is
 * written out of order. For large data that did not come through the program.
 * @param now what the walk over all tickets is noted to have ended at
 */
export async function buildIndex(database: Database, now: Date, onProgress: (tickets: number) => void = () => {}): Promise<BuiltIndex> {
  const { sequelize } = database
  const runs = createSortedRuns()
  try {
    for (const table of ['ticket_terms', 'ticket_texts', 'search_queue']) await sequelize.query(`TRUNCATE TABLE ${table}`)
    const tickets = await writeTexts(database, runs, onProgress)
    const rows = await writePostings(database, runs)
    await sequelize.query('INSERT INTO search_walk (id, complete_at, next_at) VALUES (1, :now, :next) ON DUPLICATE KEY UPDATE below_ticket_id = NULL, complete_at = VALUES(complete_at), next_at = VALUES(next_at)',
      { replacements: { now: sqlInstant(now), next: sqlInstant(new Date(now.getTime() + WALK_EVERY_MS)) } })
    return { tickets, rows }
  } finally {
    runs.remove()
  }
}
