import { createServer, type IncomingHttpHeaders } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** A message as a receiver outside the program gets it. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: { readonly messageId: string; readonly test: boolean; readonly event: string; readonly ticketNo: string; readonly text: string }
}

/** The endpoint of a channel, on this machine. */
export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** The status of the answers from now on. */
  readonly answer: (status: number) => void
  readonly close: () => Promise<void>
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let status = 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) as Received['body'] })
      response.writeHead(status).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`, received,
    answer: (wanted) => { status = wanted },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
