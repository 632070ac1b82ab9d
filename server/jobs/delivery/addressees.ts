import type { Transaction } from 'sequelize'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import { findRows } from '../../database/database.ts'
import type { Services } from '../../services.ts'
import { loadSights, type TicketSight } from '../../stream/ticketSights.ts'
import type { Claimed } from './outbox.ts'
import { createRecipients } from './recipients.ts'

/** One recipient of one row of the outbox. */
export interface Addressee {
  eventId: number
  event: TicketEvent
  at: Date
  ticket: TicketSight
  recipient: string
}

/** Whom the rows of the outbox address. @throws Error for a row that names no event, no ticket or no audience */
export async function addresseesOf(services: Services, rows: readonly Claimed[], transaction: Transaction): Promise<Addressee[]> {
  const { tables } = services.database
  const events = new Map((await findRows(tables.events, { id: [...new Set(rows.map(({ eventId }) => eventId))] }, { transaction })).map((event) => [event.id, event]))
  const tickets = new Map((await loadSights(services, { id: [...new Set([...events.values()].map(({ ticketId }) => ticketId))] })).map((ticket) => [ticket.id, ticket]))
  const recipientsOf = createRecipients(services)
  const addressees: Addressee[] = []
  for (const { id, eventId, audience } of rows) {
    const event = events.get(eventId)
    const ticket = event && tickets.get(event.ticketId)
    if (!event || !ticket) throw new Error(`row ${id} of the outbox belongs to no event of a ticket`)
    for (const recipient of await recipientsOf(audience, ticket.scope)) addressees.push({ eventId, event: event.kind, at: event.at, ticket, recipient })
  }
  return addressees
}
