import { QueryTypes } from 'sequelize'
import { COUNT_CAP } from '#shared/contract/query.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import { WARNING_MS } from '#shared/domain/sla/deadlines.ts'
import type { CurrentUser } from '../caller.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { Services } from '../services.ts'
import { joinSql, type Sql } from './conditions.ts'
import { scopeSql } from './listScope.ts'

/** Where the open replies of a sight stand in the order of their deadlines; those of one mall are few, and found by its state. */
const INDEXES = { all: 'tickets_live_reply', department: 'tickets_department_reply', mall: 'tickets_mall_state', assistant: 'tickets_live_reply' } as const

/** A reply round is open exactly while a ticket is unreplied. */
const OPEN: Sql = { sql: "t.live = 1 AND t.reply_open = 1 AND t.state = 'unreplied'", values: [] }

/** Counts by index, and at most one more than the cap. */
async function countDue({ database: { sequelize } }: Services, user: CurrentUser, due: Sql): Promise<number> {
  const visibility = visibilityOf(user)
  if (visibility === 'none') return 0
  const where = joinSql([...scopeSql(user), OPEN, due], ' AND ')
  const [row] = await sequelize.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM tickets t FORCE INDEX (${INDEXES[visibility]}) WHERE ${where.sql} LIMIT ${COUNT_CAP + 1}) c`,
    { replacements: where.values, type: QueryTypes.SELECT },
  )
  return Number(row?.n ?? 0)
}

/** How many open replies of the user's tickets are overdue, or due within 4 h (`lists.md`, row colours). */
export async function countOpenReplies(services: Services, user: CurrentUser): Promise<{ overdue: number; dueSoon: number }> {
  const now = services.clock.now()
  const warned = new Date(now.getTime() + WARNING_MS)
  const [overdue, dueSoon] = await Promise.all([
    countDue(services, user, { sql: 't.reply_due_at < ?', values: [sqlInstant(now)] }),
    countDue(services, user, { sql: 't.reply_due_at >= ? AND t.reply_due_at <= ?', values: [sqlInstant(now), sqlInstant(warned)] }),
  ])
  return { overdue, dueSoon }
}
