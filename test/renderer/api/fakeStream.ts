import type { ClientMessage, ServerMessage } from '#shared/contract/stream.ts'
import { createStreamConnection } from '../../../renderer/api/streamConnection.ts'
import type { CallNews, StreamConnection, StreamNews, StreamState, StreamSurroundings } from '../../../renderer/api/streamConnection.ts'
import type { SocketListeners } from '../../../renderer/api/streamSocket.ts'

/** One connection that was opened, with the server's side in the test's hands. */
export interface FakeSocket {
  readonly said: ClientMessage[]
  readonly address: string
  left: boolean
  readonly accept: () => void
  readonly send: (message: ServerMessage | string) => void
  readonly close: (code: number) => void
}

export interface FakeStream {
  readonly connection: StreamConnection
  readonly sockets: FakeSocket[]
  readonly news: StreamNews[]
  readonly states: StreamState[]
  readonly presence: [string, string[]][]
  /** How often a new message was told. */
  readonly messages: { count: number }
  readonly calls: CallNews[]
  readonly session: { token: string | null; renewals: number; answer: 'new token' | 'ended' | 'unreachable' }
  readonly last: () => FakeSocket
}

/** A stream connection on fake sockets. @param random what chance says, from 0 up to 1 */
export function fakeStream(random = 0): FakeStream {
  const sockets: FakeSocket[] = []
  const news: StreamNews[] = []
  const states: StreamState[] = []
  const presence: [string, string[]][] = []
  const messages = { count: 0 }
  const calls: CallNews[] = []
  const session: FakeStream['session'] = { token: 'token-0', renewals: 0, answer: 'new token' }

  function open(address: string, listeners: SocketListeners) {
    const said: ClientMessage[] = []
    const socket: FakeSocket = {
      said, address, left: false,
      accept: () => listeners.opened(),
      send: (message) => listeners.heard(typeof message === 'string' ? message : JSON.stringify(message)),
      close: (code) => listeners.closed(code),
    }
    sockets.push(socket)
    return { send: (text: string) => { said.push(JSON.parse(text) as ClientMessage) }, close: () => { socket.left = true } }
  }
  const surroundings: StreamSurroundings = {
    address: async () => 'ws://127.0.0.1:1/api/v1/stream', open, random: () => random,
    accessToken: () => session.token,
    renewSession: async () => {
      session.renewals += 1
      if (session.answer === 'unreachable') throw new Error('server_unreachable')
      session.token = session.answer === 'ended' ? null : `token-${session.renewals}`
      return session.answer === 'new token'
    },
    onNews: (one) => { news.push(one) },
    onPresence: (no, people) => { presence.push([no, people.map((person) => person.name)]) },
    onState: (state) => { states.push(state) },
    onMessage: () => { messages.count += 1 },
    onCall: (one) => { calls.push(one) },
  }
  return { connection: createStreamConnection(surroundings), sockets, news, states, presence, messages, calls, session, last: () => sockets.at(-1)! }
}

export const NO = '2609002984'
export const changeOf = (id: string, ticketNo = NO): ServerMessage & { type: 'change' } =>
  ({ type: 'change', id, ticketNo, event: 'replied', at: '2026-09-29T05:42:00.000Z', byUserId: '7', byName: '林晓禾', version: 10 })
