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
export const readerOf = (user: CurrentUser): string => (visibilityOf(user) === 'mall' ? `mall:${user.organisationId}` : `user:${user.id}`)

/** A mark of having read a ticket, with the sight in which its reader saw it; none in rows of an older program, which count nothing. */
interface ReadMark {
  reader: string
  ticketId: number
  scope: string | null
}

type ReadTicket = Pick<TicketRow, 'id' | 'createdAt' | 'lastEventAt'>

/** By the tickets' own index always: a look through the table would meet the marks of tickets that others hold. */
const BY_TICKET = 'FORCE INDEX (ticket_reads_ticket)'

const marksOfTickets = ({ sequelize }: Database, ticketIds: readonly number[], transaction: Transaction): Promise<ReadMark[]> =>
  sequelize.query<ReadMark>(`SELECT reader, ticket_id AS ticketId, scope FROM ticket_reads ${BY_TICKET} WHERE ticket_id IN (:ticketIds)`,
    { replacements: { ticketIds: [...ticketIds] }, type: QueryTypes.SELECT, transaction })

async function putMark({ sequelize }: Database, mark: ReadMark, row: ReadTicket, transaction: Transaction): Promise<void> {
  await sequelize.query(
    `INSERT INTO ticket_reads (reader, ticket_id, read_at, scope) VALUES (:reader, :ticketId, :readAt, :scope)
     ON DUPLICATE KEY UPDATE read_at = VALUES(read_at), scope = VALUES(scope)`,
    { replacements: { ...mark, readAt: sqlInstant(row.lastEventAt) }, type: QueryTypes.INSERT, transaction },
  )
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
    const seen = await database.sequelize.query('SELECT id FROM tickets WHERE id = :ticketId AND last_event_at = :readAt FOR UPDATE',
      { replacements: { ticketId: row.id, readAt: sqlInstant(row.lastEventAt) }, type: QueryTypes.SELECT, transaction })
    if (seen.length === 0) return
    const had = (await marksOfTickets(database, [row.id], transaction)).find(({ reader }) => reader === mark.reader)
    const sum = createCountSum(timeZone)
    countMark(sum, had, mark, row.createdAt)
    await putMark(database, mark, row, transaction)
    await appendChanges(database, sum.deltas(), transaction)
  })
}

/**
 * Something has happened to these tickets: nobody has read that yet, but who did it. Their rows must be locked.
 * @param isNew the tickets have just been made: nobody had read them
 * @param sum takes what it changes of the counts
 */
export async function renewReadMarks(
  database: Database, rows: readonly ReadTicket[], actor: CurrentUser | null, isNew: boolean, sum: CountSum, transaction: Transaction,
): Promise<void> {
  if (rows.length === 0) return
  const scope = actor && countScopeOf(actor)
  // A program with a key has no lists, and no marks.
  const reader = actor && scope ? readerOf(actor) : null
  const marks = isNew ? [] : await marksOfTickets(database, rows.map(({ id }) => id), transaction)
  const over = marks.filter((mark) => mark.reader !== reader)
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  for (const mark of over) sum.addRead(mark, rowOf.get(Number(mark.ticketId))!.createdAt, -1)
  if (over.length > 0) {
    await database.sequelize.query(`DELETE r FROM ticket_reads r ${BY_TICKET} WHERE r.ticket_id IN (:ticketIds) AND r.reader <> :reader`,
      { replacements: { ticketIds: [...new Set(over.map(({ ticketId }) => ticketId))], reader: reader ?? '' }, type: QueryTypes.UPDATE, transaction })
  }
  if (!reader || !scope) return
  for (const row of rows) {
    const mark: ReadMark = { reader, ticketId: row.id, scope }
    countMark(sum, marks.find((had) => had.reader === reader && Number(had.ticketId) === row.id), mark, row.createdAt)
    await putMark(database, mark, row, transaction)
  }
}
