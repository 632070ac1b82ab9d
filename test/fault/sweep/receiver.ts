import { createHash, createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An endpoint of channels on 127.0.0.1 that remembers what came, and fails now and then. */
export interface Receiver {
  url: string
  secret: string
  /** Ids of messages that were taken, by `ticketNo|event|channel|CODE/account`, with how often each came. */
  taken: ReadonlyMap<string, ReadonlyMap<string, number>>
  figures: () => { requests: number; refused: number; cutOff: number; wrongSignatures: number }
  stop: () => Promise<void>
}

interface Body {
  messageId: string
  channel: string
  event: string
  ticketNo: string
  recipient: { account: string; organisationCode: string }
}

/** Of a thousand messages, so many are refused with 503 at first, and of so many the connection breaks after they were taken. */
const REFUSED_PER_MILLE = 10
const CUT_OFF_PER_MILLE = 10

/** By its id, so that every run of a message meets the same fate at its first try. */
const fateOf = (messageId: string): number => createHash('sha256').update(messageId).digest().readUInt32BE(0) % 1000

const isSigned = (request: IncomingMessage, bytes: Buffer, secret: string): boolean =>
  request.headers['x-gongdan-signature'] === `sha256=${createHmac('sha256', secret).update(`${String(request.headers['x-gongdan-timestamp'])}.`).update(bytes).digest('hex')}`

export async function startReceiver(): Promise<Receiver> {
  const secret = randomBytes(24).toString('hex')
  const taken = new Map<string, Map<string, number>>()
  const met = new Set<string>()
  const figures = { requests: 0, refused: 0, cutOff: 0, wrongSignatures: 0 }

  const take = ({ messageId, ticketNo, event, channel, recipient }: Body): void => {
    const key = `${ticketNo}|${event}|${channel}|${recipient.organisationCode}/${recipient.account}`
    const ids = taken.get(key) ?? new Map<string, number>()
    ids.set(messageId, (ids.get(messageId) ?? 0) + 1)
    taken.set(key, ids)
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    figures.requests++
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    if (!isSigned(request, bytes, secret)) {
      figures.wrongSignatures++
      return void response.writeHead(401).end()
    }
    const body = JSON.parse(bytes.toString()) as Body
    const fate = met.has(body.messageId) ? 1000 : fateOf(body.messageId)
    met.add(body.messageId)
    if (fate < REFUSED_PER_MILLE) {
      figures.refused++
      return void response.writeHead(503).end()
    }
    take(body)
    if (fate < REFUSED_PER_MILLE + CUT_OFF_PER_MILLE) {
      figures.cutOff++
      return void request.socket.destroy()
    }
    response.writeHead(204).end()
  }
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`, secret, taken, figures: () => ({ ...figures }),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
