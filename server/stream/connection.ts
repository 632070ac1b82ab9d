import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import { STREAM_CLOSE, type ServerMessage } from '#shared/contract/stream.ts'
import { sightOf, type UserFacts } from '#shared/domain/permissions.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import type { Authenticated } from '../session/authenticate.ts'

/** A client that leaves more than this unread is closed; it catches up when it comes back. In bytes. */
const MOST_BUFFERED_BYTES = 1024 * 1024
/** How long a client may take to read a page of what it missed, in ms. */
const FLUSH_PATIENCE_MS = 30_000
/** How long a client may take to answer a farewell before it is cut off, in ms. */
const FAREWELL_PATIENCE_MS = 2_000

/** Codes of RFC 6455 besides those of the contract: an error of the server, and a database that is away for now. */
export const SERVER_CLOSE = { failed: 1011, tryAgain: 1013 } as const

/** Whose connection it is, known from `hello` on. */
export interface Member {
  userId: number
  family: string
  facts: UserFacts
  sight: string
  /** Of the newest access token. */
  expiresAt: Date
  /** When the session was last seen to stand, on the clock of the process in ms; minus infinity: never. */
  confirmedAt: number
  /** It has been seen to stand since `hello`, so something may have been told. */
  checked: boolean
}

/** A ticket whose page is open. */
export interface Watch {
  ticketId: number
  ticketNo: string
  /** The people as they were last told, in JSON; null: not yet. */
  told: string | null
  typing: TicketOperation | null
}

/** One WebSocket. */
export interface Connection {
  readonly id: string
  readonly socket: WebSocket
  member: Member | null
  /** It has heard of everything up to this position as far as it may. */
  cursor: number
  /** The last position that stood in a message. */
  toldPosition: number
  /** Caught up: it hears of everything as it happens. */
  live: boolean
  closed: boolean
  /** The code with which this server closed it. */
  closedWith: number | null
  /** It has answered the last ping. */
  answers: boolean
  readonly watches: Map<string, Watch>
  send: (text: string) => void
  /** Sends many and waits until they are on their way, however slow the client reads; too slow closes it. */
  sendAll: (texts: readonly string[]) => Promise<void>
  close: (code: number) => void
}

export const memberOf = ({ user, family, expiresAt }: Authenticated): Member => ({
  userId: user.id, family, facts: user, sight: sightOf(user), expiresAt, confirmedAt: Number.NEGATIVE_INFINITY, checked: false,
})

export const messageText = (message: ServerMessage): string => JSON.stringify(message)

export function createConnection(socket: WebSocket): Connection {
  const connection: Connection = {
    id: randomUUID(), socket, member: null, cursor: 0, toldPosition: 0, live: false, closed: false, closedWith: null, answers: true, watches: new Map(),
    send(text) {
      if (connection.closed) return
      socket.send(text)
      if (socket.bufferedAmount > MOST_BUFFERED_BYTES) connection.close(STREAM_CLOSE.tooSlow)
    },
    async sendAll(texts) {
      const last = texts.at(-1)
      if (last === undefined || connection.closed) return
      for (const text of texts.slice(0, -1)) socket.send(text)
      const patience = setTimeout(() => connection.close(STREAM_CLOSE.tooSlow), FLUSH_PATIENCE_MS)
      await new Promise<void>((resolve) => {
        socket.once('close', resolve)
        socket.send(last, () => {
          socket.off('close', resolve)
          resolve()
        })
      })
      clearTimeout(patience)
    },
    close(code) {
      if (connection.closed) return
      connection.closed = true
      connection.closedWith = code
      connection.live = false
      socket.close(code)
      const impatient = setTimeout(() => socket.terminate(), FAREWELL_PATIENCE_MS)
      socket.once('close', () => clearTimeout(impatient))
    },
  }
  return connection
}
