import { Op, QueryTypes, type Transaction } from 'sequelize'
import { findRows, insertRows, type Database } from '../database/database.ts'
import { addPostings, removePostings, type TextPlace } from './postings.ts'
import { NO_TEXTS, termsOf, textsOf, type TicketTexts } from './searchTexts.ts'

interface Change {
  ticketId: number
  before: TicketTexts
  after: TicketTexts
}

/** Holds the tickets' rows of the index until the transaction ends, new ones too: what is read of them afterwards is the newest. */
async function holdTexts({ tables, sequelize }: Database, ids: readonly number[], transaction: Transaction): Promise<Map<number, TicketTexts>> {
  const held = await sequelize.query<{ ticketId: number; parties: string; body: string; lastRecordId: number }>(
    'SELECT ticket_id AS ticketId, parties, body, last_record_id AS lastRecordId FROM ticket_texts WHERE ticket_id IN (?) ORDER BY ticket_id FOR UPDATE',
    { replacements: [ids], type: QueryTypes.SELECT, transaction })
  const texts = new Map<number, TicketTexts>(held.map(({ ticketId, ...rest }) => [Number(ticketId), { ...rest, lastRecordId: Number(rest.lastRecordId) }]))
  const missing = ids.filter((id) => !texts.has(id))
  // Another server may put the same row there at this moment: then the transaction waits, fails as a duplicate and is done again.
  await insertRows(tables.ticketTexts, missing.map((ticketId) => ({ ticketId, ...NO_TEXTS })), transaction)
  for (const id of missing) texts.set(id, NO_TEXTS)
  return texts
}

async function changesOf({ tables }: Database, before: ReadonlyMap<number, TicketTexts>, transaction: Transaction): Promise<Change[]> {
  const ids = [...before.keys()]
  const parties = await findRows(tables.tickets, { id: { [Op.in]: ids } }, { transaction, attributes: ['id', 'customerName', 'contractNo', 'orderNo'] })
  const records = await findRows(tables.records, { ticketId: { [Op.in]: ids } }, {
    transaction, attributes: ['id', 'ticketId', 'operation', 'origin', 'content', 'detail'], order: [['ticketId', 'ASC'], ['id', 'ASC']],
  })
  const recordsOf = Map.groupBy(records, ({ ticketId }) => ticketId)
  return parties.map((row) => ({ ticketId: row.id, before: before.get(row.id) ?? NO_TEXTS, after: textsOf(row, recordsOf.get(row.id) ?? []) }))
}

async function saveTerms(database: Database, place: TextPlace, changes: readonly Change[], transaction: Transaction): Promise<void> {
  const added: [term: number, ticketId: number][] = []
  for (const { ticketId, before, after } of changes) {
    if (before[place] === after[place]) continue
    const [had, has] = [termsOf(before[place]), termsOf(after[place])]
    await removePostings(database, place, ticketId, [...had].filter((term) => !has.has(term)), transaction)
    for (const term of has) if (!had.has(term)) added.push([term, ticketId])
  }
  await addPostings(database, place, added, transaction)
}

async function saveTexts({ sequelize }: Database, changes: readonly Change[], transaction: Transaction): Promise<void> {
  if (changes.length === 0) return
  const values = changes.map(() => '(?, ?, ?, ?)').join(', ')
  await sequelize.query(
    `INSERT INTO ticket_texts (ticket_id, parties, body, last_record_id) VALUES ${values}
     ON DUPLICATE KEY UPDATE parties = VALUES(parties), body = VALUES(body), last_record_id = VALUES(last_record_id)`,
    { replacements: changes.flatMap(({ ticketId, after }) => [ticketId, after.parties, after.body, after.lastRecordId]), type: QueryTypes.INSERT, transaction })
}

/**
 * Makes the index of tickets say exactly what now stands in them. Which terms a ticket had is known from what was indexed
 * of it, so that nothing is left behind. Safe on any number of servers: who comes second to a ticket waits, and reads
 * what it is by then.
 * @throws a duplicate where another server indexes a new ticket for the first time, at the same moment; the whole transaction is to be tried again
 * @returns how many had changed
 */
export async function indexTickets(database: Database, ticketIds: readonly number[], transaction: Transaction): Promise<number> {
  const ids = [...new Set(ticketIds)].sort((one, other) => one - other)
  if (ids.length === 0) return 0
  const changes = await changesOf(database, await holdTexts(database, ids, transaction), transaction)
  for (const place of ['body', 'parties'] as const) await saveTerms(database, place, changes, transaction)
  const changed = changes.filter(({ before, after }) => before.body !== after.body || before.parties !== after.parties || before.lastRecordId !== after.lastRecordId)
  await saveTexts(database, changed, transaction)
  return changed.length
}

