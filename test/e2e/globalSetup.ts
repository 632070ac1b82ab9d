import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { startTestDatabase, UNSYNCED_SETTINGS } from '../support/databaseServer.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { givenServer, handOver, type TestedServer } from './flows/servers.ts'

interface OwnServer extends TestedServer {
  readonly stop: () => Promise<void>
}

/** A server with demonstration data on a database and a data folder of its own. */
async function startServer(databaseServerUrl: string): Promise<OwnServer> {
  const connection = await createConnection(databaseServerUrl)
  const name = `e2e_${randomBytes(4).toString('hex')}`
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`)
  await connection.end()
  const databaseUrl = `${databaseServerUrl}/${name}`
  const dataFolder = mkdtempSync(join(tmpdir(), 'gongdan-e2e-'))
  const callSecret = randomBytes(32).toString('hex')
  const { url, stop } = await startServerProcess({
    DATABASE_URL: databaseUrl, GONGDAN_PORT: '0', GONGDAN_DEMO: '1', GONGDAN_DATA_DIR: dataFolder,
    GONGDAN_SECRET: randomBytes(32).toString('hex'),
    // The receivers of the tests are on this machine.
    GONGDAN_CHANNEL_NETWORKS: '127.0.0.0/8',
    GONGDAN_CALL_SECRET: callSecret,
    // The recorders of the tests too; recordings are played from this address of the machine and from no other.
    GONGDAN_RECORDING_NETWORKS: '127.0.0.0/8', GONGDAN_INTERNAL_NETWORKS: '127.0.0.1/32',
  })
  return {
    url, callSecret, databaseUrl,
    stop: async () => {
      await stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/**
 * A real server for each worker, on a private database server; `GONGDAN_E2E_URL` takes one that runs already.
 * @param configuration Playwright's; who starts no workers has one server, the one of {@link testedServer}
 */
export default async function setUp({ workers }: { readonly workers: number } = { workers: 1 }): Promise<() => Promise<void>> {
  if (givenServer()) return async () => {}
  const database = await startTestDatabase(UNSYNCED_SETTINGS)
  const started = await Promise.allSettled(Array.from({ length: workers }, () => startServer(database.url)))
  const servers = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const tearDown = async (): Promise<void> => {
    await Promise.all(servers.map(({ stop }) => stop()))
    await database.stop()
  }
  for (const outcome of started) {
    if (outcome.status === 'fulfilled') continue
    await tearDown()
    throw outcome.reason
  }
  handOver(servers.map(({ url, callSecret, databaseUrl }) => ({ url, callSecret, databaseUrl })))
  return tearDown
}
