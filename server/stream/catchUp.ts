import type { Services } from '../services.ts'
import { messageText, type Connection } from './connection.ts'
import type { Follower } from './follower.ts'
import { readHappenings, tellingFor } from './happenings.ts'
import type { Members } from './members.ts'
import { readHead } from './sequencer.ts'

/** More than this is not sent one by one. */
const MOST_MISSED = 5_000
/** How many connections of a server read what they missed at the same time; the others wait, so that requests find a free connection to the database. */
const MOST_AT_ONCE = 4

/** Lets few in at once, the others in the order in which they came. */
function createTurnstile(places: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let free = places
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((enter) => { waiting.push(enter) })
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

/** Positions are counted from one and stay far below what a double holds exactly. */
const readPosition = (id: string): number => (id.length > 15 ? Number.POSITIVE_INFINITY : Number(id))

export interface CatchingUp {
  services: Services
  members: Members
  follower: Follower
  onGone: (connection: Connection, ticketId: number) => void
}

/**
 * Makes a connection live: sends what came after `lastId`, in order, then `ready`. Null means from now on. Too much, or
 * an id of another database's future, is answered with `reset` instead.
 */
export function createCatchUp({ services, members, follower, onGone }: CatchingUp): (connection: Connection, lastId: string | null) => Promise<void> {
  const turnstile = createTurnstile(MOST_AT_ONCE)

  const sendPage = async (connection: Connection): Promise<void> => {
    const page = await turnstile(() => readHappenings(services, connection.cursor))
    await members.confirm()
    if (connection.closed || !connection.member) return
    const { facts } = connection.member
    const told = page.happenings.flatMap((happening) => {
      const text = tellingFor(facts, happening)
      return text === null ? [] : [{ happening, text }]
    })
    connection.cursor = page.last
    for (const { happening, text } of told) if (text === happening.gone) onGone(connection, happening.ticketId)
    await connection.sendAll(told.map(({ text }) => text))
  }

  return async (connection, lastId) => {
    const head = await turnstile(() => readHead(services.database))
    const from = lastId === null ? head : readPosition(lastId)
    const reset = from > head || head - from > MOST_MISSED
    await members.confirm()
    connection.cursor = reset ? head : from
    if (reset) connection.send(messageText({ type: 'reset', lastId: String(head) }))
    while (!connection.closed) {
      await follower.start()
      // Between this look and becoming live nothing is awaited: the follower goes on from where the cursor is, or from before.
      const told = follower.position()
      if (told !== null && connection.cursor >= told) break
      await sendPage(connection)
    }
    if (connection.closed) return
    connection.live = true
    connection.toldPosition = connection.cursor
    connection.send(messageText({ type: 'ready', lastId: String(connection.cursor) }))
  }
}
