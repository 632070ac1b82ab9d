import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '#shared/contract/client.ts'
import type { Database } from '#server/database/database.ts'
import { startTestDatabase } from '../../support/databaseServer.ts'
import { makeWorld, TEST_PASSWORD } from '../../support/factories.ts'
import { fetchTransport } from '../../support/http.ts'
import { startServerProcess, type ServerProcess } from '../../support/serverProcess.ts'
import { createTestDatabase } from '../../support/testDatabase.ts'
import { read } from '../seed/steps.ts'

/** As an installation runs it: every acknowledged write is on the disk, every page whole. */
const DURABLE = ['--innodb-flush-log-at-trx-commit=1', '--innodb-doublewrite=1', '--innodb-log-file-size=512M', '--innodb-buffer-pool-size=1G']

/** A private database server and what runs on it. Everything it started ends with `stop`. */
export interface Installation {
  /** The process of the database server. */
  databasePid: number
  /** For attachments and what else servers keep. */
  folder: string
  /** Another database with the organisations of the tests. */
  addDatabase: () => Promise<{ url: string; database: Database }>
  /** The program's own server as a process; or another script that says `ready URL`. */
  startServer: (databaseUrl: string, script?: string, env?: Record<string, string>) => Promise<ServerProcess>
  stop: () => Promise<void>
}

/** Starts a private MariaDB with durable commits. @param settings over those */
export async function install(settings: readonly string[] = []): Promise<Installation> {
  const databaseServer = await startTestDatabase([...DURABLE, ...settings])
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-bench-run-'))
  const secret = randomBytes(32).toString('hex')
  const ending: (() => Promise<void>)[] = []
  const addDatabase = async (): Promise<{ url: string; database: Database }> => {
    const { url, database, drop } = await createTestDatabase(databaseServer.url)
    ending.unshift(drop)
    await makeWorld(database)
    return { url, database }
  }
  const first = await createTestDatabase(databaseServer.url, { migrated: false })
  const [row] = await read<{ path: string }>(first.database, 'SELECT @@pid_file AS path')
  await first.drop()
  return {
    databasePid: Number(readFileSync(row!.path, 'utf8')), folder, addDatabase,
    async startServer(databaseUrl, script, env = {}) {
      const server = await startServerProcess({
        NODE_ENV: 'production', DATABASE_URL: databaseUrl, GONGDAN_PORT: '0', GONGDAN_HOST: '127.0.0.1', GONGDAN_DEMO: '0', GONGDAN_SECRET: secret, GONGDAN_DATA_DIR: folder, GONGDAN_LOG_LEVEL: 'warn', ...env,
      }, script)
      ending.unshift(() => server.stop())
      return server
    },
    async stop() {
      for (const end of ending) await end()
      await databaseServer.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** An access token; it is good for a quarter of an hour. */
export async function signIn(url: string, orgCode = 'HQ', account = 'agent'): Promise<string> {
  return (await createClient(fetchTransport(url, null)).signIn({ body: { orgCode, account, password: TEST_PASSWORD } })).accessToken
}
