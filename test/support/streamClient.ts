import { once } from 'node:events'
import { vi } from 'vitest'
import { WebSocket } from 'ws'
import { serverMessage, type ClientMessage, type ServerMessage } from '#shared/contract/stream.ts'
import type { TestServer } from './testServer.ts'

export type MessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>

/** A page's end of the stream, which keeps everything it hears. */
export interface StreamClient {
  socket: WebSocket
  /** Everything so far, checked against the contract. */
  messages: ServerMessage[]
  of: <Type extends ServerMessage['type']>(type: Type) => MessageOf<Type>[]
  say: (message: ClientMessage) => void
  /** Waits until a message is there, also one that came before. */
  heard: (description: (message: ServerMessage) => boolean, patienceMs?: number) => Promise<ServerMessage>
  /** Ids of changes and departures in their order. */
  ids: () => string[]
  /** The close code, once it is closed. */
  closed: Promise<number>
  close: () => Promise<number>
}

const PATIENCE_MS = 20_000

/** Opens a socket as a page of the server would; says nothing. */
export function openSocket(server: Pick<TestServer, 'url'>, headers: Record<string, string> = { Origin: server.url }): StreamClient {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/stream`, { headers })
  const messages: ServerMessage[] = []
  socket.on('message', (data) => { messages.push(serverMessage.parse(JSON.parse((data as Buffer).toString()))) })
  const closed = once(socket, 'close').then(([code]) => code as number)
  const of = <Type extends ServerMessage['type']>(type: Type) => messages.filter((message): message is MessageOf<Type> => message.type === type)
  return {
    socket, messages, of, closed,
    say: (message) => socket.send(JSON.stringify(message)),
    heard: (description, patienceMs = PATIENCE_MS) => vi.waitUntil(() => messages.find(description), { timeout: patienceMs, interval: 10 }),
    ids: () => messages.flatMap((message) => (message.type === 'change' || message.type === 'gone' ? [message.id] : [])),
    async close() {
      socket.close(1000)
      return closed
    },
  }
}

/** Opens the stream, says hello as `ORGANISATION/account` and waits until it has caught up. */
export async function openStream(server: TestServer, account: string, { lastId = null, token }: { lastId?: string | null; token?: string } = {}): Promise<StreamClient> {
  const client = openSocket(server)
  const ownToken = token ?? (await server.tokenOf(account))
  if (client.socket.readyState !== WebSocket.OPEN) await once(client.socket, 'open')
  client.say({ type: 'hello', token: ownToken, lastId })
  await client.heard(({ type }) => type === 'ready')
  return client
}
