import { Op, QueryTypes, type Transaction } from 'sequelize'
import { z } from 'zod'
import { instant } from '#shared/contract/common.ts'
import { COUNT_CAP } from '#shared/contract/query.ts'
import type { CurrentUser } from '../caller.ts'
import { findRows } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { BreachRow, TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { breachesWhere, type BreachFilter } from './breachReport.ts'
import { joinSql, type Sql } from './conditions.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

const cursorSchema = z.strictObject({ at: instant, id: z.int().positive() })

/** What of a ticket stands beside its breach. */
const TICKET_COLUMNS = ['id', 'no', 'type', 'level', 'state', 'customerName', 'latestFeedback'] as const satisfies readonly (keyof TicketRow)[]
export type BreachedTicket = Pick<TicketRow, (typeof TICKET_COLUMNS)[number]>

export interface BreachRowPage {
  breaches: BreachRow[]
  tickets: ReadonlyMap<number, BreachedTicket>
  nextCursor: string | null
  total: number
  totalIsExact: boolean
}

/** Rows after the one where a page ended. */
function afterCursor(cursor: string): Sql {
  const { at, id } = decodeCursor(cursorSchema, cursor)
  const happenedAt = sqlInstant(new Date(at))
  return { sql: 'b.happened_at < ? OR (b.happened_at = ? AND b.id < ?)', values: [happenedAt, happenedAt, id] }
}

export type BreachPageQuery = BreachFilter & { cursor?: string | undefined; limit: number }

/**
 * Breaches behind a number of the report, newest first, without a total: for who reads them batch by batch.
 * @param transaction whose snapshot is read; else what is there now
 * @throws ApiError `forbidden` for who reads no report, `validation_failed` for a cursor that is none
 */
export async function readBreaches(services: Services, user: CurrentUser, { cursor, limit, ...filter }: BreachPageQuery, transaction: Transaction | null = null): Promise<Omit<BreachRowPage, 'total' | 'totalIsExact'>> {
  const { sequelize, tables } = services.database
  const where = await breachesWhere(services, user, filter)
  const page = cursor === undefined ? where : joinSql([where, afterCursor(cursor)], ' AND ')
  const found = await sequelize.query<{ id: number }>(
    `SELECT b.id FROM breaches b WHERE ${page.sql} ORDER BY b.happened_at DESC, b.id DESC LIMIT ?`, { replacements: [...page.values, limit + 1], type: QueryTypes.SELECT, transaction },
  )
  const ids = found.slice(0, limit).map(({ id }) => Number(id))
  const breaches = ids.length === 0 ? [] : await findRows(tables.breaches, { id: { [Op.in]: ids } }, { order: [['happenedAt', 'DESC'], ['id', 'DESC']], transaction })
  const ticketIds = [...new Set(breaches.map(({ ticketId }) => ticketId))]
  const tickets = ticketIds.length === 0 ? [] : await findRows(tables.tickets, { id: { [Op.in]: ticketIds } }, { attributes: [...TICKET_COLUMNS], transaction })
  const last = breaches.at(-1)
  return {
    breaches, tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    nextCursor: found.length > limit && last ? encodeCursor({ at: last.happenedAt.toISOString(), id: last.id }) : null,
  }
}

/**
 * A page of {@link readBreaches} with its total.
 * @throws ApiError `forbidden` for who reads no report, `validation_failed` for a cursor that is none
 */
export async function listBreaches(services: Services, user: CurrentUser, query: BreachPageQuery): Promise<BreachRowPage> {
  const page = await readBreaches(services, user, query)
  const where = await breachesWhere(services, user, query)
  const [counted] = await services.database.sequelize.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM breaches b WHERE ${where.sql} LIMIT ${COUNT_CAP + 1}) c`, { replacements: where.values, type: QueryTypes.SELECT },
  )
  const total = Number(counted?.n ?? 0)
  return { ...page, total: Math.min(total, COUNT_CAP), totalIsExact: total <= COUNT_CAP }
}
