import type { Database } from '#server/database/database.ts'
import { findRow, insertRow } from '#server/database/database.ts'
import { sqlInstant } from '#server/database/sqlInstant.ts'

/** Kinds of timers that a cloned ticket gets, and what they hang on. */
const CLONED_TIMERS = [
  ['reply_due_soon', 'round:1'], ['resolve_due_soon', 'assignment:1'], ['reply_overdue', 'round:1'], ['resolve_overdue', 'assignment:1'],
] as const

export interface Clones {
  /** Ids of the first and the last clone; those between are all clones of this call. */
  first: number
  last: number
}

/**
 * Many tickets like one that exists, each with an open round and four timers that are due at `dueAt`; in plain SQL, which
 * makes a million in minutes. Their logs begin with what happens next.
 * @param prefix one letter that no other clones have
 */
export async function cloneTickets(database: Database, templateNo: string, count: number, dueAt: Date, prefix = 'L'): Promise<Clones> {
  const { sequelize, tables } = database
  const template = await findRow(tables.tickets, { no: templateNo })
  if (!template) throw new Error(`no ticket ${templateNo}`)
  const { id: _id, ...columns } = template
  const first = await insertRow(tables.tickets, { ...columns, no: `${prefix}000000000`, logSequence: 0, logHash: '' }, null)
  const copied = Object.keys(tables.tickets.columns).filter((name) => !['id', 'no'].includes(name)).map((name) => `\`${tables.tickets.fieldOf[name]}\``).join(', ')
  for (let made = 1; made < count; made *= 2) {
    await sequelize.query(
      `INSERT INTO tickets (no, ${copied}) SELECT CONCAT('${prefix}', LPAD(CAST(SUBSTRING(no, 2) AS UNSIGNED) + ${made}, 9, '0')), ${copied}
       FROM tickets WHERE no LIKE '${prefix}%' ORDER BY no LIMIT ${Math.min(made, count - made)}`)
  }
  const clones = `FROM tickets WHERE no LIKE '${prefix}%'`
  await sequelize.query(
    `INSERT INTO reply_rounds (ticket_id, number, assignment_number, opened_by, opened_at, due_at) SELECT id, 1, 1, 'submit', submitted_at, reply_due_at ${clones}`)
  for (const [kind, subject] of CLONED_TIMERS)
    await sequelize.query(`INSERT INTO timers (ticket_id, kind, subject, due_at) SELECT id, '${kind}', '${subject}', '${sqlInstant(dueAt)}' ${clones}`)
  const [[last]] = await sequelize.query(`SELECT MAX(id) AS id ${clones}`) as [{ id: number }[], unknown]
  return { first, last: Number(last!.id) }
}
