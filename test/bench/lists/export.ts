import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import type { TicketExportInput } from '#shared/contract/export.ts'
import type { Person } from './people.ts'

const COLUMNS: TicketExportInput['columns'] = ['no', 'type', 'state', 'createdAt', 'customer', 'mall', 'phone', 'submittedAt', 'replyTimely']
const LOOK_EVERY_MS = 100

/** Memory of a process, in MB. */
const memory = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** Exports a list of more tickets than a file holds and throws the file away. @returns what it took, in words */
export async function measureExport(url: string, pid: number, person: Person): Promise<string> {
  const before = memory(pid)
  let most = before
  const looking = setInterval(() => { most = Math.max(most, memory(pid)) }, LOOK_EVERY_MS)
  const begun = performance.now()
  const body = JSON.stringify({ tab: 'all', exportId: randomUUID(), columns: COLUMNS } satisfies TicketExportInput & { exportId: string })
  const bytes = await new Promise<number>((resolve, reject) => {
    const sending = request(`${url}/api/v1/tickets/export`, {
      method: 'POST', headers: { Authorization: `Bearer ${person.token}`, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    }, (response) => {
      let received = 0
      if (response.statusCode !== 200) reject(new Error(`the export answered ${response.statusCode}`))
      response.on('data', (chunk: Buffer) => { received += chunk.length })
      response.on('end', () => resolve(received))
      response.on('error', reject)
    })
    sending.on('error', reject)
    sending.end(body)
  }).finally(() => clearInterval(looking))
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  return `export of 100,000 rows: ${seconds} s, ${(bytes / 1024 / 1024).toFixed(1)} MB; the server's memory ${before.toFixed(0)} MB before, at most ${most.toFixed(0)} MB`
}
