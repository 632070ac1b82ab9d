import { createHash } from 'node:crypto'
import type { Check } from '../sweep/figures.ts'
import { bytesOf, sha256, type PlannedFile } from './files.ts'

const AT_ONCE = 4

/** Downloads every attachment and compares its bytes with those that were written. @param server past the proxy */
export async function checkContents(server: { url: string; accessToken: string }, files: readonly PlannedFile[]): Promise<Check> {
  const waiting = [...files]
  let right = 0
  const work = async (): Promise<void> => {
    for (let file = waiting.pop(); file; file = waiting.pop()) {
      const response = await fetch(`${server.url}/api/v1/attachments/${file.id}`, { headers: { Authorization: `Bearer ${server.accessToken}` } })
      const hash = createHash('sha256').update(Buffer.from(await response.arrayBuffer())).digest('hex')
      if (response.ok && hash === sha256(bytesOf(file))) right++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { what: 'attachments whose downloaded bytes are those that were written', expected: files.length, found: right }
}
