import { QueryTypes } from 'sequelize'
import { kindOfNumber } from '#shared/domain/customer/numberingPlan.ts'
import { phoneMatchKeys } from '#shared/domain/customer/phone.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import type { SearchReading } from '#shared/domain/search/readSearch.ts'
import { instantOf } from '#shared/domain/sla/zonedTime.ts'
import type { CurrentUser } from '../caller.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import { joinSql, type Sql } from '../queries/conditions.ts'
import { beginningWith } from '../queries/likePattern.ts'
import { scopeSql } from '../queries/listScope.ts'
import type { Services } from '../services.ts'
import { reverse } from '../tickets/customerSnapshot.ts'

export interface FoundNumbers {
  /** Newest first. */
  ids: number[]
  more: boolean
}

/** Tickets of one number that are looked through, the newest: a company may have thousands. */
const MOST_OF_NUMBER = 5_000

const all = (pieces: readonly Sql[]): Sql => joinSql(pieces, ' AND ')
const ofRows = (rows: readonly { id: number }[], limit: number): FoundNumbers => ({ ids: rows.slice(0, limit).map(({ id }) => Number(id)), more: rows.length > limit })

/**
 * The month that a beginning of a ticket number names: who sees only some tickets is looked for among those of it, by the
 * index of his own tickets.
 */
function monthOf(digits: string, timeZone: string): Sql[] {
  const [year, month] = [2000 + Number(digits.slice(0, 2)), Number(digits.slice(2, 4))]
  if (month < 1 || month > 12) return []
  const start = (at: number): string => sqlInstant(instantOf(`${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`, 0, timeZone))
  return [{ sql: 't.created_at >= ? AND t.created_at < ?', values: [start(month - 1), start(month)] }]
}

/** Tickets whose number is this, or begins or ends with these digits. */
export async function findByTicketNo({ database, timeZone }: Services, user: CurrentUser, { ticketNo, digits }: SearchReading, limit: number): Promise<FoundNumbers> {
  const scope = scopeSql(user)
  const select = async (where: readonly Sql[]): Promise<{ id: number; no: string }[]> => {
    const { sql, values } = all([...where, ...scope])
    return database.sequelize.query<{ id: number; no: string }>(`SELECT t.id, t.no FROM tickets t WHERE ${sql} ORDER BY t.no DESC LIMIT ?`,
      { replacements: [...values, limit + 1], type: QueryTypes.SELECT })
  }
  if (ticketNo) return ofRows(await select([{ sql: 't.no = ?', values: [ticketNo] }]), limit)
  if (!digits) return { ids: [], more: false }
  const month = visibilityOf(user) === 'all' ? [] : monthOf(digits, timeZone)
  const [beginning, ending] = await Promise.all([
    select([{ sql: 't.no LIKE ?', values: [beginningWith(digits)] }, ...month]),
    select([{ sql: 't.no_reversed LIKE ?', values: [beginningWith(reverse(digits))] }]),
  ])
  const both = new Map([...beginning, ...ending].map((row) => [row.id, row]))
  return ofRows([...both.values()].sort((one, other) => other.no.length - one.no.length || (other.no < one.no ? -1 : 1)), limit)
}

/** A landline is the same with and without its area code; any other number is only itself. What is no whole number is the end of one. */
function phoneSql({ phone, digits }: SearchReading): Sql | null {
  if (phone && kindOfNumber(phone) !== 'local') return { sql: 'p.digits IN (?)', values: [phoneMatchKeys(phone)] }
  return digits ? { sql: 'p.reversed LIKE ?', values: [beginningWith(reverse(digits))] } : null
}

/** Tickets with this phone number, however it is written, or with one that ends in these digits. */
export async function findByPhone({ database }: Services, user: CurrentUser, reading: SearchReading, limit: number): Promise<FoundNumbers> {
  const phone = phoneSql(reading)
  if (!phone) return { ids: [], more: false }
  const scope = all([...scopeSql(user), { sql: '1 = 1', values: [] }])
  const rows = await database.sequelize.query<{ id: number }>(
    `SELECT STRAIGHT_JOIN t.id FROM (SELECT DISTINCT p.ticket_id FROM ticket_phones p WHERE ${phone.sql} ORDER BY p.ticket_id DESC LIMIT ${MOST_OF_NUMBER}) d
     JOIN tickets t ON t.id = d.ticket_id WHERE ${scope.sql} ORDER BY t.id DESC LIMIT ?`,
    { replacements: [...phone.values, ...scope.values, limit + 1], type: QueryTypes.SELECT })
  return ofRows(rows, limit)
}
