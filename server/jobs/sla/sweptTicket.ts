import { Op, QueryTypes, type Transaction } from 'sequelize'
import { fire, type Firing, type FiringFacts } from '#shared/domain/sla/fire.ts'
import { compareTimers } from '#shared/domain/sla/timers.ts'
import { findRows, type Database } from '../../database/database.ts'
import type { TicketRow, TimerRow } from '../../models/index.ts'
import { openRoundOf } from '../../tickets/loadTicket.ts'

/** What the sweep reads of a ticket's row: a batch is wide enough without the rest. */
const SWEPT_COLUMNS = [
  'id', 'type', 'state', 'createdAt', 'createdBy', 'customerId', 'mallId', 'headOfficeDepartmentId', 'scopeMallId', 'scopeDepartmentId',
  'assignmentNumber', 'submittedAt', 'resolveDueAt', 'visitAt', 'resolvedAt', 'replyTimely', 'resolveTimely', 'contactTimely', 'followUpTimely',
  'processTimely', 'satisfactionScore', 'returned', 'firstSubmittedAt', 'secondComplaint', 'escalatedAt', 'lastEventAt', 'unreadMallId', 'logSequence', 'logHash',
] as const satisfies readonly (keyof TicketRow)[]
export type SweptRow = Pick<TicketRow, (typeof SWEPT_COLUMNS)[number]>

/** A ticket whose row is locked, with what has fallen due on it. */
export interface SweptTicket {
  row: SweptRow
  facts: FiringFacts
  /** Ids of its open rounds by number. */
  roundIds: ReadonlyMap<number, number>
}

/** A timer that is to fire. */
export interface FiredTimer extends Firing {
  ticket: SweptTicket
  timer: TimerRow
  at: Date
}

/** Locks those of the tickets that nobody else holds. In SQL: Sequelize leaves SKIP LOCKED away for this dialect. */
async function lockTickets({ sequelize, tables: { tickets } }: Database, ids: readonly number[], transaction: Transaction): Promise<SweptRow[]> {
  const columns = SWEPT_COLUMNS.map((name) => `${tickets.fieldOf[name]} AS ${name}`).join(', ')
  const rows = await sequelize.query<Record<string, unknown>>(`SELECT ${columns} FROM tickets WHERE id IN (:ids) ORDER BY id FOR UPDATE SKIP LOCKED`,
    { replacements: { ids }, type: QueryTypes.SELECT, transaction })
  return rows.map(tickets.decode)
}

/** Locks tickets and reads what the rules need of them; those that somebody else holds are left to him. */
export async function takeTickets(database: Database, ids: readonly number[], transaction: Transaction): Promise<Map<number, SweptTicket>> {
  const rows = await lockTickets(database, ids, transaction)
  const taken = rows.map(({ id }) => id)
  const rounds = taken.length === 0 ? [] : await findRows(database.tables.replyRounds, { ticketId: { [Op.in]: taken }, closedAt: null },
    { transaction, attributes: ['id', 'ticketId', 'number', 'dueAt', 'timely'], order: [['number', 'ASC']] })
  const roundsOf = Map.groupBy(rounds, ({ ticketId }) => ticketId)
  return new Map(rows.map((row) => {
    const open = roundsOf.get(row.id) ?? []
    return [row.id, { row, facts: { ...row, openRounds: open.map(openRoundOf) }, roundIds: new Map(open.map(({ id, number }) => [number, id])) }]
  }))
}

/** What is due on locked tickets up to an instant, in the order in which it fires. */
export async function dueTimers(database: Database, ids: readonly number[], until: Date, transaction: Transaction): Promise<TimerRow[]> {
  const timers = await findRows(database.tables.timers, { ticketId: { [Op.in]: [...ids] }, dueAt: { [Op.lte]: until } }, { transaction })
  return timers.sort((a, b) => compareTimers(a, b) || a.id - b.id)
}

/** Looks at each timer again on its locked ticket, and leaves out what no longer holds. */
export const decideTimers = (
  timers: readonly TimerRow[], tickets: ReadonlyMap<number, SweptTicket>, timeOf: (ticket: SweptTicket, timer: TimerRow) => Date,
): FiredTimer[] =>
  timers.flatMap((timer) => {
    const ticket = tickets.get(timer.ticketId)
    if (!ticket) return []
    const at = timeOf(ticket, timer)
    const firing = fire(ticket.facts, timer, at)
    return firing ? [{ ...firing, ticket, timer, at }] : []
  })
