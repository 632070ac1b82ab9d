import { QueryTypes, type Transaction } from 'sequelize'
import { visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { appendChanges } from '../counts/changes.ts'
import { createCountSum, type CountSum } from '../counts/deltas.ts'
import { countScopeOf } from '../counts/scopes.ts'
import type { Database } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import { runTransaction } from '../database/transaction.ts'
import type { TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'

/** Whose mark it is: one for a whole mall, else one for the person (`lists.md`, unread). */
export const readerOf = (user: CurrentUser): string => (visibilityOf(user) === 'mall' ? readerOfMall(user.organisationId) : `user:${user.id}`)
const readerOfMall = (id: number): string => `mall:${id}`

/** A mark of having read a ticket, with the sight in which its reader saw it; none in rows of an older program, which count nothing. */
interface ReadMark {
  reader: string
  ticketId: number
  scope: string | null
}

type ReadTicket = Pick<TicketRow, 'id' | 'createdAt' | 'lastEventAt' | 'scopeMallId' | 'logSequence'>

/** A ticket's row before and after; before is null for a new one, which nobody had read. */
export interface ReadChange {
  before: Pick<TicketRow, 'unreadMallId'> | null
  after: ReadTicket
}

/** By the tickets' own index always: a look through the table would meet the marks of tickets that others hold. */
const BY_TICKET = 'FORCE INDEX (ticket_reads_ticket)'

async function marksOfTickets({ sequelize }: Database, ticketIds: readonly number[], transaction: Transaction): Promise<ReadMark[]> {
  if (ticketIds.length === 0) return []
  return sequelize.query<ReadMark>(`SELECT reader, ticket_id AS ticketId, scope FROM ticket_reads ${BY_TICKET} WHERE ticket_id IN (:ticketIds)`,
    { replacements: { ticketIds: [...ticketIds] }, type: QueryTypes.SELECT, transaction })
}

async function putMark({ sequelize }: Database, mark: ReadMark, row: ReadTicket, transaction: Transaction): Promise<void> {
  await sequelize.query(
    `INSERT INTO ticket_reads (reader, ticket_id, read_at, scope) VALUES (:reader, :ticketId, :readAt, :scope)
     ON DUPLICATE KEY UPDATE read_at = VALUES(read_at), scope = VALUES(scope)`,
    { replacements: { ...mark, readAt: sqlInstant(row.lastEventAt) }, type: QueryTypes.INSERT, transaction },
  )
}

/** A mall's reading stands on the ticket too: what it has left would otherwise be sought among all that it has. */
async function setMallUnread({ sequelize }: Database, ids: readonly number[], mall: 'scope_mall_id' | 'NULL', transaction: Transaction): Promise<void> {
  if (ids.length > 0) await sequelize.query(`UPDATE tickets SET unread_mall_id = ${mall} WHERE id IN (:ids)`, { replacements: { ids: [...ids] }, transaction })
}

/** Writes only where it changes; see `followingColumns.ts` for what the column says. @param reader who has read it; null: nobody */
async function followMallUnread(database: Database, changes: readonly ReadChange[], reader: string | null, transaction: Transaction): Promise<void> {
  const hasRead = ({ after: { scopeMallId } }: ReadChange): boolean => scopeMallId !== null && reader === readerOfMall(scopeMallId)
  const wrong = changes.flatMap((change) => {
    const unread = hasRead(change) ? null : change.after.scopeMallId
    return unread === (change.before?.unreadMallId ?? null) ? [] : [{ id: change.after.id, unread }]
  })
  await setMallUnread(database, wrong.flatMap(({ id, unread }) => (unread === null ? [id] : [])), 'NULL', transaction)
  await setMallUnread(database, wrong.flatMap(({ id, unread }) => (unread === null ? [] : [id])), 'scope_mall_id', transaction)
}

/** The reader's mark takes the place of the one that he had. */
function countMark(sum: CountSum, had: ReadMark | undefined, has: ReadMark, createdAt: Date): void {
  if (had) sum.addRead(had, createdAt, -1)
  sum.addRead(has, createdAt, 1)
}

/**
 * A person has looked at the ticket as `row` shows it: it is marked as read up to the event that he has seen, and not if
 * something has happened since. The ticket's row is locked: who writes it meanwhile is waited for, or sees the mark. So
 * every mark stands for a ticket that is read, and they can be counted as tickets are.
 */
export async function writeReadMark({ database, timeZone }: Services, user: CurrentUser, row: ReadTicket): Promise<void> {
  const mark: ReadMark = { reader: readerOf(user), ticketId: row.id, scope: countScopeOf(user) }
  await runTransaction(database, async (transaction) => {
    // Two things may happen within one ms; the log tells them apart. Where it has grown by less than an event, the ticket stays unread until it is opened again.
    const seen = await database.sequelize.query('SELECT id FROM tickets WHERE id = :ticketId AND last_event_at = :readAt AND log_sequence = :logSequence FOR UPDATE',
      { replacements: { ticketId: row.id, readAt: sqlInstant(row.lastEventAt), logSequence: row.logSequence }, type: QueryTypes.SELECT, transaction })
    if (seen.length === 0) return
    const had = (await marksOfTickets(database, [row.id], transaction)).find(({ reader }) => reader === mark.reader)
    const sum = createCountSum(timeZone)
    countMark(sum, had, mark, row.createdAt)
    await putMark(database, mark, row, transaction)
    if (row.scopeMallId !== null && mark.reader === readerOfMall(row.scopeMallId)) await setMallUnread(database, [row.id], 'NULL', transaction)
    await appendChanges(database, sum.deltas(), transaction)
  })
}

/**
 * Something has happened to these tickets: nobody has read that yet, but who did it. Their rows must be locked.
 * @param sum takes what it changes of the counts
 */
export async function renewReadMarks(database: Database, changes: readonly ReadChange[], actor: CurrentUser | null, sum: CountSum, transaction: Transaction): Promise<void> {
  if (changes.length === 0) return
  const scope = actor && countScopeOf(actor)
  // A program with a key has no lists, and no marks.
  const reader = actor && scope ? readerOf(actor) : null
  const rows = changes.map(({ after }) => after)
  const marks = await marksOfTickets(database, changes.flatMap(({ before, after }) => (before ? [after.id] : [])), transaction)
  const over = marks.filter((mark) => mark.reader !== reader)
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  for (const mark of over) sum.addRead(mark, rowOf.get(Number(mark.ticketId))!.createdAt, -1)
  if (over.length > 0) {
    await database.sequelize.query(`DELETE r FROM ticket_reads r ${BY_TICKET} WHERE r.ticket_id IN (:ticketIds) AND r.reader <> :reader`,
      { replacements: { ticketIds: [...new Set(over.map(({ ticketId }) => ticketId))], reader: reader ?? '' }, type: QueryTypes.UPDATE, transaction })
  }
  await followMallUnread(database, changes, reader, transaction)
  if (!reader || !scope) return
  for (const row of rows) {
    const mark: ReadMark = { reader, ticketId: row.id, scope }
    countMark(sum, marks.find((had) => had.reader === reader && Number(had.ticketId) === row.id), mark, row.createdAt)
    await putMark(database, mark, row, transaction)
  }
}
