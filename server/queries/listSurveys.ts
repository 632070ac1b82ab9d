import { Op, QueryTypes, type Transaction } from 'sequelize'
import { z } from 'zod'
import { COUNT_CAP } from '#shared/contract/query.ts'
import { SURVEY_POOLS, type SurveyPool } from '#shared/domain/sla/surveys.ts'
import { SURVEY_STATES, type SurveyState } from '#shared/domain/survey/task.ts'
import { findRows } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { SurveyTaskRow, TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import type { Sql } from './conditions.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { beyond, mergedRangesSql } from './mergedRanges.ts'
import { namesOfUsers } from './users.ts'

const DEFAULT_LIMIT = 50

export interface SurveyQuery {
  pool?: readonly SurveyPool[]
  state?: readonly SurveyState[]
  cursor?: string
  limit?: number
}

/** Tasks with what their presentation needs, each kind of it loaded with one query for all. */
export interface SurveyRows {
  tasks: SurveyTaskRow[]
  tickets: ReadonlyMap<number, TicketRow>
  names: ReadonlyMap<number, string>
}

export interface SurveyRowsPage extends SurveyRows {
  nextCursor: string | null
  total: number
  totalIsExact: boolean
}

/** Where a page ended, and when the first one was read: what is answered after that does not come again among the answered ones. */
const cursorSchema = z.strictObject({ readAt: z.iso.datetime(), section: z.enum(['open', 'finished']), dueAt: z.iso.datetime(), id: z.int().positive() })
type Cursor = z.infer<typeof cursorSchema>

const DIRECTIONS = { open: 'ASC', finished: 'DESC' } as const
/** Of a pool and a state in the order of their dates. */
const TASKS_IN_ORDER = 'survey_tasks s FORCE INDEX (survey_tasks_pool)'

interface SectionQuery {
  pools: readonly SurveyPool[]
  states: readonly SurveyState[]
  readAt: string
  /** The last row of the section that was shown; null: from its beginning. */
  after: Cursor | null
  limit: number
}

async function readSection({ database }: Services, section: Cursor['section'], { pools, states, readAt, after, limit }: SectionQuery): Promise<SurveyTaskRow[]> {
  if (limit <= 0 || states.length === 0) return []
  const direction = DIRECTIONS[section]
  const unanswered: Sql[] = section === 'finished' ? [{ sql: 's.answered_at IS NULL OR s.answered_at <= ?', values: [sqlInstant(new Date(readAt))] }] : []
  const place = beyond('s.due_at', 's.id', direction, after && { at: sqlInstant(new Date(after.dueAt)), id: after.id })
  const ranges = pools.flatMap((pool) => states.map((state) => ({
    from: `FROM ${TASKS_IN_ORDER}`, where: [{ sql: 's.pool = ? AND s.state = ?', values: [pool, state] }, place, ...unanswered], place: 's.due_at', id: 's.id',
  })))
  const { sql, values } = mergedRangesSql(ranges, direction, limit)
  const found = await database.sequelize.query<{ id: number }>(sql, { replacements: values, type: QueryTypes.SELECT })
  const ids = found.map(({ id }) => Number(id))
  const rows = ids.length === 0 ? [] : await findRows(database.tables.surveyTasks, { id: { [Op.in]: ids } })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

async function countUpToCap({ database }: Services, pools: readonly SurveyPool[], states: readonly SurveyState[]): Promise<number> {
  const [row] = await database.sequelize.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${TASKS_IN_ORDER} WHERE s.pool IN (?) AND s.state IN (?) LIMIT ${COUNT_CAP + 1}) c`,
    { replacements: [[...pools], [...states]], type: QueryTypes.SELECT },
  )
  return Number(row?.n ?? 0)
}

/** Loads what stands beside tasks. */
export async function withTickets({ database }: Services, tasks: SurveyTaskRow[], transaction: Transaction | null = null): Promise<SurveyRows> {
  const ids = [...new Set(tasks.map(({ ticketId }) => ticketId))]
  const tickets = ids.length > 0 ? await findRows(database.tables.tickets, { id: { [Op.in]: ids } }, { transaction }) : []
  const names = await namesOfUsers(database, tasks.map(({ answeredBy }) => answeredBy), transaction)
  return { tasks, tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])), names }
}

/**
 * A page of survey tasks: open ones first, due first; then the others, those that were due last first.
 * @throws ApiError `validation_failed` for a cursor that is none
 */
export async function listSurveys(services: Services, query: SurveyQuery): Promise<SurveyRowsPage> {
  const limit = query.limit ?? DEFAULT_LIMIT
  const pools = query.pool ?? SURVEY_POOLS
  const states = query.state ?? SURVEY_STATES
  const cursor = query.cursor === undefined ? null : decodeCursor(cursorSchema, query.cursor)
  const readAt = cursor?.readAt ?? services.clock.now().toISOString()
  const open = cursor?.section === 'finished' ? []
    : await readSection(services, 'open', { pools, states: states.filter((state) => state === 'open'), readAt, after: cursor, limit: limit + 1 })
  const finished = await readSection(services, 'finished', {
    pools, states: states.filter((state) => state !== 'open'), readAt, after: cursor?.section === 'finished' ? cursor : null, limit: limit + 1 - open.length,
  })
  const found = [...open, ...finished]
  const tasks = found.slice(0, limit)
  const last = tasks.at(-1)
  const nextCursor = last && found.length > limit
    ? encodeCursor({ readAt, section: tasks.length <= open.length ? 'open' : 'finished', dueAt: last.dueAt.toISOString(), id: last.id } satisfies Cursor) : null
  const [rows, total] = await Promise.all([withTickets(services, tasks), countUpToCap(services, pools, states)])
  return { ...rows, nextCursor, total: Math.min(total, COUNT_CAP), totalIsExact: total <= COUNT_CAP }
}

/** Every open task of a customer, due first. */
export async function openSurveysOf(services: Services, customerId: number): Promise<SurveyRows> {
  const tasks = await findRows(services.database.tables.surveyTasks, { customerId, state: 'open' }, { order: [['dueAt', 'ASC'], ['id', 'ASC']] })
  return withTickets(services, tasks)
}

/** How many tasks of each pool are open; each capped. */
export async function countOpenSurveys(services: Services, pools: readonly SurveyPool[]): Promise<ReadonlyMap<SurveyPool, number>> {
  return new Map(await Promise.all(pools.map(async (pool): Promise<[SurveyPool, number]> => [pool, await countUpToCap(services, [pool], ['open'])])))
}
