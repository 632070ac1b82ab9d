import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { createClient, type Client } from '#shared/contract/client.ts'
import type { Database } from '#server/database/database.ts'
import { freePort } from '#server/bootstrap/ports.mjs'
import { createDrivenClock, type DrivenClock } from '#test/support/drivenClock.ts'
import { makeWorld, TEST_PASSWORD } from '#test/support/factories.ts'
import { fetchTransport } from '#test/support/http.ts'
import { startServerProcess, type ServerProcess } from '#test/support/serverProcess.ts'
import { createTestDatabase } from '#test/support/testDatabase.ts'

/** Everybody who could hear of something; each of these is asked for his messages. */
export const ACCOUNTS = [
  'HQ/agent', 'HQ/agent2', 'HQ/approver', 'HQ/surveyor', 'HQ/admin', 'DEPT-S/dept', 'DEPT-N/dept', 'LINE-1/line',
  'M0001/mall', 'M0001/mall2', 'M0002/mall', 'M0003/mall',
] as const
export type Account = (typeof ACCOUNTS)[number]

/** A real server on a real database, both living by a clock that the test drives. */
export interface DrivenWorld {
  clock: DrivenClock
  database: Database
  databaseUrl: string
  start: () => Promise<void>
  stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>
  /** A client signed in at the time of the clock. */
  as: (account: Account | 'M0001/sales') => Promise<Client>
  remove: () => Promise<void>
}

/** Less than an access token's life, in ms. */
const TOKEN_USED_FOR_MS = 10 * 60_000

/** @param start an instant at which the clock stands still at first */
export async function createDrivenWorld(start: Date): Promise<DrivenWorld> {
  const clock = createDrivenClock(start)
  const { url: databaseUrl, database, drop } = await createTestDatabase(inject('databaseUrl'))
  await makeWorld(database)
  const env = {
    ...clock.env, DATABASE_URL: databaseUrl, GONGDAN_PORT: String(await freePort()), GONGDAN_DEMO: '0',
    GONGDAN_SECRET: randomBytes(32).toString('hex'), GONGDAN_LOG_LEVEL: 'warn',
  }
  const tokens = new Map<string, { token: string; since: number }>()
  let server: ServerProcess | null = null

  const world: DrivenWorld = {
    clock, database, databaseUrl,
    async start() {
      server = await startServerProcess(env)
    },
    async stop(signal) {
      await server?.stop(signal)
      server = null
    },
    async as(account) {
      if (!server) throw new Error('the server is stopped')
      const { url } = server
      const now = clock.setTo().getTime()
      const known = tokens.get(account)
      if (known && now >= known.since && now - known.since < TOKEN_USED_FOR_MS) return createClient(fetchTransport(url, known.token))
      const [orgCode, name] = account.split('/') as [string, string]
      const { accessToken } = await createClient(fetchTransport(url, null)).signIn({ body: { orgCode, account: name, password: TEST_PASSWORD } })
      tokens.set(account, { token: accessToken, since: now })
      return createClient(fetchTransport(url, accessToken))
    },
    async remove() {
      await world.stop('SIGKILL')
      await drop()
      clock.remove()
    },
  }
  return world
}
