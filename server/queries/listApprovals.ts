import { Op, QueryTypes } from 'sequelize'
import { z } from 'zod'
import { COUNT_CAP } from '#shared/contract/query.ts'
import { REQUEST_KINDS, type RequestKind, type RequestState } from '#shared/domain/ticket/enumerations.ts'
import type { CurrentUser } from '../caller.ts'
import { findRows } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { RequestRow, TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { approvalRanges, approvalScopeSql, type ApprovalRange } from './approvalScope.ts'
import { joinSql, type Sql } from './conditions.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { beyond, mergedRangesSql, type OrderedRange } from './mergedRanges.ts'
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
 * so that going on neither leaves out nor repeats. How many there were then goes with it and is not counted again.
 */
const cursorSchema = z.strictObject({ readAt: z.iso.datetime(), section: z.enum(['pending', 'decided']), at: z.iso.datetime(), id: z.int().positive(), total: z.int().nonnegative() })
type Cursor = z.infer<typeof cursorSchema>

/** What a page is read from. */
interface SectionQuery {
  kinds: readonly RequestKind[]
  /** Null: all. */
  states: readonly RequestState[] | null
  readAt: string
  /** The last row of the section that was shown; null: from its beginning. */
  after: Cursor | null
  limit: number
}

const stateSql = (states: readonly RequestState[] | null): Sql[] => (states ? [{ sql: 'r.state IN (?)', values: [[...states]] }] : [])

/** Pending requests are few, whoever looks; and what was decided while he reads keeps its place among them. */
function pendingRanges(user: CurrentUser, { kinds, states, readAt, after }: SectionQuery): OrderedRange[] {
  const place = beyond('r.requested_at', 'r.id', 'ASC', after && { at: sqlInstant(new Date(after.at)), id: after.id })
  const rest = [place, ...stateSql(states), ...approvalScopeSql(user)]
  return [
    ...kinds.map((kind): OrderedRange => ({
      from: `FROM requests r FORCE INDEX (requests_queue)`, where: [{ sql: "r.kind = ? AND r.state = 'pending' AND r.pending_key IS NOT NULL", values: [kind] }, ...rest], place: 'r.requested_at', id: 'r.id',
    })),
    {
      from: `FROM requests r FORCE INDEX (requests_kind)`, where: [{ sql: 'r.kind IN (?) AND r.decided_at > ? AND r.pending_key IS NULL', values: [[...kinds], sqlInstant(new Date(readAt))] }, ...rest],
      place: 'r.requested_at', id: 'r.id',
    },
  ]
}

/** Decided requests of each kind have an index in their order, by whose they are. */
function decidedRanges(user: CurrentUser, { kinds, states, readAt, after }: SectionQuery): OrderedRange[] {
  const place = beyond('r.decided_at', 'r.id', 'DESC', after && { at: sqlInstant(new Date(after.at)), id: after.id })
  const decided = { sql: 'r.pending_key IS NULL AND r.decided_at <= ?', values: [sqlInstant(new Date(readAt))] }
  return kinds.flatMap((kind) => approvalRanges(user).map(({ index, where }): OrderedRange => ({
    from: `FROM requests r FORCE INDEX (${index})`, where: [{ sql: 'r.kind = ?', values: [kind] }, ...where, place, decided, ...stateSql(states)], place: 'r.decided_at', id: 'r.id',
  })))
}

async function readSection({ database }: Services, user: CurrentUser, section: Cursor['section'], query: SectionQuery): Promise<RequestRow[]> {
  if (query.limit <= 0) return []
  const [ranges, direction] = section === 'pending' ? [pendingRanges(user, query), 'ASC' as const] : [decidedRanges(user, query), 'DESC' as const]
  const { sql, values } = mergedRangesSql(ranges, direction, query.limit)
  const found = await database.sequelize.query<{ id: number }>(sql, { replacements: values, type: QueryTypes.SELECT })
  if (found.length === 0) return []
  const ids = found.map(({ id }) => Number(id))
  const rows = new Map((await findRows(database.tables.requests, { id: { [Op.in]: ids } })).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

/** Pending ones alone are few; of others each way to them is counted, together as far as the cap. */
async function countUpToCap({ database }: Services, user: CurrentUser, kinds: readonly RequestKind[], states: readonly RequestState[] | null): Promise<number> {
  const onlyPending = states?.every((state) => state === 'pending') ?? false
  const ways: ApprovalRange[] = onlyPending ? [{ index: 'requests_queue', where: [...approvalScopeSql(user), { sql: 'r.pending_key IS NOT NULL', values: [] }] }] : approvalRanges(user)
  let counted = 0
  for (const { index, where } of ways) {
    if (counted > COUNT_CAP) break
    const { sql, values } = joinSql([{ sql: 'r.kind IN (?)', values: [[...kinds]] }, ...where, ...stateSql(states)], ' AND ')
    const [row] = await database.sequelize.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM (SELECT 1 FROM requests r FORCE INDEX (${index}) WHERE ${sql} LIMIT ${COUNT_CAP + 1 - counted}) c`, { replacements: values, type: QueryTypes.SELECT })
    counted += Number(row?.n ?? 0)
  }
  return counted
}

function grouped(rows: readonly RequestRow[]): (ticketId: number) => RequestRow[] {
  const groups = new Map<number, RequestRow[]>()
  for (const row of rows) groups.set(row.ticketId, [...(groups.get(row.ticketId) ?? []), row])
  return (ticketId) => groups.get(ticketId) ?? []
}

/** Which section a row of this page was read from: what was decided in between keeps its place. */
const cursorAt = (row: RequestRow, section: Cursor['section'], { readAt, total }: Pick<Cursor, 'readAt' | 'total'>): Cursor =>
  ({ readAt, total, section, at: (section === 'pending' ? row.requestedAt : row.decidedAt!).toISOString(), id: row.id })

/**
 * A page of requests: pending ones first, oldest first, then the decided ones, newest first.
 * @throws ApiError `forbidden` for who has no tabs of requests, `validation_failed` for a cursor that is none
 */
export async function listApprovals(services: Services, user: CurrentUser, query: ApprovalQuery): Promise<ApprovalRows> {
  const { tables } = services.database
  const limit = query.limit ?? DEFAULT_LIMIT
  const kinds = query.kind ?? REQUEST_KINDS
  const states = query.state ?? null
  const onlyPending = states?.every((state) => state === 'pending') ?? false
  const cursor = query.cursor === undefined ? null : decodeCursor(cursorSchema, query.cursor)
  const readAt = cursor?.readAt ?? services.clock.now().toISOString()

  const total = cursor?.total ?? (await countUpToCap(services, user, kinds, states))
  const pending = cursor?.section === 'decided' ? [] : await readSection(services, user, 'pending', { kinds, states, readAt, after: cursor, limit: limit + 1 })
  const decided = onlyPending ? []
    : await readSection(services, user, 'decided', { kinds, states, readAt, after: cursor?.section === 'decided' ? cursor : null, limit: limit + 1 - pending.length })
  const found = [...pending, ...decided]
  const requests = found.slice(0, limit)
  const last = requests.at(-1)
  const nextCursor = last && found.length > limit ? encodeCursor(cursorAt(last, requests.length <= pending.length ? 'pending' : 'decided', { readAt, total })) : null

  const ofTickets = { [Op.in]: [...new Set(requests.map(({ ticketId }) => ticketId))] }
  const [tickets, pendingOfTickets, names] = await Promise.all([
    requests.length > 0 ? findRows(tables.tickets, { id: ofTickets }) : [],
    requests.length > 0 ? findRows(tables.requests, { ticketId: ofTickets, state: 'pending' }) : [],
    namesOfUsers(services.database, requests.map(({ decidedFor }) => decidedFor)),
  ])
  return {
    requests, tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])), pendingOf: grouped(pendingOfTickets), names,
    nextCursor, total: Math.min(total, COUNT_CAP), totalIsExact: total <= COUNT_CAP,
  }
}

/** How many requests of each kind wait for a decision, as far as the user sees them; each capped. */
export async function countPendingRequests({ database }: Services, user: CurrentUser): Promise<Partial<Record<RequestKind, number>>> {
  const { sql, values } = joinSql([{ sql: "r.kind IN (?) AND r.state = 'pending' AND r.pending_key IS NOT NULL", values: [[...REQUEST_KINDS]] }, ...approvalScopeSql(user)], ' AND ')
  const rows = await database.sequelize.query<{ kind: RequestKind; n: number }>(
    `SELECT r.kind, COUNT(*) AS n FROM requests r FORCE INDEX (requests_queue) WHERE ${sql} GROUP BY r.kind`, { replacements: values, type: QueryTypes.SELECT },
  )
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, Math.min(Number(n), COUNT_CAP + 1)]))
}
