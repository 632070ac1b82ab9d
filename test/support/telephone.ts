import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Call, CallEvent } from '#shared/contract/call.ts'
import { sign } from '#server/signature.ts'

/** Posts an event as the telephone system does. @param now of the server's clock */
export async function postCallEvent(server: { url: string; callSecret: string }, event: unknown, now: Date): Promise<{ status: number; body: Call & { code?: string; errors?: unknown } }> {
  const bytes = Buffer.from(JSON.stringify(event))
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const response = await fetch(`${server.url}/api/v1/calls`, {
    method: 'POST', body: bytes,
    headers: { 'Content-Type': 'application/json', 'X-Gongdan-Timestamp': timestamp, 'X-Gongdan-Signature': `sha256=${sign(server.callSecret, timestamp, bytes)}` },
  })
  return { status: response.status, body: (await response.json()) as Call }
}

/** An event of a call of 13900002671 at the desk of `agent`. */
export const callEvent = (more: Partial<CallEvent>): CallEvent =>
  ({ externalId: 'c-1', phone: '+86 139-0000-2671', line: '2', agentAccount: 'agent', event: 'ringing', at: '2026-03-04T02:00:00Z', ...more })

/** One second of silence as telephones record it: 8,000 samples of 16 bits, in a WAV file. */
export function silence(seconds = 1): Buffer {
  const samples = Buffer.alloc(8_000 * 2 * seconds)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8_000, 24)
  header.writeUInt32LE(16_000, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}

export interface Recorder {
  /** Address of a recording; what stands behind it is up to `answer`. */
  url: string
  asked: IncomingMessage[]
  stop: () => Promise<void>
}

/** The recorder of a telephone system, on loopback. */
export async function startRecorder(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Recorder> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/recordings/1.wav`, asked,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
