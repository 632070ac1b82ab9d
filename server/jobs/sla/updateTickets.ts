import { QueryTypes, type Transaction } from 'sequelize'
import type { Database } from '../../database/database.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import type { SweptRow } from './sweptTicket.ts'

/**
 * Writes what firing changed of many tickets with one statement. Their version stays: nobody's open form goes stale
 * because a deadline passed. The last event is nobody's, so that the ticket is unread to everybody.
 */
export async function updateTickets({ sequelize }: Database, rows: readonly SweptRow[], transaction: Transaction): Promise<void> {
  const values = rows.map((_, index) => (index === 0
    ? 'SELECT ? AS id, ? AS reply_timely, ? AS resolve_timely, ? AS log_sequence, ? AS log_hash, CAST(? AS DATETIME(3)) AS fired_at' : 'SELECT ?, ?, ?, ?, ?, ?')).join(' UNION ALL ')
  await sequelize.query(
    `UPDATE tickets AS ticket JOIN (${values}) AS fired ON fired.id = ticket.id
     SET ticket.reply_timely = fired.reply_timely, ticket.resolve_timely = fired.resolve_timely, ticket.log_sequence = fired.log_sequence,
       ticket.log_hash = fired.log_hash, ticket.updated_at = fired.fired_at, ticket.last_event_at = fired.fired_at, ticket.last_event_by = NULL`,
    { replacements: rows.flatMap((row) => [row.id, row.replyTimely, row.resolveTimely, row.logSequence, row.logHash, sqlInstant(row.lastEventAt)]), type: QueryTypes.UPDATE, transaction },
  )
}
