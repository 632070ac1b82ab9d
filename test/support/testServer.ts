import { inject } from 'vitest'
import { createClient, type Client } from '#shared/contract/client.ts'
import { createServices } from '#server/compose.ts'
import type { Database } from '#server/database/database.ts'
import { createApp } from '#server/http/app.ts'
import { handlers } from '#server/http/handlers.ts'
import { listen } from '#server/http/listen.ts'
import { createLogger } from '#server/logging/logger.ts'
import type { Services } from '#server/services.ts'
import { createSessions } from '#server/session/sessions.ts'
import { makeWorld, TEST_PASSWORD, type World } from './factories.ts'
import { fetchTransport } from './http.ts'
import { createFakeClock, type FakeClock } from './fakeClock.ts'
import { createTestDatabase } from './testDatabase.ts'

export { fetchTransport, problemOf, ProblemError } from './http.ts'

export interface TestServerOptions {
  /** Standing time at the start; Asia/Shanghai is eight hours ahead. */
  now?: string
  pageFolder?: string | null
  /** CIDR check of the internal networks. */
  isInternal?: (address: string) => boolean
  trustedProxies?: number
}

export interface TestServer {
  url: string
  clock: FakeClock
  database: Database
  databaseUrl: string
  services: Services
  world: World
  /** Every log line so far. */
  logLines: string[]
  callSecret: string
  /** Below the server's root, with whatever a test wants to send. */
  request: (path: string, init?: RequestInit) => Promise<Response>
  /** A typed client without a session. */
  anonymous: Client
  /** A typed client signed in as `ORGANISATION/account`; signs in once per account. Errors are thrown as {@link ProblemError}. */
  as: (account: string) => Promise<Client>
  /** The access token that {@link TestServer.as} uses. */
  tokenOf: (account: string) => Promise<string>
  stop: () => Promise<void>
}

const SECRET = 'a secret that only the tests know, long enough'

/** A server on a database of its own and a random port, with a clock that stands still and the organisations of {@link makeWorld}. */
export async function startTestServer({ now = '2026-03-04T02:00:00Z', pageFolder = null, isInternal = () => true, trustedProxies = 0 }: TestServerOptions = {}): Promise<TestServer> {
  const { url: databaseUrl, database, drop } = await createTestDatabase(inject('databaseUrl'))
  const clock = createFakeClock(now)
  const world = await makeWorld(database)
  const services = createServices({ timeZone: 'Asia/Shanghai' }, database, clock)
  const callSecret = 'the telephone system of the tests'
  const logLines: string[] = []
  const app = createApp({
    services, handlers, pageFolder, trustedProxies, validateResponses: true, processMetrics: false,
    logger: createLogger('debug', { write: (line) => void logLines.push(line) }),
    context: { sessions: createSessions(database, clock, SECRET), callSecret, demo: false, version: '0.0.0', isInternal },
  })
  const { url, stop } = await listen(app.callback(), { host: '127.0.0.1', port: 0 })
  const anonymous = createClient(fetchTransport(url, null))
  const tokens = new Map<string, { token: Promise<string>; until: number }>()

  const signIn = async (name: string): Promise<string> => {
    const [orgCode = '', account = ''] = name.split('/')
    return (await anonymous.signIn({ body: { orgCode, account, password: TEST_PASSWORD } })).accessToken
  }
  /** The standing clock may have moved past a token's life. */
  const tokenOf = (name: string): Promise<string> => {
    const at = clock.now().getTime()
    let entry = tokens.get(name)
    if (!entry || at >= entry.until) {
      entry = { token: signIn(name), until: at + 14 * 60_000 }
      tokens.set(name, entry)
    }
    return entry.token
  }
  return {
    url, clock, database, databaseUrl, services, world, logLines, callSecret, anonymous, tokenOf,
    request: (path, init) => fetch(url + path, init),
    // Each call takes the token of its moment.
    as: async (name) => createClient(async (request) => fetchTransport(url, await tokenOf(name))(request)),
    async stop() {
      await stop()
      await drop()
    },
  }
}
