/**
 * A large database that looks like three years of work: `npm run bench:seed -- --tickets 1000000`. Stories made by the
 * program's own commands (the demonstration, and the answers of all surveys) are stamped in plain SQL at other times, places
 * and customers, so that the rows of a ticket agree with each other. It stays in `--data` for `npm run bench:lists`.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { BENCH_SETTINGS, DEFAULT_FOLDER, recreateDatabase, startBenchDatabase } from './database/benchDatabase.ts'
import { makeCustomers } from './seed/customers.ts'
import { FINISHING_STEPS } from './seed/finish.ts'
import { addIndexes, dropIndexes } from './seed/indexes.ts'
import { linkLog, stampLog } from './seed/operationLog.ts'
import { makeOrganisations } from './seed/organisations.ts'
import { makePhrases } from './seed/phrases.ts'
import { makePlan } from './seed/plan.ts'
import { makeReads } from './seed/reads.ts'
import { makeRoles } from './seed/roles.ts'
import { SOURCES } from './seed/sources.ts'
import { castAll, setStreamHead, stamp, stampMessages, stampPhones } from './seed/stamp.ts'
import { createSteps, read, write } from './seed/steps.ts'
import { makeTemplates, templateAgents } from './seed/templates.ts'

const TIME_ZONE = 'Asia/Shanghai'
const DAY_MS = 86_400_000
const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '1000000' }, data: { type: 'string', default: DEFAULT_FOLDER }, malls: { type: 'string', default: '400' },
    days: { type: 'string', default: '1095' },
    // Messages in the program are cleared by nobody; those of older events are left out for the sake of time.
    'message-days': { type: 'string', default: '120' },
  },
})
const [tickets, malls, days, messageDays] = [values.tickets, values.malls, values.days, values['message-days']].map(Number) as [number, number, number, number]
const sizes = { tickets, open: Math.max(200, Math.round(tickets * 0.004)), days, agents: 160, lines: 8, malls }
const FILLED = [...SOURCES.map(({ table }) => table), 'ticket_phones', 'operation_log', 'messages', 'customers', 'customer_phones', 'contracts', 'ticket_reads']

/** Two at a time, as many as there are processors. */
async function inTwo(jobs: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...jobs]
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job()
  }
  await Promise.all([worker(), worker()])
}

async function seed(database: Database): Promise<void> {
  const steps = createSteps((line) => console.log(line))
  const present = new Date()
  await steps.run('stories made by the program', () => makeTemplates(database, present))
  await steps.run('organisations and people', () => makeOrganisations(database, { malls, departments: 12, lines: sizes.lines, agents: sizes.agents }, new Date(present.getTime() - (days + 60) * DAY_MS)))
  const dropped = await Promise.all(FILLED.map((table) => dropIndexes(database, table)))
  await steps.run('customers, numbers, contracts', () => makeCustomers(database, Math.ceil(tickets * 0.4), malls))
  await steps.run('endings of texts', () => makePhrases(database))
  await steps.run('plan', () => makePlan(database, sizes))
  const agents = await templateAgents(database)
  await steps.run('roles', () => makeRoles(database, agents))
  await steps.run('cast', () => castAll(database, SOURCES))
  await inTwo([
    () => steps.run('operation_log', () => stampLog(database, sizes.lines)),
    ...[...SOURCES].map((source) => () => steps.run(source.table, () => stamp(database, source, sizes.lines))),
    () => steps.run('ticket_phones', () => stampPhones(database)),
    () => steps.run('messages', () => stampMessages(database, sizes.lines, messageDays)),
  ])
  await steps.run('ends of the logs', () => linkLog(database))
  await steps.run('reads', () => makeReads(database))
  await inTwo(dropped.map((each) => () => steps.run(`indexes of ${each.table}`, () => addIndexes(database, each))))
  await steps.run('stream', () => setStreamHead(database))
  for (const { step, run } of FINISHING_STEPS) await steps.run(step, () => run(database, TIME_ZONE))
  const leftovers = await read<{ name: string }>(database, "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'bench\\_%'")
  await steps.run('clean-up', () => write(database, `DROP TABLE ${leftovers.map(({ name }) => name).join()}`))
  const all = await read<{ name: string }>(database, "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'")
  await steps.run('statistics', async () => {
    for (const { name } of all) await read(database, `ANALYZE TABLE ${name}`)
    return all.length
  })
  console.table(steps.lines)
}

const begun = performance.now()
rmSync(join(values.data, 'seed.json'), { force: true })
const server = await startBenchDatabase(values.data)
console.log(`MariaDB ${server.version} on ${values.data}: ${BENCH_SETTINGS.join(' ')}`)
await recreateDatabase(server)
const first = server.connect(1)
// Everything that is written is known to be right, and written once.
await first.sequelize.query('SET GLOBAL foreign_key_checks = 0, GLOBAL unique_checks = 0')
await first.sequelize.close()
const database = server.connect()
try {
  await migrate(database)
  await seed(database)
  const [size] = await read<{ gib: number }>(database, 'SELECT ROUND(SUM(DATA_LENGTH + INDEX_LENGTH) / POW(1024, 3), 2) AS gib FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()')
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1)
  writeFileSync(join(values.data, 'seed.json'), JSON.stringify({ ...sizes, at: new Date().toISOString(), minutes: Number(minutes), gib: Number(size?.gib) }, null, 2))
  console.log(`bench:seed: ${tickets} tickets in ${minutes} min, ${size?.gib} GiB; load of the machine ${loadavg().map((load) => load.toFixed(1)).join(', ')}`)
} finally {
  await database.sequelize.close()
  await server.stop()
}
