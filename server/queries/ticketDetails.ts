import { Op, type Transaction } from 'sequelize'
import type { CurrentUser } from '../caller.ts'
import { countScopeOf } from '../counts/scopes.ts'
import { findRows } from '../database/database.ts'
import { select } from '../database/select.ts'
import type { RequestRow, TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { readerOf } from '../tickets/reads.ts'
import { loadFollowUps, NO_FOLLOW_UPS, type FollowUps } from './followUps.ts'

/** What stands beside tickets' rows, loaded for a whole page at once. */
export interface TicketDetails extends FollowUps {
  pendingRequests: (ticketId: number) => RequestRow[]
  assistantIds: (ticketId: number) => number[]
  readAt: (ticketId: number) => Date | null
}

const grouped = <Row, Value>(rows: readonly Row[], keyOf: (row: Row) => number, valueOf: (row: Row) => Value): ((id: number) => Value[]) => {
  const groups = new Map<number, Value[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(valueOf(row))
    else groups.set(keyOf(row), [valueOf(row)])
  }
  return (id) => groups.get(id) ?? []
}

/**
 * A fixed number of queries for any number of tickets, one after the other: side by side each request would hold several connections, and the slowest of eight callers waits longer.
 * @param assistantIds of the one ticket, where they are known already
 */
export async function loadDetails(
  services: Services, user: CurrentUser, rows: readonly TicketRow[], transaction: Transaction | null, assistantIds?: number[],
): Promise<TicketDetails> {
  const { tables } = services.database
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return { pendingRequests: () => [], assistantIds: () => [], readAt: () => null, ...NO_FOLLOW_UPS }
  const ofTickets = { ticketId: { [Op.in]: ids } }
  const requests = await findRows(tables.requests, { ...ofTickets, state: 'pending' }, { transaction })
  const assistants = assistantIds ? [] : await findRows(tables.ticketAssistants, ofTickets, { transaction })
  // By ticket: a reader has as many marks as he has ever read, and the database would go through them.
  const reads = await select<{ ticketId: number; readAt: Date }>(services.database, {
    sql: 'SELECT ticket_id AS ticketId, read_at AS readAt FROM ticket_reads FORCE INDEX (ticket_reads_ticket) WHERE ticket_id IN (?) AND reader = ? AND scope = ?', values: [ids, readerOf(user), countScopeOf(user)],
  }, transaction)
  const links = await loadFollowUps(services, user, rows, transaction)
  const readAt = new Map(reads.map((read) => [Number(read.ticketId), read.readAt]))
  return {
    pendingRequests: grouped(requests, ({ ticketId }) => ticketId, (request) => request),
    assistantIds: assistantIds ? () => assistantIds : grouped(assistants, ({ ticketId }) => ticketId, ({ organisationId }) => organisationId),
    readAt: (ticketId) => readAt.get(ticketId) ?? null,
    ...links,
  }
}
