/**
 * What `killSweepers.ts` shows, on a Galera cluster: three nodes, a server on each; servers are killed in turn, and in the
 * middle one node of the database with SIGKILL, which joins again later.
 * Run by hand: `npm run fault:galera -- --timers 20000 --seconds 60 --every 5`.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { MissingPackages, startCluster } from './galera/cluster.ts'
import { createCleanUp } from './sweep/cleanUp.ts'
import type { Check } from './sweep/figures.ts'
import { runSweepFault } from './sweep/run.ts'

const NODES = 3
const VICTIM = 2
const NAME = 'fault'
/** How long the killed node stays away, in ms. */
const AWAY_MS = 10_000
/** What must be the same on every node. */
const TABLES = ['events', 'outbox', 'messages', 'operation_log', 'survey_tasks', 'breaches', 'timers', 'tickets', 'reply_rounds', 'ticket_marks']

const { values } = parseArgs({
  options: { timers: { type: 'string', default: '20000' }, seconds: { type: 'string', default: '60' }, every: { type: 'string', default: '5' } },
})
const [timers, seconds, every] = [values.timers, values.seconds, values.every].map(Number) as [number, number, number]

/** Rows of every table, node by node, after each has applied what the others wrote. */
async function compareNodes(urls: readonly string[]): Promise<Check[]> {
  const sums = await Promise.all(urls.map(async (uri) => {
    const connection = await createConnection({ uri })
    try {
      await connection.query('SET SESSION wsrep_sync_wait = 1')
      const counted = await connection.query<RowDataPacket[]>(`CHECKSUM TABLE ${TABLES.join(', ')}`)
      return counted[0].map((row) => `${String(row['Table'])} ${String(row['Checksum'])}`)
    } finally {
      await connection.end()
    }
  }))
  const differing = sums[0]!.filter((line, table) => sums.some((node) => node[table] !== line))
  return [{ what: `tables of ${TABLES.length} that differ between nodes${differing.length > 0 ? ` (${differing.join(', ')})` : ''}`, expected: 0, found: differing.length }]
}

const cleanUp = createCleanUp()
try {
  const cluster = await startCluster(NODES, [NAME], cleanUp)
  const urls = cluster.urls(NAME)
  let nodeKills = 0
  const killNode = async (signal: AbortSignal): Promise<void> => {
    await sleep((seconds * 1000) / 2, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    await cluster.kill(VICTIM)
    nodeKills++
    console.log(`${new Date().toISOString().slice(11, 19)} node ${VICTIM} of the database killed`)
    await sleep(AWAY_MS)
    await cluster.restart(VICTIM)
    console.log(`${new Date().toISOString().slice(11, 19)} node ${VICTIM} has joined again`)
  }
  const right = await runSweepFault({
    name: 'fault:galera', databaseUrl: urls[0]!, serverUrls: urls, timers, seconds, killEveryMs: every * 1000, cleanUp, beside: killNode,
    more: async () => [{ what: 'nodes of the database killed', expected: 1, found: nodeKills }, ...await compareNodes(urls)],
  })
  process.exitCode = right ? 0 : 1
} catch (error) {
  if (!(error instanceof MissingPackages)) throw error
  console.error(error.message)
  process.exitCode = 2
} finally {
  await cleanUp.run()
}
