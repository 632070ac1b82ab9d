import type { TicketScope } from '#shared/domain/permissions.ts'
import { findRows } from '../database/database.ts'
import type { Services } from '../services.ts'
import { scopeOf } from '../tickets/loadTicket.ts'

/** Who may see a ticket now. */
export interface TicketSight {
  id: number
  no: string
  version: number
  scope: TicketScope
}

/** Of many tickets at once; those that do not exist are left out. */
export async function loadSights(services: Services, where: { id: readonly number[] } | { no: string }): Promise<TicketSight[]> {
  const { tables } = services.database
  const rows = await findRows(tables.tickets, 'id' in where ? { id: [...where.id] } : where, {
    attributes: ['id', 'no', 'version', 'type', 'state', 'submittedAt', 'scopeMallId', 'scopeDepartmentId'],
  })
  if (rows.length === 0) return []
  const assistants = Map.groupBy(await findRows(tables.ticketAssistants, { ticketId: rows.map(({ id }) => id) }), ({ ticketId }) => ticketId)
  return Promise.all(rows.map(async (row) => ({
    id: row.id, no: row.no, version: row.version,
    scope: await scopeOf(services, row, (assistants.get(row.id) ?? []).map(({ organisationId }) => organisationId)),
  })))
}
