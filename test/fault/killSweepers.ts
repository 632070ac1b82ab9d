/**
 * Three servers on one database, timers of mixed kinds that fall due within a minute, one server killed with SIGKILL every
 * few seconds and started again: does everything that time brings happen once, and is nothing lost?
 * Run by hand: `npm run fault:sweep -- --timers 20000 --seconds 60 --every 5`.
 */
import { parseArgs } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { startTestDatabase } from '../support/databaseServer.ts'
import { createCleanUp } from './sweep/cleanUp.ts'
import { runSweepFault } from './sweep/run.ts'

const { values } = parseArgs({
  options: { timers: { type: 'string', default: '20000' }, seconds: { type: 'string', default: '60' }, every: { type: 'string', default: '5' }, servers: { type: 'string', default: '3' } },
})
const cleanUp = createCleanUp()
try {
  const databaseServer = await startTestDatabase()
  cleanUp.add(() => databaseServer.stop())
  const admin = await createConnection(databaseServer.url)
  await admin.query('CREATE DATABASE fault CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci')
  await admin.end()
  const databaseUrl = `${databaseServer.url}/fault`
  const right = await runSweepFault({
    name: 'fault:sweep', databaseUrl, serverUrls: Array.from({ length: Number(values.servers) }, () => databaseUrl), timers: Number(values.timers), seconds: Number(values.seconds),
    killEveryMs: Number(values.every) * 1000, cleanUp,
  })
  process.exitCode = right ? 0 : 1
} finally {
  await cleanUp.run()
}
