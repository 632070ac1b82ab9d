import { STREAM_CLOSE } from '#shared/contract/stream.ts'
import { can, sightOf } from '#shared/domain/permissions.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { loadStandings } from '../session/standings.ts'
import { messageText, type Connection, type Member } from './connection.ts'

/** Nothing is told to a session that was not seen to stand within this time, in ms. */
const CONFIRMED_FOR_MS = 1_500

export type MemberConnection = Connection & { member: Member }

/** Sees to it that no connection outlives its session. */
export interface Members {
  /** The connections that have said hello; those whose token has expired are closed. */
  present: () => MemberConnection[]
  /** Reads the standing of every session: ends those that were revoked, and follows what their users may do. */
  check: () => Promise<void>
  /** After it, every present member's session was seen to stand a moment ago. Throws while that cannot be known. */
  confirm: () => Promise<void>
}

/** @param monotonic clock of the process in ms */
export function createMembers(database: Database, clock: Clock, connections: ReadonlySet<Connection>, monotonic: () => number = () => performance.now()): Members {
  let checking: Promise<void> | null = null

  const present = (): MemberConnection[] => {
    const now = clock.now()
    const members = [...connections].filter((connection): connection is MemberConnection => connection.member !== null && !connection.closed)
    for (const connection of members) if (connection.member.expiresAt <= now) connection.close(STREAM_CLOSE.unauthenticated)
    return members.filter(({ closed }) => !closed)
  }

  const read = async (): Promise<void> => {
    const asked = present().map((connection) => ({ connection, family: connection.member.family }))
    if (asked.length === 0) return
    const startedAt = monotonic()
    const sessions = new Map(asked.map(({ connection: { member }, family }) => [family, { family, userId: member.userId }]))
    const standings = await loadStandings(database, [...sessions.values()])
    for (const { connection, family } of asked) {
      const { member } = connection
      // It may have come back with a token of a newer session in the meantime.
      if (member.family !== family) continue
      const facts = standings.get(family)
      if (!facts) connection.close(STREAM_CLOSE.unauthenticated)
      else if (!can(facts, 'tickets.read')) connection.close(STREAM_CLOSE.forbidden)
      else {
        const changed = sightOf(facts) !== member.sight && member.checked
        Object.assign(member, { facts, sight: sightOf(facts), confirmedAt: startedAt, checked: true })
        // Other tickets are his now; what he has read holds no more.
        if (changed) connection.send(messageText({ type: 'reset', lastId: String(connection.cursor) }))
      }
    }
  }
  const check = (): Promise<void> => (checking ??= read().finally(() => { checking = null }))

  return {
    present, check,
    async confirm() {
      const since = monotonic() - CONFIRMED_FOR_MS
      while (present().some(({ member }) => member.confirmedAt < since)) await check()
    },
  }
}
