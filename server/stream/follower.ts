import type { Clock } from '../clock.ts'
import type { Services } from '../services.ts'
import type { MemberConnection, Members } from './members.ts'
import { readHappenings, tellingFor, type Happening, type Page } from './happenings.ts'
import { readHead } from './sequencer.ts'
import type { Connection } from './connection.ts'

/** Tells the connections of this server what happens, in the order of positions. */
export interface Follower {
  /** Reads on and tells; without connections it does nothing and forgets where it was. */
  follow: () => Promise<void>
  /** Finds out where the stream is now, unless it is known. */
  start: () => Promise<void>
  /** Everything up to here was told to those who are live; null before the start. */
  position: () => number | null
  /** Seconds from the last event told to its telling; 0 before the first. */
  delaySeconds: () => number
}

export interface Following {
  services: Services
  connections: ReadonlySet<Connection>
  members: Members
  /** A ticket has left somebody's sight. */
  onGone: (connection: Connection, ticketId: number) => void
}

const secondsSince = (clock: Clock, instant: Date): number => Math.max(0, (clock.now().getTime() - instant.getTime()) / 1000)

/**
 * One page to everybody who is live. Nothing is awaited in it: whoever joins does so before or after the whole page, and
 * his cursor says what of it he has had.
 */
export function tellEverybody({ happenings, last }: Page, live: readonly MemberConnection[], onGone: Following['onGone']): void {
  const bySight = Map.groupBy(live, ({ member }) => member.sight)
  for (const happening of happenings) {
    for (const group of bySight.values()) {
      const text = tellingFor(group[0]!.member.facts, happening)
      if (text !== null) for (const connection of group) tell(connection, happening, text, onGone)
    }
  }
  for (const connection of live) connection.cursor = Math.max(connection.cursor, last)
}

function tell(connection: Connection, { position, ticketId, gone }: Happening, text: string, onGone: Following['onGone']): void {
  if (position <= connection.cursor) return
  connection.toldPosition = position
  connection.send(text)
  if (text === gone) onGone(connection, ticketId)
}

export function createFollower({ services, connections, members, onGone }: Following): Follower {
  const { database, clock } = services
  let position: number | null = null
  let delay = 0

  const start = async (): Promise<void> => {
    if (position !== null) return
    const head = await readHead(database)
    position ??= head
  }

  return {
    start,
    position: () => position,
    delaySeconds: () => delay,
    async follow() {
      for (;;) {
        if (connections.size === 0) {
          position = null
          return
        }
        await start()
        const page = await readHappenings(services, position!)
        if (page.last === position) return
        await members.confirm()
        tellEverybody(page, members.present().filter(({ live }) => live), onGone)
        position = page.last
        const newest = page.happenings.at(-1)
        if (newest) delay = secondsSince(clock, newest.at)
        if (!page.full) return
      }
    },
  }
}
