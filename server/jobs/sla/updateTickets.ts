import { QueryTypes, type Transaction } from 'sequelize'
import type { Database } from '../../database/database.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import type { SweptRow } from './sweptTicket.ts'

/**
 * Many rows of values as one: half the time of a UNION or a CASE of the same rows. MySQL and MariaDB know it in the same
 * words; a JSON null is NULL.
 */
const UPDATE = `
  UPDATE tickets AS ticket JOIN JSON_TABLE(:rows, '$[*]' COLUMNS (
    id BIGINT UNSIGNED PATH '$[0]', reply_timely TINYINT PATH '$[1]', resolve_timely TINYINT PATH '$[2]', log_sequence INT PATH '$[3]',
    log_hash VARCHAR(64) CHARACTER SET ascii PATH '$[4]', fired_at DATETIME(3) PATH '$[5]'
  )) AS fired ON fired.id = ticket.id
  SET ticket.reply_timely = fired.reply_timely, ticket.resolve_timely = fired.resolve_timely, ticket.log_sequence = fired.log_sequence,
    ticket.log_hash = fired.log_hash, ticket.updated_at = fired.fired_at, ticket.last_event_at = fired.fired_at, ticket.last_event_by = NULL`

const flagOf = (value: boolean | null): number | null => (value === null ? null : Number(value))

/**
 * Writes what firing changed of many tickets with one statement. Their version stays: nobody's open form goes stale
 * because a deadline passed. The last event is nobody's, so that the ticket is unread to everybody.
 */
export async function updateTickets({ sequelize }: Database, rows: readonly SweptRow[], transaction: Transaction): Promise<void> {
  const values = rows.map((row) => [row.id, flagOf(row.replyTimely), flagOf(row.resolveTimely), row.logSequence, row.logHash, sqlInstant(row.lastEventAt)])
  await sequelize.query(UPDATE, { replacements: { rows: JSON.stringify(values) }, type: QueryTypes.UPDATE, transaction })
}
