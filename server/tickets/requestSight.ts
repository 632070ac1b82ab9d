import type { Transaction } from 'sequelize'
import type { Database } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'

type Sight = Pick<TicketRow, 'id' | 'scopeMallId' | 'scopeDepartmentId'>

/** A mall or department has the requests of its assignments in its lists while it sees the ticket. */
const MALL = 'IF(r.mall_id = t.scope_mall_id, r.mall_id, NULL)'
const DEPARTMENT = 'IF(r.department_id = t.scope_department_id, r.department_id, NULL)'
const FOLLOW = `UPDATE requests r JOIN tickets t ON t.id = r.ticket_id SET r.seen_by_mall_id = ${MALL}, r.seen_by_department_id = ${DEPARTMENT}`

/** Keeps who has the requests of tickets in his lists equal to who sees the tickets; writes only where that changed. */
export async function followSights({ sequelize }: Database, written: readonly { before: Sight | null; after: Sight }[], transaction: Transaction): Promise<void> {
  const ids = written.flatMap(({ before, after }) =>
    (before && (before.scopeMallId !== after.scopeMallId || before.scopeDepartmentId !== after.scopeDepartmentId) ? [after.id] : []))
  if (ids.length === 0) return
  await sequelize.query(`${FOLLOW} WHERE r.ticket_id IN (:ids)`, { replacements: { ids }, transaction })
}

/** The same for all requests: those that a server of an earlier version has written know nothing of it. */
export async function mendSights({ sequelize }: Database): Promise<void> {
  await sequelize.query(`${FOLLOW} WHERE NOT (r.seen_by_mall_id <=> ${MALL} AND r.seen_by_department_id <=> ${DEPARTMENT})`)
}
