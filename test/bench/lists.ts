/**
 * How fast lists, counts, home page, queries and search are on the database of `npm run bench:seed`, over HTTP with real
 * sessions: `npm run bench:lists -- --clients 8 --only page,query`. Then every class runs once more with the database's log of
 * statements on, and what it did is kept in `test/bench/explain/`: a full scan of a large table or a large sort fails.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { BENCH_SETTINGS, DEFAULT_FOLDER, startBenchDatabase } from './database/benchDatabase.ts'
import { makeClasses } from './lists/classes.ts'
import { createStatementLog, writeExplain, type Fault } from './lists/explain.ts'
import { measureExport } from './lists/export.ts'
import { measureClass, type Measurement } from './lists/measure.ts'
import { findPeople } from './lists/people.ts'
import { drawSamples } from './lists/searches.ts'
import { readNumber } from './seed/steps.ts'
import { startServerProcess } from '../support/serverProcess.ts'

const EXPLAIN_FOLDER = join(import.meta.dirname, 'explain')
/** What fell due since the seed is dealt with before anything is measured. */
const SETTLE_MS = 60_000
/** Requests of every kind before any is measured: a server that has just started has compiled little of its program. */
const WARM_UP_MS = 20_000

export interface ListsOptions {
  /** Folder of a database of `npm run bench:seed`. */
  data: string
  clients: number
  servers: number
  /** Of each class, unless its time is up. */
  requests: number
  /** For each class. */
  seconds: number
  /** Beginnings of the names of classes; none: all. */
  only: readonly string[]
  explain: boolean
  times: boolean
}

export interface ListsFigures {
  tickets: number
  measurements: Measurement[]
  /** Scans and large sorts. */
  faults: number
  /** Classes in which a request failed. */
  failed: number
}

/** Measures, and says what it finds. */
export async function measureLists({ data, clients, servers: serverCount, requests, seconds, only, explain, times }: ListsOptions): Promise<ListsFigures> {
  const wanted = (name: string): boolean => only.length === 0 || only.some((part) => name.startsWith(part))
  const log = createStatementLog(data)
  const databaseServer = await startBenchDatabase(data, log.settings)
  const database = databaseServer.connect(2)
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-bench-server-'))
  const servers: Awaited<ReturnType<typeof startServerProcess>>[] = []
  try {
    for (let index = 0; index < serverCount; index++) {
      servers.push(await startServerProcess({
        DATABASE_URL: databaseServer.url, GONGDAN_PORT: '0', GONGDAN_HOST: '127.0.0.1', GONGDAN_SECRET: 'a secret of the benchmark, no other', GONGDAN_DATA_DIR: folder, GONGDAN_LOG_LEVEL: 'warn',
        NODE_ENV: 'production',
      }))
    }
    const urls = servers.map(({ url }) => url)
    const settled = performance.now() + SETTLE_MS
    while (performance.now() < settled && (await readNumber(database, 'SELECT COUNT(*) FROM timers WHERE due_at < UTC_TIMESTAMP(3)')) > 0) await sleep(500)
    const people = await findPeople(database, urls[0]!)
    const classes = await makeClasses(urls[0]!, people, await drawSamples(database), wanted)
    const measurements: Measurement[] = []
    if (times) await measureClass({ name: 'warm-up', goalMs: null, calls: classes.flatMap(({ calls }) => calls), mostSorted: 0 }, { urls, clients, requests: Infinity, mostMs: WARM_UP_MS })
    for (const each of times ? classes : []) {
      measurements.push(await measureClass(each, { urls, clients: clients, requests: requests, mostMs: seconds * 1000 }))
    }
    const failed = measurements.filter(({ failed: count }) => count > 0)
    const missed = measurements.filter(({ goalMs, p95 }) => goalMs !== null && p95 > goalMs)
    console.table(measurements.map((each) => ({ ...each, '': each.goalMs !== null && each.p95 > each.goalMs ? 'missed' : '' })))

    const faults: Fault[] = []
    if (explain) for (const each of classes) faults.push(...writeExplain(EXPLAIN_FOLDER, each, await log.record(database, urls[0]!, each)))
    for (const fault of faults) console.log(`${fault.class}: ${fault.what}\n  ${fault.sql.slice(0, 400)}`)
    if (wanted('export')) console.log(await measureExport(urls[0]!, servers[0]!.child.pid!, people[0]!))

    const seed = JSON.parse(readFileSync(join(data, 'seed.json'), 'utf8')) as { tickets: number }
    const worst = (prefix: string): string => {
      const of = measurements.filter(({ class: name }) => name.startsWith(prefix))
      return of.length === 0 ? '' : `${prefix} worst p95 ${Math.max(...of.map(({ p95 }) => p95))} ms`
    }
    console.log([
      `bench:lists: ${seed.tickets} tickets, ${clients} clients, ${serverCount} server(s)`, ...['page', 'counts', 'home', 'report', 'query', 'sorted', 'search'].map(worst).filter(Boolean),
      `${missed.length} classes of ${measurements.length} miss their goal, ${failed.length} failed, ${faults.length} scans or sorts`, BENCH_SETTINGS[0], `load of the machine ${loadavg().map((load) => load.toFixed(1)).join(', ')}`,
    ].join('; '))
    return { tickets: seed.tickets, measurements, faults: faults.length, failed: failed.length }
  } finally {
    for (const server of servers) await server.stop()
    await database.sequelize.close()
    await databaseServer.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: DEFAULT_FOLDER }, clients: { type: 'string', default: '8' }, servers: { type: 'string', default: '1' },
      requests: { type: 'string', default: '200' }, seconds: { type: 'string', default: '4' }, only: { type: 'string' }, 'no-explain': { type: 'boolean', default: false }, 'no-times': { type: 'boolean', default: false },
    },
  })
  const { faults, failed } = await measureLists({
    data: values.data, clients: Number(values.clients), servers: Number(values.servers), requests: Number(values.requests), seconds: Number(values.seconds),
    only: values.only?.split(',') ?? [], explain: !values['no-explain'], times: !values['no-times'],
  })
  process.exitCode = faults + failed > 0 ? 1 : 0
}
