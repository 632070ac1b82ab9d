import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { freePort } from '#server/bootstrap/ports.mjs'
import { startTestDatabase } from '../support/databaseServer.ts'
import { startServerProcess } from '../support/serverProcess.ts'

/** A real server with demonstration data on a private database; `GONGDAN_E2E_URL` takes one that runs already. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env['GONGDAN_E2E_URL']) return async () => {}
  const database = await startTestDatabase()
  const connection = await createConnection(database.url)
  const name = `e2e_${randomBytes(4).toString('hex')}`
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`)
  await connection.end()
  const dataFolder = mkdtempSync(join(tmpdir(), 'gongdan-e2e-'))
  const callSecret = randomBytes(32).toString('hex')
  const server = await startServerProcess({
    DATABASE_URL: `${database.url}/${name}`, GONGDAN_PORT: String(await freePort()), GONGDAN_DEMO: '1', GONGDAN_DATA_DIR: dataFolder,
    GONGDAN_SECRET: randomBytes(32).toString('hex'),
    // The receivers of the tests are on this machine.
    GONGDAN_CHANNEL_NETWORKS: '127.0.0.0/8',
    GONGDAN_CALL_SECRET: callSecret,
    // The recorders of the tests too; recordings are played from this address of the machine and from no other.
    GONGDAN_RECORDING_NETWORKS: '127.0.0.0/8', GONGDAN_INTERNAL_NETWORKS: '127.0.0.1/32',
  })
  process.env['GONGDAN_E2E_URL'] = server.url
  process.env['GONGDAN_E2E_CALL_SECRET'] = callSecret
  // For what no caller of the API can make happen at once, such as a survey that falls due.
  process.env['GONGDAN_E2E_DATABASE_URL'] = `${database.url}/${name}`
  return async () => {
    await server.stop()
    await database.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
