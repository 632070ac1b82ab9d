import { QueryTypes } from 'sequelize'
import { ticketCreateBody } from '#shared/contract/ticket.ts'
import { WARNING_MS } from '#shared/domain/sla/deadlines.ts'
import type { Caller } from '#server/caller.ts'
import { systemClock } from '#server/clock.ts'
import { createTicket } from '#server/commands/createTicket.ts'
import { createServices } from '#server/compose.ts'
import type { Database } from '#server/database/database.ts'
import { sqlInstant } from '#server/database/sqlInstant.ts'
import { runTransaction } from '#server/database/transaction.ts'
import { loadCurrentUser } from '#server/session/currentUser.ts'
import { ticketInput } from '../../support/tickets.ts'
import { isSurvey, MALLS, type PlannedTimer, type SeededTicket } from './plan.ts'

const AT_ONCE = 9
const ROWS_OF_A_STATEMENT = 1_000

const agentOf = async (database: Database): Promise<Caller> => {
  const [agent] = await database.sequelize.query<{ id: number }>("SELECT id FROM users WHERE account = 'agent'", { type: QueryTypes.SELECT })
  const user = await loadCurrentUser(database, agent!.id, systemClock.now())
  if (!user) throw new Error('no agent')
  return { user, source: 'api', requestId: 'fault run', idempotency: null }
}

/**
 * Complaints made by the program's own command, submitted to the three malls in turn; their deadlines are days away.
 * @param databases connections to the nodes of one database, each of which makes a share
 */
export async function makeTickets(databases: readonly Database[], count: number): Promise<SeededTicket[]> {
  const caller = await agentOf(databases[0]!)
  const nodes = databases.map((database) => ({ database, services: createServices({ timeZone: 'Asia/Shanghai' }, database, systemClock) }))
  const made: SeededTicket[] = []
  let next = 0
  const work = async (worker: number): Promise<void> => {
    const { database, services } = nodes[worker % nodes.length]!
    while (next < count) {
      const index = next++
      const mall = MALLS[index % MALLS.length]!
      const body = ticketCreateBody.parse(ticketInput({ mallCode: mall, customer: { name: `客户 ${index}`, phones: [`139${String(index).padStart(8, '0')}`], type: 'individual' } }))
      const { row } = await runTransaction(database, (transaction) => createTicket({ services, transaction, caller, now: services.clock.now() }, body))
      made.push({ id: row.id, no: row.no, mall, visitSubject: `assignment:1:visit:${row.visitAt!.getTime()}` })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => work(worker)))
  return made.sort((a, b) => a.id - b.id)
}

interface Moved { ticketId: number; kind: string; subject: string; dueAt: Date; deadline: Date | null }

const deadlineOf = ({ kind, dueAt }: PlannedTimer): Date | null => {
  if (isSurvey(kind)) return null
  return kind.endsWith('overdue') ? new Date(dueAt.getTime() - 1) : new Date(dueAt.getTime() + WARNING_MS)
}

async function movePart({ sequelize }: Database, part: readonly Moved[]): Promise<void> {
  const values = part.map(({ ticketId, kind, subject, dueAt, deadline }) =>
    `(${ticketId}, ${sequelize.escape(kind)}, ${sequelize.escape(subject)}, '${sqlInstant(dueAt)}', ${deadline ? `'${sqlInstant(deadline)}'` : 'NULL'})`)
  await sequelize.query(`INSERT INTO fault_plan (ticket_id, kind, subject, due_at, deadline) VALUES ${values.join()}`)
}

/**
 * Moves the deadlines of tickets so that the planned timers fall due when the plan says: the ticket's row, its round and
 * its timers together, as if it had been submitted days ago. A warning that lies before a deadline that is now passed
 * has had its time and is gone.
 */
export async function moveDeadlines(database: Database, plan: readonly PlannedTimer[]): Promise<void> {
  const { sequelize } = database
  await sequelize.query(`CREATE TABLE fault_plan (ticket_id BIGINT UNSIGNED NOT NULL, kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, due_at DATETIME(3) NOT NULL, deadline DATETIME(3) NULL, PRIMARY KEY (ticket_id, kind)) ENGINE=InnoDB`)
  const moved = plan.map((timer): Moved => ({ ticketId: timer.ticket.id, kind: timer.kind, subject: timer.subject, dueAt: timer.dueAt, deadline: deadlineOf(timer) }))
  for (let from = 0; from < moved.length; from += ROWS_OF_A_STATEMENT) await movePart(database, moved.slice(from, from + ROWS_OF_A_STATEMENT))
  await runTransaction(database, async (transaction) => {
    for (const [prefix, column] of [['reply', 'reply_due_at'], ['resolve', 'resolve_due_at']] as const) {
      const joined = `JOIN fault_plan p ON p.ticket_id = x.ticket_id AND p.kind LIKE '${prefix}%'`
      await sequelize.query(`UPDATE tickets t JOIN fault_plan p ON p.ticket_id = t.id AND p.kind LIKE '${prefix}%' SET t.${column} = p.deadline`, { transaction })
      if (prefix === 'reply') await sequelize.query(`UPDATE reply_rounds x ${joined} SET x.due_at = p.deadline`, { transaction })
      await sequelize.query(`DELETE x FROM timers x ${joined} WHERE x.kind = '${prefix}_due_soon' AND p.kind = '${prefix}_overdue'`, { transaction })
      await sequelize.query(`UPDATE timers x ${joined} SET x.due_at = p.deadline + INTERVAL 1000 MICROSECOND WHERE x.kind = '${prefix}_overdue'`, { transaction })
    }
    await sequelize.query('UPDATE timers x JOIN fault_plan p ON p.ticket_id = x.ticket_id AND p.kind = x.kind AND p.subject = x.subject SET x.due_at = p.due_at', { transaction })
  })
}
