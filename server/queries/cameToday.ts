import { rangeOfDay, type InstantRange } from '#shared/domain/figures/period.ts'
import { MARK_BREACHES } from '#shared/domain/figures/reminders.ts'
import { visibilityOf, type Visibility } from '#shared/domain/permissions.ts'
import { dayOf } from '#shared/domain/sla/zonedTime.ts'
import type { CurrentUser } from '../caller.ts'
import type { ListCounts } from '../counts/readCounts.ts'
import { countScopeOf } from '../counts/scopes.ts'
import { select } from '../database/select.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import type { Services } from '../services.ts'
import { readerOf } from '../tickets/reads.ts'
import { joinSql, type Sql } from './conditions.ts'
import { scopeSql } from './listScope.ts'
import { unionSql, type UnionPart } from './unionSql.ts'

interface Count {
  facet: string
  n: string | number
  /** Of what was made. */
  readN: string | number | null
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
function madePart(user: CurrentUser, day: InstantRange): UnionPart {
  const { from, where } = madeWithin(user, day)
  const { sql, values } = joinSql(where, ' AND ')
  return {
    part: 'made', columns: { facet: 't.state', n: 'COUNT(*)', readN: 'COUNT(u.ticket_id)' },
    rows: { sql: `FROM ${from} LEFT JOIN ticket_reads u ON u.reader = ? AND u.ticket_id = t.id AND u.scope = ? WHERE ${sql} GROUP BY t.state`, values: [readerOf(user), countScopeOf(user), ...values] },
  }
}

/**
 * Breaches and marks of tickets that a user sees, and the index that finds the breaches of a day. Marks say themselves whose
 * the tickets are; breaches that count are those of who has the ticket (an approved return withdraws those of before).
 */
function markedFor(user: CurrentUser): { index: string; where: Sql[] } {
  const { organisationId } = user
  switch (visibilityOf(user)) {
    case 'all': return { index: 'breaches_at', where: [] }
    case 'mall': return { index: 'breaches_mall', where: [{ sql: 'b.mall_id = ? AND m.scope_mall_id = ?', values: [organisationId, organisationId] }] }
    case 'department': return { index: 'breaches_department', where: [{ sql: 'b.department_id = ? AND m.scope_department_id = ?', values: [organisationId, organisationId] }] }
    default: return { index: 'breaches_at', where: [{ sql: 'EXISTS (SELECT 1 FROM ticket_assistants s WHERE s.ticket_id = m.ticket_id AND s.organisation_id = ? AND s.state IS NOT NULL)', values: [organisationId] }] }
  }
}

/** Tickets made in a range that have had their marks since a day, on which the first breach of the kind was. The breaches of a day are few, and found in their index. */
function markedPart(user: CurrentUser, day: InstantRange, made: InstantRange): UnionPart {
  const { index, where } = markedFor(user)
  const { sql, values } = joinSql([within('b.happened_at', day), { sql: 'b.kind IN (?) AND b.withdrawn_at IS NULL', values: [[...MARK_BREACHES]] }, within('m.created_at', made), ...where], ' AND ')
  return {
    part: 'marked', columns: { facet: 'b.kind', n: 'COUNT(*)' },
    // A join finds that there was none earlier in three quarters of the time of a subquery for each.
    rows: {
      sql: `FROM breaches b FORCE INDEX (${index}) STRAIGHT_JOIN ticket_marks m ON m.ticket_id = b.ticket_id AND m.mark = b.kind
        LEFT JOIN breaches e FORCE INDEX (breaches_ticket)
          ON e.ticket_id = b.ticket_id AND e.kind = b.kind AND e.withdrawn_at IS NULL AND (e.happened_at < b.happened_at OR (e.happened_at = b.happened_at AND e.id < b.id))
        WHERE ${sql} AND e.id IS NULL GROUP BY b.kind`,
      values,
    },
  }
}

/**
 * What the reminders of a range got today, by the wall clock of the configured zone. What a day brought is read, however
 * large the table is: kept counts of each day would cost every write more than this costs a look.
 * @param made when the tickets of the reminders were made; today lies within it
 * @throws ApiError `forbidden` for who has no ticket module
 */
export async function countCameToday(services: Services, user: CurrentUser, made: InstantRange): Promise<ListCounts> {
  const { clock, database, timeZone } = services
  const today = rangeOfDay(dayOf(clock.now(), timeZone), timeZone)
  const counts = await select<Count>(database, unionSql([madePart(user, today), markedPart(user, today, made)]))
  const found = new Map(counts.map(({ facet, n }) => [facet, Number(n)]))
  return { count: (facet) => found.get(facet) ?? 0, read: counts.reduce((sum, { readN }) => sum + Number(readN), 0) }
}
