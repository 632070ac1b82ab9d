import { canSeeTicket } from '#shared/domain/permissions.ts'
import type { PresentPerson } from '#shared/contract/stream.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import type { Services } from '../services.ts'
import { messageText, type Connection, type Watch } from './connection.ts'
import type { MemberConnection, Members } from './members.ts'
import { appear, disappear, whoIsThere } from './presence.ts'
import { loadSights } from './ticketSights.ts'

/** A page has few tabs open; what goes beyond is not watched. */
export const MOST_WATCHES = 100

/** Who has which ticket's page open. */
export interface Watching {
  /** The page is open, still open, or what is typed there has changed. A ticket that the member may not see is ignored. */
  watch: (connection: Connection, ticketNo: string, typing: TicketOperation | null) => Promise<void>
  unwatch: (connection: Connection, ticketNo: string) => Promise<void>
  /** The connection has ended. */
  leave: (connection: Connection) => Promise<void>
  /** The ticket has left the member's sight. */
  lose: (connection: Connection, ticketId: number) => Promise<void>
  /** Reads who is there, for all watched tickets at once, and tells those for whom it has changed. */
  tell: () => Promise<void>
}

interface Pending {
  connection: MemberConnection
  watch: Watch
  text: string
}

const peopleText = (people: ReadonlyMap<number, PresentPerson>, ownId: number): string =>
  JSON.stringify([...people].filter(([userId]) => userId !== ownId).map(([, person]) => person))

/** @param onChange who is there has changed by this server's doing */
export function createWatching(services: Services, members: Members, onChange: () => void): Watching {
  const { database, clock } = services

  /** The first `watch` of a ticket: looks whether the member may see it. */
  const begin = async (connection: Connection, ticketNo: string): Promise<Watch | null> => {
    if (connection.watches.size >= MOST_WATCHES) return null
    const [sight] = await loadSights(services, { no: ticketNo })
    if (!sight || !connection.member || !canSeeTicket(connection.member.facts, sight.scope)) return null
    const watch: Watch = { ticketId: sight.id, ticketNo, told: null, typing: null }
    connection.watches.set(ticketNo, watch)
    return watch
  }
  const end = async (connection: Connection, { ticketNo, ticketId }: Watch): Promise<void> => {
    connection.watches.delete(ticketNo)
    await disappear(database, connection.id, ticketId)
    onChange()
  }
  const lose = async (connection: Connection, ticketId: number): Promise<void> => {
    const watch = [...connection.watches.values()].find((candidate) => candidate.ticketId === ticketId)
    if (watch) await end(connection, watch)
  }

  /** Sends what differs from what was told last; who does not see the ticket any more hears nothing and is taken out. */
  const send = async (pending: readonly Pending[]): Promise<void> => {
    const sights = await loadSights(services, { id: [...new Set(pending.map(({ watch }) => watch.ticketId))] })
    await members.confirm()
    members.present()
    const scopes = new Map(sights.map(({ id, scope }) => [id, scope]))
    const lost: Pending[] = []
    for (const entry of pending) {
      const { connection, watch, text } = entry
      if (connection.closed || connection.watches.get(watch.ticketNo) !== watch) continue
      const scope = scopes.get(watch.ticketId)
      if (!scope || !canSeeTicket(connection.member.facts, scope)) lost.push(entry)
      else {
        watch.told = text
        connection.send(messageText({ type: 'presence', ticketNo: watch.ticketNo, people: JSON.parse(text) as PresentPerson[] }))
      }
    }
    for (const { connection, watch } of lost) await end(connection, watch)
  }

  return {
    lose,
    async watch(connection, ticketNo, typing) {
      const known = connection.watches.get(ticketNo)
      const watch = known ?? (await begin(connection, ticketNo))
      if (!watch || !connection.member) return
      await appear(database, { connectionId: connection.id, ticketId: watch.ticketId, userId: connection.member.userId, typing }, clock.now())
      // Meanwhile the ticket may have left the member's sight, and his row been removed.
      if (connection.watches.get(ticketNo) !== watch) await disappear(database, connection.id, watch.ticketId)
      if (!known || known.typing !== typing) onChange()
      watch.typing = typing
    },
    async unwatch(connection, ticketNo) {
      const watch = connection.watches.get(ticketNo)
      if (watch) await end(connection, watch)
    },
    async leave(connection) {
      if (connection.watches.size === 0) return
      connection.watches.clear()
      await disappear(database, connection.id)
      onChange()
    },
    async tell() {
      const watched = members.present().flatMap((connection) => [...connection.watches.values()].map((watch) => ({ connection, watch })))
      if (watched.length === 0) return
      const there = await whoIsThere(database, [...new Set(watched.map(({ watch }) => watch.ticketId))], clock.now())
      const pending = watched
        .map(({ connection, watch }) => ({ connection, watch, text: peopleText(there.get(watch.ticketId)!, connection.member.userId) }))
        .filter(({ watch, text }) => watch.told !== text)
      if (pending.length > 0) await send(pending)
    },
  }
}
