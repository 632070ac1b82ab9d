import { visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { Unit } from '../commands/unit.ts'
import type { TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import type { Transaction } from 'sequelize'

/** Whose mark it is: one for a whole mall, else one for the person (`lists.md`, unread). */
export const readerOf = (user: CurrentUser): string => (visibilityOf(user) === 'mall' ? `mall:${user.organisationId}` : `user:${user.id}`)

/** Marks the ticket as read up to its last event. A mark never goes back. */
export async function writeReadMark(services: Services, user: CurrentUser, row: Pick<TicketRow, 'id' | 'lastEventAt'>, transaction: Transaction | null): Promise<void> {
  await services.database.sequelize.query(
    `INSERT INTO ticket_reads (reader, ticket_id, read_at) VALUES (:reader, :ticketId, :readAt)
     ON DUPLICATE KEY UPDATE read_at = GREATEST(read_at, VALUES(read_at))`,
    { replacements: { reader: readerOf(user), ticketId: row.id, readAt: sqlInstant(row.lastEventAt) }, transaction },
  )
}

/** One's own acts do not make a ticket unread. */
export const markRead = (unit: Unit, row: TicketRow): Promise<void> => writeReadMark(unit.services, unit.caller.user, row, unit.transaction)
