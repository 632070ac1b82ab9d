import type { Transaction } from 'sequelize'
import type { CurrentUser } from '../caller.ts'
import { countScopeOf } from '../counts/scopes.ts'
import { select } from '../database/select.ts'
import type { RequestRow, TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { readerOf } from '../tickets/reads.ts'
import { followUpsOf, linkedParts, NO_FOLLOW_UPS, type FollowUps, type LinkedTicket } from './followUps.ts'
import { unionSql, type UnionPart } from './unionSql.ts'

type PendingRequest = Pick<RequestRow, 'id' | 'kind' | 'state' | 'requestedAt' | 'requestedVisitAt' | 'requestedByName'>

/** What stands beside tickets' rows, loaded for a whole page at once. */
export interface TicketDetails extends FollowUps {
  pendingRequests: (ticketId: number) => PendingRequest[]
  assistantIds: (ticketId: number) => number[]
  readAt: (ticketId: number) => Date | null
}

type Beside =
  | { part: 'request'; ticketId: number } & PendingRequest
  | { part: 'assistant'; ticketId: number; organisationId: number }
  | { part: 'read'; ticketId: number; readAt: Date }
  | { part: 'linked' } & LinkedTicket

const REQUEST_COLUMNS = {
  ticketId: 'ticket_id', id: 'id', kind: 'kind', state: 'state', requestedAt: 'requested_at', requestedVisitAt: 'requested_visit_at', requestedByName: 'requested_by_name',
} as const satisfies Record<keyof PendingRequest | 'ticketId', string>

const IDS = ['ticketId', 'id', 'organisationId', 'followUpOf', 'scopeMallId', 'scopeDepartmentId']

function partsBeside(user: CurrentUser, rows: readonly TicketRow[], knowsAssistants: boolean): UnionPart[] {
  const ids = rows.map(({ id }) => id)
  return [
    { part: 'request', columns: REQUEST_COLUMNS, rows: { sql: "FROM requests WHERE ticket_id IN (?) AND state = 'pending'", values: [ids] } },
    ...(knowsAssistants ? [] : [{ part: 'assistant', columns: { ticketId: 'ticket_id', organisationId: 'organisation_id' }, rows: { sql: 'FROM ticket_assistants WHERE ticket_id IN (?)', values: [ids] } }]),
    // By ticket: a reader has as many marks as he has ever read, and the database would go through them.
    {
      part: 'read', columns: { ticketId: 'ticket_id', readAt: 'read_at' },
      rows: { sql: 'FROM ticket_reads FORCE INDEX (ticket_reads_ticket) WHERE ticket_id IN (?) AND reader = ? AND scope = ?', values: [ids, readerOf(user), countScopeOf(user)] },
    },
    ...linkedParts(rows),
  ]
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
 * One statement for any number of tickets: sending and awaiting one costs a server more than reading what it finds, and a
 * page with a statement for each kind took a quarter longer (`docs/measurements.md`).
 * @param assistantIds of the one ticket, where they are known already
 */
export async function loadDetails(
  services: Services, user: CurrentUser, rows: readonly TicketRow[], transaction: Transaction | null, assistantIds?: number[],
): Promise<TicketDetails> {
  if (rows.length === 0) return { pendingRequests: () => [], assistantIds: () => [], readAt: () => null, ...NO_FOLLOW_UPS }
  const found = await select<Beside>(services.database, unionSql(partsBeside(user, rows, assistantIds !== undefined), IDS), transaction)
  const of = <Part extends Beside['part']>(part: Part) => found.filter((row): row is Extract<Beside, { part: Part }> => row.part === part)
  const readAt = new Map(of('read').map((read) => [read.ticketId, read.readAt]))
  return {
    pendingRequests: grouped(of('request'), ({ ticketId }) => ticketId, (request) => request),
    assistantIds: assistantIds ? () => assistantIds : grouped(of('assistant'), ({ ticketId }) => ticketId, ({ organisationId }) => organisationId),
    readAt: (ticketId) => readAt.get(ticketId) ?? null,
    ...(await followUpsOf(services, user, rows, of('linked'), transaction)),
  }
}
