import { Op, QueryTypes } from 'sequelize'
import { z } from 'zod'
import { COUNT_CAP } from '#shared/contract/query.ts'
import { REQUEST_KINDS, type RequestKind, type RequestState } from '#shared/domain/ticket/enumerations.ts'
import type { CurrentUser } from '../caller.ts'
import { findRows } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { RequestRow, TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { approvalScopeSql, REQUESTS_WITH_TICKETS } from './approvalScope.ts'
import { joinSql, type Sql } from './conditions.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { namesOfUsers } from './users.ts'

const DEFAULT_LIMIT = 50

export interface ApprovalQuery {
  kind?: readonly RequestKind[]
  state?: readonly RequestState[]
  cursor?: string
  limit?: number
}

/** Requests with what their presentation needs, each kind of it loaded with one query for all. */
export interface ApprovalRows {
  requests: RequestRow[]
  tickets: ReadonlyMap<number, TicketRow>
  /** The pending requests of a ticket. */
  pendingOf: (ticketId: number) => RequestRow[]
  names: ReadonlyMap<number, string>
  nextCursor: string | null
  total: number
  totalIsExact: boolean
}

/**
 * Where a page ended, and when the first one was read: what is decided after that keeps its place among the pending ones,
 * so that going on neither leaves out nor repeats.
 */
const cursorSchema = z.strictObject({ readAt: z.iso.datetime(), section: z.enum(['pending', 'decided']), at: z.iso.datetime(), id: z.int().positive() })
type Cursor = z.infer<typeof cursorSchema>

const SECTIONS = {
  pending: { column: 'r.requested_at', direction: 'ASC', beyond: '>', holds: '(r.pending_key IS NOT NULL OR r.decided_at > ?)' },
  decided: { column: 'r.decided_at', direction: 'DESC', beyond: '<', holds: '(r.pending_key IS NULL AND r.decided_at <= ?)' },
} as const

/** @param after the last row of the section that was shown; null: from its beginning */
async function readSection(services: Services, where: readonly Sql[], section: Cursor['section'], { readAt, after, limit }: { readAt: string; after: Cursor | null; limit: number }): Promise<RequestRow[]> {
  if (limit <= 0) return []
  const { sequelize, tables: { requests } } = services.database
  const { column, direction, beyond, holds } = SECTIONS[section]
  const pieces = [...where, { sql: holds, values: [sqlInstant(new Date(readAt))] }]
  if (after) {
    const at = sqlInstant(new Date(after.at))
    pieces.push({ sql: `${column} ${beyond} ? OR (${column} = ? AND r.id ${beyond} ?)`, values: [at, at, after.id] })
  }
  const { sql, values } = joinSql(pieces, ' AND ')
  const found = await sequelize.query<{ id: number }>(
    `SELECT r.id ${REQUESTS_WITH_TICKETS} WHERE ${sql} ORDER BY ${column} ${direction}, r.id ${direction} LIMIT ?`, { replacements: [...values, limit], type: QueryTypes.SELECT },
  )
  if (found.length === 0) return []
  const ids = found.map(({ id }) => Number(id))
  const rows = new Map((await findRows(requests, { id: { [Op.in]: ids } })).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

async function countUpToCap({ database }: Services, where: Sql): Promise<number> {
  const [row] = await database.sequelize.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 ${REQUESTS_WITH_TICKETS} WHERE ${where.sql} LIMIT ${COUNT_CAP + 1}) c`, { replacements: where.values, type: QueryTypes.SELECT },
  )
  return Number(row?.n ?? 0)
}

function grouped(rows: readonly RequestRow[]): (ticketId: number) => RequestRow[] {
  const groups = new Map<number, RequestRow[]>()
  for (const row of rows) groups.set(row.ticketId, [...(groups.get(row.ticketId) ?? []), row])
  return (ticketId) => groups.get(ticketId) ?? []
}

/** Which section a row of this page was read from: what was decided in between keeps its place. */
const cursorAt = (row: RequestRow, section: Cursor['section'], readAt: string): Cursor =>
  ({ readAt, section, at: (section === 'pending' ? row.requestedAt : row.decidedAt!).toISOString(), id: row.id })

/**
 * A page of requests: pending ones first, oldest first, then the decided ones, newest first.
 * @throws ApiError `forbidden` for who has no tabs of requests, `validation_failed` for a cursor that is none
 */
export async function listApprovals(services: Services, user: CurrentUser, query: ApprovalQuery): Promise<ApprovalRows> {
  const { tables } = services.database
  const limit = query.limit ?? DEFAULT_LIMIT
  const where: Sql[] = [...approvalScopeSql(user), { sql: 'r.kind IN (?)', values: [[...(query.kind ?? REQUEST_KINDS)]] }]
  const onlyPending = query.state?.every((state) => state === 'pending') ?? false
  // The pending ones have an index of their own, however many were decided.
  if (onlyPending) where.push({ sql: 'r.pending_key IS NOT NULL', values: [] })
  else if (query.state) where.push({ sql: 'r.state IN (?)', values: [[...query.state]] })
  const cursor = query.cursor === undefined ? null : decodeCursor(cursorSchema, query.cursor)
  const readAt = cursor?.readAt ?? services.clock.now().toISOString()

  const pending = cursor?.section === 'decided' ? [] : await readSection(services, where, 'pending', { readAt, after: cursor, limit: limit + 1 })
  const decided = onlyPending ? []
    : await readSection(services, where, 'decided', { readAt, after: cursor?.section === 'decided' ? cursor : null, limit: limit + 1 - pending.length })
  const found = [...pending, ...decided]
  const requests = found.slice(0, limit)
  const last = requests.at(-1)
  const nextCursor = last && found.length > limit ? encodeCursor(cursorAt(last, requests.length <= pending.length ? 'pending' : 'decided', readAt)) : null

  const ofTickets = { [Op.in]: [...new Set(requests.map(({ ticketId }) => ticketId))] }
  const [tickets, pendingOfTickets, names, total] = await Promise.all([
    requests.length > 0 ? findRows(tables.tickets, { id: ofTickets }) : [],
    requests.length > 0 ? findRows(tables.requests, { ticketId: ofTickets, state: 'pending' }) : [],
    namesOfUsers(services.database, requests.map(({ decidedFor }) => decidedFor)),
    countUpToCap(services, joinSql(where, ' AND ')),
  ])
  return {
    requests, tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])), pendingOf: grouped(pendingOfTickets), names,
    nextCursor, total: Math.min(total, COUNT_CAP), totalIsExact: total <= COUNT_CAP,
  }
}

/** How many requests of each kind wait for a decision, as far as the user sees them; each capped. */
export async function countPendingRequests({ database }: Services, user: CurrentUser): Promise<Partial<Record<RequestKind, number>>> {
  const { sql, values } = joinSql([...approvalScopeSql(user), { sql: 'r.pending_key IS NOT NULL', values: [] }], ' AND ')
  const rows = await database.sequelize.query<{ kind: RequestKind; n: number }>(
    `SELECT r.kind, COUNT(*) AS n ${REQUESTS_WITH_TICKETS} WHERE ${sql} GROUP BY r.kind`, { replacements: values, type: QueryTypes.SELECT },
  )
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, Math.min(Number(n), COUNT_CAP + 1)]))
}
