import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHmac } from 'node:crypto'

export interface ReceivedMessage {
  messageId: string
  channel: string
  test: boolean
  event: string
  ticketNo: string
  ticketType: string
  at: string
  late: boolean
  text: string
  recipient: { name: string; account: string; phone: string | null; organisationCode: string; organisationName: string }
}

export interface Received {
  headers: Record<string, string | string[] | undefined>
  bytes: Buffer
  message: ReceivedMessage
}

/** How an endpoint answers; the number of the request counts from 1. */
export type Behaviour = (answer: ServerResponse, received: Received, number: number) => void

export interface Receiver {
  url: string
  received: Received[]
  /** Message ids in the order in which they came. */
  ids: () => string[]
  behave: (behaviour: Behaviour) => void
  stop: () => Promise<void>
}

export const answerWith = (status: number, headers: Record<string, string> = {}): Behaviour => (answer) => void answer.writeHead(status, headers).end()
/** Never answers. */
export const hang: Behaviour = () => undefined

/** Checks a signature as README.md tells a receiver to do; knows nothing of the program's own code. */
export function isGenuine({ headers, bytes }: Received, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(Buffer.concat([Buffer.from(`${String(headers['x-gongdan-timestamp'])}.`), bytes])).digest('hex')
  return headers['x-gongdan-signature'] === `sha256=${expected}`
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** An endpoint of a channel on loopback, which takes everything until it is told otherwise. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let behaviour: Behaviour = answerWith(204)
  const server = createServer((request, answer) => {
    void readAll(request).then((bytes) => {
      const one: Received = { headers: request.headers, bytes, message: JSON.parse(bytes.toString('utf8')) as ReceivedMessage }
      received.push(one)
      behaviour(answer, one, received.length)
    }).catch(() => answer.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`, received,
    ids: () => received.map(({ message }) => message.messageId),
    behave: (given) => { behaviour = given },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
