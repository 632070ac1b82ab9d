import { QueryTypes, type Transaction } from 'sequelize'
import { insertRows, updateRows, type Database } from '../../database/database.ts'
import type { OperationLogRow } from '../../models/index.ts'
import type { Services } from '../../services.ts'
import { BREACH_OF_EVENT, breachRow } from '../../tickets/breaches.ts'
import { onceKeyOf, outboxRows } from '../../tickets/events.ts'
import { changesBetween, nextEntry } from '../../tickets/operationLog.ts'
import { SYSTEM_ACTOR } from '../../tickets/systemActor.ts'
import { followWrittenRows } from '../../tickets/writtenRows.ts'
import type { FiredTimer, SweptRow, SweptTicket } from './sweptTicket.ts'
import { updateTickets } from './updateTickets.ts'

const keyOf = ({ ticket, event, once }: FiredTimer): string => onceKeyOf(ticket.row.id, { event, once })!

/** The events under these keys, as far as there are any: key → id. */
async function eventsByKey({ sequelize }: Database, keys: readonly string[], transaction: Transaction): Promise<Map<string, number>> {
  const rows = await sequelize.query<{ id: number; onceKey: string }>('SELECT id, once_key AS onceKey FROM events WHERE once_key IN (:keys)',
    { replacements: { keys }, type: QueryTypes.SELECT, transaction })
  return new Map(rows.map(({ id, onceKey }) => [onceKey, Number(id)]))
}

/** Rows of the tickets as the firings leave them, and their log entries, chained in the order of firing. */
function moveOn(fired: readonly FiredTimer[]): { after: Map<SweptTicket, SweptRow>; entries: Omit<OperationLogRow, 'id'>[] } {
  const after = new Map<SweptTicket, SweptRow>()
  const entries = fired.map(({ ticket, timer, changes, at }) => {
    const before = after.get(ticket) ?? ticket.row
    const next = { ...before, ...changes, lastEventAt: at }
    const entry = nextEntry(before, {
      ...SYSTEM_ACTOR, at, operation: timer.kind, stateBefore: before.state, stateAfter: before.state, changes: changesBetween(before, next),
    })
    after.set(ticket, { ...next, logSequence: entry.sequence, logHash: entry.hash })
    return entry
  })
  return { after, entries }
}

/** Events with their messages; breaches and survey tasks come with the event that is written. */
async function writeEvents(database: Database, fired: readonly FiredTimer[], transaction: Transaction): Promise<void> {
  const { tables } = database
  await insertRows(tables.events, fired.map((one) => ({
    ticketId: one.ticket.row.id, kind: one.event, onceKey: keyOf(one), at: one.at, userId: null, late: one.late, data: { timer: one.timer.kind, dueAt: one.timer.dueAt.toISOString() },
  })), transaction)
  const ids = await eventsByKey(database, fired.map(keyOf), transaction)
  await insertRows(tables.outbox, fired.flatMap((one) => outboxRows(one.ticket.row, one.event, ids.get(keyOf(one))!, one.at)), transaction)
  await insertRows(tables.breaches, fired.flatMap(({ ticket: { row }, event, once, happenedAt }) => {
    const kind = BREACH_OF_EVENT[event]
    return kind ? [breachRow(row, kind, once, happenedAt)] : []
  }), transaction)
  await insertRows(tables.surveyTasks, fired.flatMap(({ ticket: { row }, timer: { subject, dueAt }, survey }) => survey ? [{
    ticketId: row.id, customerId: row.customerId, assignmentNumber: row.assignmentNumber, kind: survey.kind, pool: survey.pool, subject, dueAt, state: 'open', tries: 0, version: 1,
  }] : []), transaction)
}

/**
 * Writes everything that timers do when they fire, in the statements of one batch. Tickets must be locked. What has an
 * event already, by an operation or an earlier firing, does nothing again.
 * @returns what was written
 * @throws a duplicate of an event's key where a server on another node of a cluster was faster: the whole transaction is to be tried again
 */
export async function writeFirings(services: Services, decided: readonly FiredTimer[], transaction: Transaction): Promise<FiredTimer[]> {
  if (decided.length === 0) return []
  const { database } = services
  const known = await eventsByKey(database, decided.map(keyOf), transaction)
  const fired = decided.filter((one) => !known.has(keyOf(one)))
  if (fired.length === 0) return []
  await writeEvents(database, fired, transaction)
  const lateRounds = fired.flatMap(({ ticket, lateRound }) => (lateRound === null ? [] : [ticket.roundIds.get(lateRound)!]))
  if (lateRounds.length > 0) await updateRows(database.tables.replyRounds, { timely: false }, { id: lateRounds }, transaction)
  const { after, entries } = moveOn(fired)
  await insertRows(database.tables.operationLog, entries, transaction)
  await updateTickets(database, [...after.values()], transaction)
  await followWrittenRows(services, [...after].map(([{ row }, next]) => ({ before: row, after: next })), null, transaction)
  return fired
}
