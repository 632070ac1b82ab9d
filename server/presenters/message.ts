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
  const codes = [...new Set([...seen.values()].flatMap(({ scopeMallCode }) => scopeMallCode ?? []))]
  const malls = new Map(await Promise.all(codes.map(async (code) => [code, await services.directory.byCode(code)] as const)))
  return rows.map(({ id, event, ticketId, ticketNo, at, read, desktop, byName }) => {
    const scope = seen.get(ticketId)
    const mall = scope?.scopeMallCode ? (malls.get(scope.scopeMallCode) ?? null) : null
    return {
      id: String(id), event, ticketNo, ticketType: scope?.type ?? null, mall: mall && { code: mall.code, name: mall.name }, at: at.toISOString(), read, desktop, byName: scope ? byName : null,
    }
  })
}
