import { QueryTypes, type Transaction } from 'sequelize'
import type { WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { recompute, type MovedTimer, type Recomputation } from '#shared/domain/sla/recompute.ts'
import { insertRow, updateRows, type Database } from '../../database/database.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import { runTransaction } from '../../database/transaction.ts'
import type { Services } from '../../services.ts'
import { changesBetween, nextEntry, type Changes } from '../../tickets/operationLog.ts'
import { SYSTEM_ACTOR } from '../../tickets/systemActor.ts'
import { loadOpenTickets, type OpenTicket } from './openTickets.ts'

/** Surveys that are counted in working days; the satisfaction survey follows the visit date, which is logged itself. */
const LOGGED_TIMERS: readonly string[] = ['survey_follow_up', 'survey_resolution']

const fromTo = (before: Date, after: Date): Changes[string] => ({ before: before.toISOString(), after: after.toISOString() })

/** Each deadline before and after; rounds by number where more than one is open. */
function loggedChanges({ row, facts }: OpenTicket, { changes, rounds, timers }: Recomputation): Changes {
  const logged = changesBetween(row, { ...row, ...changes })
  if (facts.openRounds.length > 1) for (const { number, before, dueAt } of rounds) logged[`round.${number}`] = fromTo(before, dueAt)
  for (const { before, dueAt } of timers) if (LOGGED_TIMERS.includes(before.kind)) logged[before.kind] = fromTo(before.dueAt, dueAt)
  return logged
}

/** All timers of a ticket with one statement. */
async function moveTimers({ sequelize }: Database, timers: readonly MovedTimer[], transaction: Transaction): Promise<void> {
  if (timers.length === 0) return
  const values = timers.map((_, index) => (index === 0 ? 'SELECT ? AS id, ? AS subject, CAST(? AS DATETIME(3)) AS due_at' : 'SELECT ?, ?, ?')).join(' UNION ALL ')
  await sequelize.query(`UPDATE timers AS timer JOIN (${values}) AS moved ON moved.id = timer.id SET timer.subject = moved.subject, timer.due_at = moved.due_at`, {
    replacements: timers.flatMap(({ before, subject, dueAt }) => [before.id, subject, sqlInstant(dueAt)]), type: QueryTypes.UPDATE, transaction,
  })
}

/** Its version stays, as with the sweep: nobody's open form goes stale because a deadline moved. Nor is it a latest event: lists stay in order, and nothing becomes unread. */
async function write(database: Database, ticket: OpenTicket, result: Recomputation, now: Date, transaction: Transaction): Promise<void> {
  const { tables } = database
  const { row, roundIds } = ticket
  const { changes, rounds, timers } = result
  for (const { number, dueAt } of rounds) await updateRows(tables.replyRounds, { dueAt }, { id: roundIds.get(number)! }, transaction)
  if (changes.resolveDueAt) await updateRows(tables.assignments, { resolveDueAt: changes.resolveDueAt }, { ticketId: row.id, number: row.assignmentNumber }, transaction)
  await moveTimers(database, timers, transaction)
  const entry = nextEntry(row, {
    ...SYSTEM_ACTOR, at: now, operation: 'recompute', stateBefore: row.state, stateAfter: row.state, changes: loggedChanges(ticket, result),
  })
  await insertRow(tables.operationLog, entry, transaction)
  await insertRow(tables.events, { ticketId: row.id, kind: 'deadlines_recomputed', onceKey: null, at: now, userId: null, late: false, data: null }, transaction)
  await updateRows(tables.tickets, { ...changes, logSequence: entry.sequence, logHash: entry.hash }, { id: row.id }, transaction)
}

/**
 * Recomputes the open deadlines of one ticket by a changed calendar, in one transaction with its row locked: rounds,
 * columns, timers, an entry of its log and an event for those who look at it (`time.md`, Calendar). Done again it finds
 * nothing to change.
 * @returns whether something changed
 */
export async function recomputeTicket({ database, clock }: Services, ticketId: number, calendar: WorkingCalendar): Promise<boolean> {
  return runTransaction(database, async (transaction) => {
    const [ticket] = await loadOpenTickets(database, [ticketId], transaction, { locked: true })
    const result = ticket && recompute(ticket.facts, calendar)
    if (!ticket || !result) return false
    await write(database, ticket, result, clock.now(), transaction)
    return true
  })
}
