/** A server that the tests run against. */
export interface TestedServer {
  readonly url: string
  /** What its telephone system signs with; empty where nobody told. */
  readonly callSecret: string
  /** Address of its database; empty where somebody else started it. */
  readonly databaseUrl: string
}

/** What the global set-up hands to the workers, which are processes of their own. */
const HANDED_OVER = 'GONGDAN_E2E_SERVERS'

/** The server that the environment names, with whatever else it says of it: it serves all tests. */
export function givenServer(): TestedServer | undefined {
  const { GONGDAN_E2E_URL: url, GONGDAN_E2E_CALL_SECRET: callSecret = '', GONGDAN_E2E_DATABASE_URL: databaseUrl = '' } = process.env
  return url ? { url, callSecret, databaseUrl } : undefined
}

/** One for each worker. */
export function handOver(servers: readonly TestedServer[]): void {
  process.env[HANDED_OVER] = JSON.stringify(servers)
}

/**
 * The server of this worker, which no other worker uses. The worker that takes the place of one that ended with a failed
 * test goes on with the same.
 */
export function testedServer(): TestedServer {
  const given = givenServer()
  if (given) return given
  const servers = JSON.parse(process.env[HANDED_OVER] ?? '[]') as TestedServer[]
  const server = servers[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)]
  if (!server) throw new Error('the global set-up started no server for this worker')
  return server
}
