import { QueryTypes } from 'sequelize'
import { z } from 'zod'
import type { deadLetterQuery } from '#shared/contract/channel.ts'
import { instant } from '#shared/contract/common.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import type { Database } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

const DEFAULT_LIMIT = 50
/** From here on the total is not exact. */
const COUNT_CAP = 10_000
const cursorSchema = z.strictObject({ diedAt: instant, id: z.int().min(1) })

export interface DeadLetterRow {
  id: number
  channel: OutsideChannel
  event: TicketEvent
  ticketNo: string
  recipientName: string
  organisationName: string
  messageId: string
  attempts: number
  error: string | null
  at: Date
  diedAt: Date
}

export interface DeadLetterRows {
  rows: DeadLetterRow[]
  nextCursor: string | null
  total: number
  totalIsExact: boolean
}

/** A page of the messages that are not tried again by themselves, newest first. @throws ApiError `validation_failed` for a cursor that is none */
export async function listDeadLetters({ sequelize }: Database, query: z.output<typeof deadLetterQuery>): Promise<DeadLetterRows> {
  const limit = query.limit ?? DEFAULT_LIMIT
  const after = query.cursor ? decodeCursor(cursorSchema, query.cursor) : null
  const ofChannel = `d.state = 'dead' ${query.channel ? 'AND d.channel = :channel' : ''}`
  const replacements = { channel: query.channel ?? null, limit: limit + 1, diedAt: after && sqlInstant(new Date(after.diedAt)), id: after?.id ?? null }
  const [found, [counted]] = await Promise.all([
    sequelize.query<DeadLetterRow>(`
      SELECT d.id, d.channel, e.kind AS event, t.no AS ticketNo, u.name AS recipientName, o.name AS organisationName, d.message_id AS messageId, d.attempts,
        d.last_error AS error, e.at, d.died_at AS diedAt
      FROM dispatches d JOIN events e ON e.id = d.event_id JOIN tickets t ON t.id = e.ticket_id JOIN users u ON u.id = d.user_id JOIN organisations o ON o.id = u.organisation_id
      WHERE ${ofChannel} ${after ? 'AND (d.died_at < :diedAt OR (d.died_at = :diedAt AND d.id < :id))' : ''}
      ORDER BY d.died_at DESC, d.id DESC LIMIT :limit`, { replacements, type: QueryTypes.SELECT }),
    sequelize.query<{ n: number }>(`SELECT COUNT(*) AS n FROM (SELECT 1 FROM dispatches d WHERE ${ofChannel} LIMIT ${COUNT_CAP + 1}) c`, { replacements, type: QueryTypes.SELECT }),
  ])
  const rows = found.slice(0, limit).map((row) => ({ ...row, id: Number(row.id) }))
  const last = rows.at(-1)
  const total = Number(counted?.n ?? 0)
  return {
    rows, nextCursor: last && found.length > limit ? encodeCursor({ diedAt: last.diedAt.toISOString(), id: last.id }) : null,
    total: Math.min(total, COUNT_CAP), totalIsExact: total <= COUNT_CAP,
  }
}
