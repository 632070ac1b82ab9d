import { Op, QueryTypes } from 'sequelize'
import { PRESENCE_LASTS_MS, type PresentPerson } from '#shared/contract/stream.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import type { Database } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import { runTransaction } from '../database/transaction.ts'

/** Somebody's page of a ticket. */
export interface Appearance {
  connectionId: string
  ticketId: number
  userId: number
  typing: TicketOperation | null
}

/** What is older counts no more. */
const seenAfter = (now: Date): string => sqlInstant(new Date(now.getTime() - PRESENCE_LASTS_MS))

/** The page is open, or still open; `since` stays what it was. */
export const appear = (database: Database, { connectionId, ticketId, userId, typing }: Appearance, now: Date): Promise<void> =>
  runTransaction(database, async (transaction) => {
    await database.sequelize.query(
      `INSERT INTO presence (connection_id, ticket_id, user_id, typing, since, seen_at) VALUES (:connectionId, :ticketId, :userId, :typing, :now, :now)
       ON DUPLICATE KEY UPDATE typing = VALUES(typing), seen_at = VALUES(seen_at)`,
      { replacements: { connectionId, ticketId, userId, typing, now: sqlInstant(now) }, transaction },
    )
  })

/** The page was closed; without a ticket all pages of the connection. */
export const disappear = (database: Database, connectionId: string, ticketId?: number): Promise<void> =>
  runTransaction(database, async (transaction) => {
    await database.tables.presence.model.destroy({ where: { connectionId, ...(ticketId === undefined ? {} : { ticketId }) }, transaction })
  })

/** Removes what servers that ended without a farewell have left. */
export const removeExpired = (database: Database, now: Date): Promise<void> =>
  runTransaction(database, async (transaction) => {
    await database.tables.presence.model.destroy({ where: { seenAt: { [Op.lte]: new Date(now.getTime() - PRESENCE_LASTS_MS) } }, transaction })
  })

interface PresentRow {
  ticketId: number
  userId: number
  name: string
  organisation: string
  typing: TicketOperation | null
  since: Date
}

/** Several pages of one person are one: there since the first, typing where he types in any. */
function addPage(people: Map<number, PresentPerson>, { userId, name, organisation, typing, since }: PresentRow): void {
  const known = people.get(userId)
  if (known) known.typing ??= typing
  else people.set(userId, { userId: String(userId), name, organisation, typing, since: since.toISOString() })
}

/** Who has which of the tickets open, in the order of coming. One query however many tickets they are. */
export async function whoIsThere({ sequelize }: Database, ticketIds: readonly number[], now: Date): Promise<Map<number, Map<number, PresentPerson>>> {
  const there = new Map<number, Map<number, PresentPerson>>(ticketIds.map((id) => [id, new Map()]))
  if (ticketIds.length === 0) return there
  const rows = await sequelize.query<PresentRow>(
    `SELECT p.ticket_id AS ticketId, p.user_id AS userId, u.name, o.name AS organisation, p.typing, p.since
     FROM presence p JOIN users u ON u.id = p.user_id JOIN organisations o ON o.id = u.organisation_id
     WHERE p.ticket_id IN (:ticketIds) AND p.seen_at > :seenAfter ORDER BY p.since, p.connection_id`,
    { replacements: { ticketIds: [...ticketIds], seenAfter: seenAfter(now) }, type: QueryTypes.SELECT },
  )
  for (const row of rows) addPage(there.get(row.ticketId)!, row)
  return there
}
