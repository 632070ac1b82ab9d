import { QueryTypes, type Transaction } from 'sequelize'
import { findRow, type Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'

/** Columns that repeat what other tables say, so that a list is read by an index of its own table alone. */
interface Following {
  /** With the index by which a ticket's rows are found: a look through the table would meet what others hold. */
  table: string
  alias: string
  /** The column with the ticket's id. */
  ticket: string
  /** Tables beside it that the columns follow; `t` is the ticket. */
  joins: string
  /** What each column follows, in SQL. */
  columns: Readonly<Record<string, string>>
}

/** A mall or department has the requests of its assignments in its lists while it sees the ticket. */
const REQUESTS: Following = {
  table: 'requests r FORCE INDEX (requests_ticket)', alias: 'r', ticket: 'ticket_id', joins: 'JOIN tickets t ON t.id = r.ticket_id',
  columns: {
    seen_by_mall_id: 'IF(r.mall_id = t.scope_mall_id, r.mall_id, NULL)',
    seen_by_department_id: 'IF(r.department_id = t.scope_department_id, r.department_id, NULL)',
  },
}

/** What the lists of an assisting party are made of; without a state where the ticket is not in them. */
const ASSISTANTS: Following = {
  table: 'ticket_assistants s FORCE INDEX (PRIMARY)', alias: 's', ticket: 'ticket_id', joins: 'JOIN tickets t ON t.id = s.ticket_id',
  columns: {
    created_at: 't.created_at', state: 'IF(t.submitted_at IS NULL, NULL, t.state)', received_at: 't.received_at', last_event_at: 't.last_event_at', first_submitted_at: 't.first_submitted_at',
    marks: '(SELECT GROUP_CONCAT(m.mark ORDER BY m.mark) FROM ticket_marks m WHERE m.ticket_id = t.id)',
  },
}

/** The mall that sees a ticket and has not read it since its last event. */
const MALL_UNREAD: Following = {
  table: 'tickets t FORCE INDEX (PRIMARY)', alias: 't', ticket: 'id', joins: '',
  columns: {
    unread_mall_id: `IF(t.scope_mall_id IS NULL OR EXISTS (
      SELECT 1 FROM ticket_reads u WHERE u.reader = CONVERT(CONCAT('mall:', t.scope_mall_id) USING ascii) COLLATE ascii_bin AND u.ticket_id = t.id AND u.scope = u.reader AND u.read_at >= t.last_event_at
    ), NULL, t.scope_mall_id)`,
  },
}
const ALL = [REQUESTS, ASSISTANTS, MALL_UNREAD] as const

async function follow({ sequelize }: Database, { table, alias, ticket, joins, columns }: Following, ids: readonly number[], transaction: Transaction): Promise<void> {
  if (ids.length === 0) return
  const set = Object.entries(columns).map(([column, value]) => `${alias}.${column} = ${value}`).join(', ')
  await sequelize.query(`UPDATE ${table} ${joins} SET ${set} WHERE ${alias}.${ticket} IN (:ids)`, { replacements: { ids: [...ids] }, transaction })
}

/** Who has the requests of these tickets in his lists. Their rows must be locked. */
export const followRequestSight = (database: Database, ticketIds: readonly number[], transaction: Transaction): Promise<void> =>
  follow(database, REQUESTS, ticketIds, transaction)

/** What the assisting parties of these tickets have in their lists; the marks are written before. Their rows must be locked. */
export const followAssistants = (database: Database, ticketIds: readonly number[], transaction: Transaction): Promise<void> =>
  follow(database, ASSISTANTS, ticketIds, transaction)

/** Ids of tickets that are looked at with one statement. */
const RANGE = 20_000
/** Tickets that are locked at a time. */
const MENDED_AT_ONCE = 500

/** Tickets with a row that does not say what it should, in batches. */
async function* findDiffering({ sequelize, tables }: Database, { table, alias, ticket, joins, columns }: Following): AsyncGenerator<number[]> {
  const last = await findRow(tables.tickets, {}, { attributes: ['id'], order: [['id', 'DESC']] })
  const agree = Object.entries(columns).map(([column, value]) => `${alias}.${column} <=> ${value}`).join(' AND ')
  for (let after = 0; after < (last?.id ?? 0); after += RANGE) {
    const rows = await sequelize.query<{ id: number }>(
      `SELECT DISTINCT ${alias}.${ticket} AS id FROM ${table} ${joins} WHERE ${alias}.${ticket} > :after AND ${alias}.${ticket} <= :until AND NOT (${agree})`,
      { replacements: { after, until: after + RANGE }, type: QueryTypes.SELECT },
    )
    if (rows.length > 0) yield rows.map(({ id }) => Number(id))
  }
}

/** How many tickets have a row that does not say what it should. Servers may work meanwhile: each statement sees one moment. */
export async function countDiffering(database: Database): Promise<number> {
  let differing = 0
  for (const following of ALL) for await (const ids of findDiffering(database, following)) differing += ids.length
  return differing
}

/**
 * Makes the columns what they should be, behind the locks of the tickets: those that a server of an earlier version wrote
 * know nothing of them.
 * @returns how many tickets had a wrong row
 */
export async function mendFollowing(database: Database): Promise<number> {
  const mended = new Set<number>()
  for (const following of ALL) {
    for await (const differing of findDiffering(database, following)) {
      for (let start = 0; start < differing.length; start += MENDED_AT_ONCE) {
        const ids = differing.slice(start, start + MENDED_AT_ONCE)
        await runTransaction(database, async (transaction) => {
          await database.sequelize.query('SELECT id FROM tickets WHERE id IN (:ids) ORDER BY id FOR UPDATE', { replacements: { ids }, type: QueryTypes.SELECT, transaction })
          await follow(database, following, ids, transaction)
        })
        for (const id of ids) mended.add(id)
      }
    }
  }
  return mended.size
}
