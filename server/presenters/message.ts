import type { Message } from '#shared/contract/message.ts'
import { canSeeTicket } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import type { MessageRow } from '../queries/messages.ts'
import type { Services } from '../services.ts'
import { loadSights } from '../stream/ticketSights.ts'

/** Messages with what their tickets still show this user: number and event stay, all else only where he sees the ticket now. */
export async function presentMessages(services: Services, user: CurrentUser, rows: readonly MessageRow[]): Promise<Message[]> {
  const sights = rows.length === 0 ? [] : await loadSights(services, { id: [...new Set(rows.map(({ ticketId }) => ticketId))] })
  const seen = new Map(sights.filter(({ scope }) => canSeeTicket(user, scope)).map(({ id, scope }) => [id, scope]))
  return rows.map(({ id, event, ticketId, ticketNo, at, read, byName }) => {
    const scope = seen.get(ticketId)
    return { id: String(id), event, ticketNo, ticketType: scope?.type ?? null, at: at.toISOString(), read, byName: scope ? byName : null }
  })
}
