/**
 * What an export of many tickets costs: its time, how much memory the server process takes for it, and what others wait
 * meanwhile. On a private MariaDB: `npm run bench:export -- --tickets 100000`. The last line is for `docs/measurements.md`.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createClient } from '#shared/contract/client.ts'
import type { TicketColumnId } from '#shared/domain/lists/columns.ts'
import { startTestDatabase } from '../support/databaseServer.ts'
import { makeWorld, TEST_PASSWORD } from '../support/factories.ts'
import { fetchTransport } from '../support/http.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { cloneTickets } from '../support/sweepLoad.ts'
import { createTestDatabase } from '../support/testDatabase.ts'
import { ticketInput } from '../support/tickets.ts'

export interface ExportFigures {
  seconds: number
  /** Memory of the server in MiB, before and at most. */
  base: number
  highest: number
  /** p95 in ms of a page for somebody else, before and meanwhile. */
  before: number
  during: number
}

/** What a wide list shows. */
const COLUMNS: TicketColumnId[] = [
  'alert', 'no', 'type', 'state', 'customer', 'phone', 'feedback', 'mall', 'handler', 'marketingLine', 'createdAt', 'receivedAt', 'replyDueAt', 'resolveDueAt', 'visitAt', 'feedbackCount', 'createdBy', 'region', 'address', 'product',
]
const percentile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/** Measures on a database of its own, and says what it finds. @returns a figure for each round */
export async function measureExport({ tickets, rounds, port }: { tickets: number; rounds: number; port: number }): Promise<ExportFigures[]> {
  const databaseServer = await startTestDatabase(['--innodb-buffer-pool-size=512M'])
  const { url: databaseUrl, database, drop } = await createTestDatabase(databaseServer.url)
  const server = await makeWorld(database).then(() => startServerProcess({
    DATABASE_URL: databaseUrl, GONGDAN_PORT: String(port), GONGDAN_DEMO: '0', GONGDAN_SECRET: 'the secret of the benchmark of exports', GONGDAN_LOG_LEVEL: 'error', GONGDAN_DATA_DIR: '/tmp/gongdan-bench-export',
  })).catch(async (error: unknown) => {
    await databaseServer.stop()
    throw error
  })
  const memory = (): number => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))?.[1]) / 1024

  try {
    const { accessToken } = await createClient(fetchTransport(server.url, null)).signIn({ body: { orgCode: 'HQ', account: 'agent', password: TEST_PASSWORD } })
    const agent = createClient(fetchTransport(server.url, accessToken))
    const other = createClient(fetchTransport(server.url, (await createClient(fetchTransport(server.url, null)).signIn({ body: { orgCode: 'HQ', account: 'agent2', password: TEST_PASSWORD } })).accessToken))
    const { no } = await agent.createTicket({ body: ticketInput() })
    await cloneTickets(database, no, tickets - 1, new Date(Date.now() + 86_400_000))
    await database.sequelize.query("UPDATE tickets SET created_at = created_at - INTERVAL id SECOND, customer_name = CONCAT('客户', id), address = CONCAT('滨河路 ', id, ' 号'), latest_feedback = CONCAT('第 ', id, ' 张：', REPEAT(SHA2(id, 256), 2)) WHERE no LIKE 'L%'")

    async function exportOnce(limit = Infinity): Promise<{ ms: number; bytes: number }> {
      const begun = performance.now()
      const response = await fetch(`${server.url}/api/v1/tickets/export`, {
        method: 'POST', headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ exportId: randomUUID(), tab: 'all', columns: COLUMNS }),
      })
      if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`)
      let bytes = 0
      for await (const chunk of response.body) {
        bytes += chunk.length
        if (bytes >= limit) break
      }
      await sleep(700)
      return { ms: performance.now() - begun - 700, bytes }
    }
    async function waits(until: () => boolean): Promise<number[]> {
      const found: number[] = []
      while (!until()) {
        const begun = performance.now()
        await other.queryTickets({ body: { tab: 'all', limit: 20 } })
        found.push(performance.now() - begun)
        await sleep(100)
      }
      return found.sort((a, b) => a - b)
    }
    // The first pages, the first export and the pages of others are what a server has in memory anyway.
    let calm = 0
    const before = await waits(() => calm++ >= 100)
    await exportOnce(200_000)
    await sleep(1500)
    const found: ExportFigures[] = []
    for (let round = 1; round <= rounds; round++) {
      const base = memory()
      let highest = base
      const look = setInterval(() => { highest = Math.max(highest, memory()) }, 50)
      let over = false
      const meanwhile = waits(() => over)
      const { ms, bytes } = await exportOnce()
      over = true
      clearInterval(look)
      const during = await meanwhile
      console.log(`export of ${tickets} tickets, ${COLUMNS.length} columns, round ${round}: ${(ms / 1000).toFixed(1)} s, ${Math.round(tickets / (ms / 1000))} rows/s, ${(bytes / 1048576).toFixed(1)} MiB; server ${base.toFixed(0)} → ${highest.toFixed(0)} MiB (+${(highest - base).toFixed(0)}); `
        + `page of a list for somebody else: p50/p95 ${percentile(before, 0.5).toFixed(0)}/${percentile(before, 0.95).toFixed(0)} ms before, ${percentile(during, 0.5).toFixed(0)}/${percentile(during, 0.95).toFixed(0)} ms during; load ${loadavg()[0]!.toFixed(1)}`)
      found.push({ seconds: ms / 1000, base, highest, before: percentile(before, 0.95), during: percentile(during, 0.95) })
      await sleep(2000)
    }
    return found
  } finally {
    await server.stop()
    await drop()
    await databaseServer.stop()
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { tickets: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' }, port: { type: 'string', default: '23690' } } })
  await measureExport({ tickets: Number(values.tickets), rounds: Number(values.rounds), port: Number(values.port) })
}
