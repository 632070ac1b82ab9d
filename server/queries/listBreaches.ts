import { Op, QueryTypes, type Transaction } from 'sequelize'
import { z } from 'zod'
import { instant } from '#shared/contract/common.ts'
import { COUNT_CAP } from '#shared/contract/query.ts'
import type { CurrentUser } from '../caller.ts'
import { findRows } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { BreachRow, TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { breachesFrom, breachesWhere, type BreachFilter } from './breachReport.ts'
import { joinSql } from './conditions.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { beyond } from './mergedRanges.ts'

/** Where a page ended, and how many there are in all: counted once, not for each page. */
const cursorSchema = z.strictObject({ at: instant, id: z.int().positive(), counted: z.int().nonnegative() })
type Cursor = z.infer<typeof cursorSchema>
/** A breach in the order of the list; `at` is ISO 8601. */
export type BreachPlace = Pick<Cursor, 'at' | 'id'>

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

/** Breaches, and the last of them where others follow. */
export interface BreachBatch extends Pick<BreachRowPage, 'breaches' | 'tickets'> {
  last: BreachPlace | null
}

export type BreachBatchQuery = BreachFilter & { after: BreachPlace | null; limit: number }
export type BreachPageQuery = BreachFilter & { cursor?: string | undefined; limit: number }

/**
 * Breaches behind a number of the report, newest first.
 * @param transaction whose snapshot is read; else what is there now
 * @throws ApiError `forbidden` for who reads no report
 */
export async function readBreaches(services: Services, user: CurrentUser, { after, limit, ...filter }: BreachBatchQuery, transaction: Transaction | null = null): Promise<BreachBatch> {
  const { sequelize, tables } = services.database
  const place = after && { at: sqlInstant(new Date(after.at)), id: after.id }
  const { sql, values } = joinSql([await breachesWhere(services, user, filter), beyond('b.happened_at', 'b.id', 'DESC', place)], ' AND ')
  const found = await sequelize.query<{ id: number }>(
    `SELECT b.id ${breachesFrom(user, filter)} WHERE ${sql} ORDER BY b.happened_at DESC, b.id DESC LIMIT ?`, { replacements: [...values, limit + 1], type: QueryTypes.SELECT, transaction },
  )
  const ids = found.slice(0, limit).map(({ id }) => Number(id))
  const breaches = ids.length === 0 ? [] : await findRows(tables.breaches, { id: { [Op.in]: ids } }, { order: [['happenedAt', 'DESC'], ['id', 'DESC']], transaction })
  const ticketIds = [...new Set(breaches.map(({ ticketId }) => ticketId))]
  const tickets = ticketIds.length === 0 ? [] : await findRows(tables.tickets, { id: { [Op.in]: ticketIds } }, { attributes: [...TICKET_COLUMNS], transaction })
  const last = breaches.at(-1)
  return {
    breaches, tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    last: found.length > limit && last ? { at: last.happenedAt.toISOString(), id: last.id } : null,
  }
}

/** How many there are, counted no further than one more than {@link COUNT_CAP}. */
async function countBreaches(services: Services, user: CurrentUser, filter: BreachFilter): Promise<number> {
  const { sql, values } = await breachesWhere(services, user, filter)
  const [counted] = await services.database.sequelize.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 ${breachesFrom(user, filter)} WHERE ${sql} LIMIT ${COUNT_CAP + 1}) c`, { replacements: values, type: QueryTypes.SELECT },
  )
  return Number(counted?.n ?? 0)
}

/**
 * A page of {@link readBreaches} with its total.
 * @throws ApiError `forbidden` for who reads no report, `validation_failed` for a cursor that is none
 */
export async function listBreaches(services: Services, user: CurrentUser, { cursor, ...query }: BreachPageQuery): Promise<BreachRowPage> {
  const place: Cursor | null = cursor === undefined ? null : decodeCursor(cursorSchema, cursor)
  const { breaches, tickets, last } = await readBreaches(services, user, { ...query, after: place })
  const total = place?.counted ?? (await countBreaches(services, user, query))
  return { breaches, tickets, nextCursor: last && encodeCursor({ ...last, counted: total }), total: Math.min(total, COUNT_CAP), totalIsExact: total <= COUNT_CAP }
}
