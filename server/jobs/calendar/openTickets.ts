import { Op, QueryTypes, type Transaction } from 'sequelize'
import type { OpenDeadlineFacts } from '#shared/domain/sla/recompute.ts'
import { findRows, type Database } from '../../database/database.ts'
import type { TicketRow } from '../../models/index.ts'
import { openRoundOf } from '../../tickets/loadTicket.ts'

const COLUMNS = [
  'id', 'state', 'assignmentNumber', 'submittedAt', 'firstContactDueAt', 'replyDueAt', 'resolveDueAt', 'visitAt', 'resolvedAt', 'resolveTimely',
  'provisionalDeadlines', 'logSequence', 'logHash',
] as const satisfies readonly (keyof TicketRow)[]

/** A ticket with what of it may depend on the calendar. */
export interface OpenTicket {
  row: Pick<TicketRow, (typeof COLUMNS)[number]>
  facts: OpenDeadlineFacts
  /** Ids of its open rounds by number. */
  roundIds: ReadonlyMap<number, number>
}

/** The next tickets with anything still to fire, by id: what has no timers has no open deadline. */
export async function openTicketsAfter({ sequelize }: Database, ticketId: number, limit: number): Promise<number[]> {
  const rows = await sequelize.query<{ ticketId: number }>('SELECT DISTINCT ticket_id AS ticketId FROM timers WHERE ticket_id > ? ORDER BY ticket_id LIMIT ?',
    { replacements: [ticketId, limit], type: QueryTypes.SELECT })
  return rows.map((row) => Number(row.ticketId))
}

/**
 * Reads what a recomputation needs of tickets, with four queries for any number.
 * @param locked holds their rows until the transaction ends
 */
export async function loadOpenTickets({ tables }: Database, ids: readonly number[], transaction: Transaction | null = null, { locked = false } = {}): Promise<OpenTicket[]> {
  const ofTickets = { ticketId: { [Op.in]: [...ids] } }
  const rows = await findRows(tables.tickets, { id: { [Op.in]: [...ids] } }, { transaction, lock: locked, attributes: [...COLUMNS], order: [['id', 'ASC']] })
  const rounds = Map.groupBy(await findRows(tables.replyRounds, { ...ofTickets, closedAt: null }, { transaction, order: [['number', 'ASC']] }), (round) => round.ticketId)
  const timers = Map.groupBy(await findRows(tables.timers, ofTickets, { transaction }), (timer) => timer.ticketId)
  const visits = await findRows(tables.requests, { ...ofTickets, kind: 'visit', state: 'approved' }, { transaction, attributes: ['ticketId', 'assignmentNumber'] })
  const decided = new Set(visits.map(({ ticketId, assignmentNumber }) => `${ticketId}:${assignmentNumber}`))
  return rows.map((row) => {
    const open = rounds.get(row.id) ?? []
    return {
      row, roundIds: new Map(open.map(({ id, number }) => [number, id])),
      facts: {
        ...row, openRounds: open.map((round) => ({ ...openRoundOf(round), openedAt: round.openedAt })),
        visitDecided: decided.has(`${row.id}:${row.assignmentNumber}`), timers: timers.get(row.id) ?? [],
      },
    }
  })
}
