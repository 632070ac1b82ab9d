import { QueryTypes } from 'sequelize'
import { UNREAD_CAP } from '#shared/contract/message.ts'
import { isCallCenter } from '#shared/domain/permissions.ts'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import type { CurrentUser } from '../caller.ts'
import type { Database } from '../database/database.ts'
import { CALL_CENTER_RECIPIENT, personalRecipient } from '../messages/recipient.ts'
import type { Services } from '../services.ts'

const DEFAULT_LIMIT = 30

export interface MessageRow {
  id: number
  event: TicketEvent
  ticketId: number
  ticketNo: string
  at: Date
  read: boolean
  desktop: boolean
  byName: string | null
}

export interface MessageRows {
  rows: MessageRow[]
  nextCursor: string | null
  unread: number
}

/** One's own messages; `read` by the time on the row. */
const PERSONAL = { where: 'm.recipient = :own', read: 'm.read_at IS NOT NULL' }
/**
 * Those of the whole call center, read by one's own marks. Not what is from before one was there, and not what one has a
 * message of one's own about.
 */
const SHARED = {
  where: `m.recipient = :shared AND m.at >= (SELECT created_at FROM users WHERE id = :userId)
    AND NOT EXISTS (SELECT 1 FROM messages mine WHERE mine.event_id = m.event_id AND mine.recipient = :own)`,
  read: `(m.id <= COALESCE((SELECT read_up_to FROM message_marks WHERE user_id = :userId), 0)
    OR EXISTS (SELECT 1 FROM message_reads r WHERE r.user_id = :userId AND r.message_id = m.id))`,
}
/** Begins behind the mark instead of reading what it covers. */
const SHARED_UNREAD = `${SHARED.where} AND m.id > COALESCE((SELECT read_up_to FROM message_marks WHERE user_id = :userId), 0)
    AND NOT EXISTS (SELECT 1 FROM message_reads r WHERE r.user_id = :userId AND r.message_id = m.id)`
const PERSONAL_UNREAD = `${PERSONAL.where} AND m.read_at IS NULL`

/** What the statements take of a user. */
export const messageOwner = (user: CurrentUser) => ({ userId: user.id, own: personalRecipient(user.id), shared: CALL_CENTER_RECIPIENT })

const kindsFor = (user: CurrentUser) => [{ ...PERSONAL, unread: PERSONAL_UNREAD }, ...(isCallCenter(user) ? [{ ...SHARED, unread: SHARED_UNREAD }] : [])]

/** The newest shared messages that a user has not read, their ids from the newest on. */
export async function unreadShared({ sequelize }: Database, user: CurrentUser, { upTo, limit }: { upTo: number; limit: number }): Promise<number[]> {
  const rows = await sequelize.query<{ id: number }>(`SELECT m.id FROM messages m WHERE ${SHARED_UNREAD} AND m.id <= :upTo ORDER BY m.id DESC LIMIT :limit`,
    { replacements: { ...messageOwner(user), upTo, limit }, type: QueryTypes.SELECT })
  return rows.map(({ id }) => Number(id))
}

/** How many messages a user has not read, up to {@link UNREAD_CAP}. */
export async function countUnread({ sequelize }: Database, user: CurrentUser): Promise<number> {
  const counts = await Promise.all(kindsFor(user).map(({ unread }) => sequelize.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM messages m WHERE ${unread} LIMIT ${UNREAD_CAP}) counted`, { replacements: messageOwner(user), type: QueryTypes.SELECT },
  )))
  return Math.min(UNREAD_CAP, counts.reduce((sum, [row]) => sum + Number(row?.n ?? 0), 0))
}

/** A page of a user's messages, newest first. */
export async function listMessages({ database }: Services, user: CurrentUser, query: { cursor?: string; limit?: number; unread?: boolean }): Promise<MessageRows> {
  const limit = query.limit ?? DEFAULT_LIMIT
  // Each kind by its index, the newest of both then: one ordered read over both would sort all that there are.
  const parts = kindsFor(user).map(({ where, read, unread }) => `
    (SELECT m.id, m.event, m.event_id, m.ticket_id, m.ticket_no, m.at, m.desktop, ${read} AS was_read FROM messages m
      WHERE ${query.unread ? unread : where} ${query.cursor === undefined ? '' : 'AND m.id < :cursor'} ORDER BY m.id DESC LIMIT :most)`)
  const [found, unread] = await Promise.all([
    database.sequelize.query<Omit<MessageRow, 'read' | 'desktop'> & { read: number; desktop: number }>(`
      SELECT l.id, l.event, l.ticket_id AS ticketId, l.ticket_no AS ticketNo, l.at, l.desktop, l.was_read AS \`read\`, u.name AS byName
      FROM (${parts.join(' UNION ALL ')}) l LEFT JOIN events e ON e.id = l.event_id LEFT JOIN users u ON u.id = e.user_id
      ORDER BY l.id DESC LIMIT :most`,
    { replacements: { ...messageOwner(user), cursor: query.cursor ?? null, most: limit + 1 }, type: QueryTypes.SELECT }),
    countUnread(database, user),
  ])
  const rows = found.slice(0, limit).map((row) => ({ ...row, id: Number(row.id), ticketId: Number(row.ticketId), read: Boolean(row.read), desktop: Boolean(row.desktop) }))
  return { rows, nextCursor: found.length > limit ? String(rows.at(-1)!.id) : null, unread }
}
