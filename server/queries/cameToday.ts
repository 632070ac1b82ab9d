import { QueryTypes } from 'sequelize'
import { rangeOfDay, type InstantRange } from '#shared/domain/figures/period.ts'
import { MARK_BREACHES } from '#shared/domain/figures/reminders.ts'
import { visibilityOf, type Visibility } from '#shared/domain/permissions.ts'
import { dayOf } from '#shared/domain/sla/zonedTime.ts'
import type { CurrentUser } from '../caller.ts'
import type { ListCounts } from '../counts/readCounts.ts'
import { countScopeOf } from '../counts/scopes.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { Services } from '../services.ts'
import { readerOf } from '../tickets/reads.ts'
import { joinSql, type Sql } from './conditions.ts'
import { scopeSql } from './listScope.ts'

interface Count {
  facet: string
  n: string | number
}
interface StateCount extends Count {
  readN: string | number
}

const within = (column: string, { from, to }: InstantRange): Sql => ({ sql: `${column} >= ? AND ${column} < ?`, values: [sqlInstant(from), sqlInstant(to)] })

/** Where the tickets of a sight stand in the order of creation, with their states: a day is a range of it. */
const IN_ORDER: Record<Exclude<Visibility, 'none' | 'assistant'>, string> = { all: 'tickets_created', mall: 'tickets_mall_created', department: 'tickets_department_created' }

function madeWithin(user: CurrentUser, day: InstantRange): { from: string; where: Sql[] } {
  const visibility = visibilityOf(user)
  if (visibility === 'none' || visibility === 'assistant') {
    return {
      from: 'ticket_assistants s FORCE INDEX (ticket_assistants_list) STRAIGHT_JOIN tickets t ON t.id = s.ticket_id',
      where: [{ sql: 's.organisation_id = ?', values: [user.organisationId] }, within('s.created_at', day), ...scopeSql(user)],
    }
  }
  return { from: `tickets t FORCE INDEX (${IN_ORDER[visibility]})`, where: [...scopeSql(user), within('t.created_at', day)] }
}

/** Tickets made on a day by their state, and how many of them the reader has read: a mark stands only for what is read. */
function countMade({ database: { sequelize } }: Services, user: CurrentUser, day: InstantRange): Promise<StateCount[]> {
  const { from, where } = madeWithin(user, day)
  const { sql, values } = joinSql(where, ' AND ')
  return sequelize.query<StateCount>(
    `SELECT t.state AS facet, COUNT(*) AS n, SUM(EXISTS (SELECT 1 FROM ticket_reads u WHERE u.reader = ? AND u.ticket_id = t.id AND u.scope = ?)) AS readN
     FROM ${from} WHERE ${sql} GROUP BY t.state ORDER BY NULL`,
    { replacements: [readerOf(user), countScopeOf(user), ...values], type: QueryTypes.SELECT },
  )
}

/** Tickets made in a range that have had their marks since a day, on which the first breach of the kind was. The breaches of a day are few, and found by their index. */
function countMarked({ database: { sequelize } }: Services, user: CurrentUser, day: InstantRange, made: InstantRange): Promise<Count[]> {
  const { sql, values } = joinSql([within('b.happened_at', day), { sql: 'b.kind IN (?) AND b.withdrawn_at IS NULL', values: [[...MARK_BREACHES]] }, within('t.created_at', made), ...scopeSql(user)], ' AND ')
  return sequelize.query<Count>(
    `SELECT b.kind AS facet, COUNT(*) AS n
     FROM breaches b FORCE INDEX (breaches_at) STRAIGHT_JOIN tickets t ON t.id = b.ticket_id STRAIGHT_JOIN ticket_marks m ON m.ticket_id = b.ticket_id AND m.mark = b.kind
     WHERE ${sql} AND NOT EXISTS (
       SELECT 1 FROM breaches e
       WHERE e.ticket_id = b.ticket_id AND e.kind = b.kind AND e.withdrawn_at IS NULL AND (e.happened_at < b.happened_at OR (e.happened_at = b.happened_at AND e.id < b.id)))
     GROUP BY b.kind ORDER BY NULL`,
    { replacements: values, type: QueryTypes.SELECT },
  )
}

/**
 * What the reminders of a range got today, by the wall clock of the configured zone. Both statements read what a day
 * brought, however large the table is: kept counts of each day would cost every write more than this costs a look.
 * @param made when the tickets of the reminders were made; today lies within it
 * @throws ApiError `forbidden` for who has no ticket module
 */
export async function countCameToday(services: Services, user: CurrentUser, made: InstantRange): Promise<ListCounts> {
  const { clock, timeZone } = services
  const today = rangeOfDay(dayOf(clock.now(), timeZone), timeZone)
  const [states, marks] = await Promise.all([countMade(services, user, today), countMarked(services, user, today, made)])
  const found = new Map([...states, ...marks].map(({ facet, n }) => [facet, Number(n)]))
  return { count: (facet) => found.get(facet) ?? 0, read: states.reduce((sum, { readN }) => sum + Number(readN), 0) }
}
