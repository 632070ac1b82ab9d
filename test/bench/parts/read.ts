import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bareRoute, type RecordedRead } from '../baseline/bareRoutes.ts'
import { startQuietServer } from '../baseline/quietServer.ts'
import { recordStatements, type SentStatement } from '../baseline/recordStatements.ts'
import { send, type Call } from '../lists/call.ts'
import { describeProcessor, drive, type Driven } from '../load/drive.ts'
import { install, signIn } from '../load/install.ts'
import { makeTickets, succeed } from '../load/tickets.ts'
import { judged, noted, type Finding } from '../report/finding.ts'
import type { PartOptions } from '../report/parts.ts'
import { median } from '../report/statistics.ts'
import { cloneTickets } from '../../support/sweepLoad.ts'

const CLIENTS = 8
const GOAL_SHARE = 0.5
const PAGE_ROWS = 20
const DAY_MS = 86_400_000
const SECRET = 'the secret of a server that only records'

/** A kind of read: what is asked, and which statement fetches the tickets themselves. */
interface ReadKind { name: string; label: string; calls: Call[] }

const isOfTickets = (sql: string): boolean => /FROM `?tickets`?(?: AS `tickets`)? (?:WHERE `tickets`\.`no`|t FORCE)/.test(sql)

interface Round { program: Driven; same: Driven; single: Driven }

/** Reading a ticket and a page of a list, against Koa and mysql2 fetching the same rows, in turns. */
export async function run({ quick }: PartOptions): Promise<Finding[]> {
  const [tickets, rounds, mostMs] = quick ? [5_000, 3, 2_500] : [100_000, 7, 5_000]
  const installation = await install()
  try {
    const { url, database } = await installation.addDatabase()
    // The same secret for all servers here, so that one session is good on each.
    const program = await installation.startServer(url, undefined, { GONGDAN_SECRET: SECRET })
    const token = await signIn(program.url)
    const person = { token }
    const numbers = await makeTickets(program.url, token, 200)
    await cloneTickets(database, numbers[0]!, tickets, new Date(Date.now() + 30 * DAY_MS))
    const kinds: ReadKind[] = [
      { name: 'ticket', label: 'get a ticket', calls: numbers.map((no): Call => ({ method: 'GET', path: `/tickets/${no}`, person })) },
      { name: 'page', label: `page of ${PAGE_ROWS} of a list`, calls: [{ method: 'POST', path: '/tickets/query', body: { tab: 'unreplied', limit: PAGE_ROWS }, person }] },
    ]
    let take: () => SentStatement[] = () => []
    const recording = await startQuietServer(url, installation.folder, SECRET, (watched) => { take = recordStatements(watched) })
    const routes: Record<string, ReturnType<typeof bareRoute>> = {}
    for (const { name, calls } of kinds) {
      const reads: RecordedRead[] = []
      await succeed(recording.url, calls[0]!)
      for (const call of calls) {
        take()
        const { text } = await send(recording.url, call)
        reads.push({ sent: take(), bytes: Buffer.byteLength(text) })
      }
      routes[name] = bareRoute(reads)
      routes[`${name}-single`] = bareRoute(reads, isOfTickets)
    }
    await recording.stop()
    const file = join(installation.folder, 'bare-routes.json')
    writeFileSync(file, JSON.stringify(routes))
    const bare = await installation.startServer(url, 'test/bench/baseline/bareServer.ts', { BENCH_ROUTES: file })
    const bareCall = (name: string) => (index: number): Promise<void> => succeedBare(bare.url, `/${name}/${index}`)
    const findings: Finding[] = []
    for (const { name, label, calls } of kinds) {
      const database = [installation.databasePid]
      const ask = (index: number): Promise<void> => succeed(program.url, calls[index % calls.length]!)
      for (const warm of [ask, bareCall(name), bareCall(`${name}-single`)]) await drive({ clients: CLIENTS, requests: 300 }, warm)
      const found: Round[] = []
      for (let round = 0; round < rounds; round++) {
        const against = { clients: CLIENTS, mostMs, pids: { server: [bare.child.pid!], database } }
        found.push({
          same: await drive(against, bareCall(name)), single: await drive(against, bareCall(`${name}-single`)),
          program: await drive({ clients: CLIENTS, mostMs, pids: { server: [program.child.pid!], database } }, ask),
        })
      }
      findings.push(...describe(label, found, routes[name]!.sql.length, tickets))
    }
    return findings
  } finally {
    await installation.stop()
  }
}

/** The bare server knows nothing below `/api/v1`. */
async function succeedBare(url: string, path: string): Promise<void> {
  const { status, text } = await send(url, { method: 'GET', path, prefix: '', person: { token: '' } })
  if (status !== 200 || text.length < 100) throw new Error(`${path}: ${status} ${text.slice(0, 200)}`)
}

function describe(label: string, rounds: readonly Round[], statements: number, tickets: number): Finding[] {
  const of = (value: (round: Round) => number): number => median(rounds.map(value))
  const share = of(({ program, same }) => program.perSecond / same.perSecond)
  const single = of(({ program, single: one }) => program.perSecond / one.perSecond)
  const middle = rounds.find(({ program, same }) => program.perSecond / same.perSecond === share)!
  const shares = rounds.map(({ program, same }) => Math.round((program.perSecond / same.perSecond) * 100))
  return [
    judged(`${label}, of bare Koa + mysql2 fetching the same rows`, `≥ ${GOAL_SHARE * 100} %`, `${(share * 100).toFixed(0)} % (${of(({ program }) => program.perSecond).toFixed(0)} /s of ${of(({ same }) => same.perSecond).toFixed(0)} /s)`, share >= GOAL_SHARE,
      `${CLIENTS} clients, ${tickets} tickets, ${statements} statements at once in the bare server, same size of answer, median of ${rounds.length} rounds in turns (${Math.min(...shares)} to ${Math.max(...shares)} %); p95 ${of(({ program }) => program.p95).toFixed(1)} and ${of(({ same }) => same.p95).toFixed(1)} ms`),
    noted(`${label}, of a bare server that fetches the rows of tickets alone`, `${(single * 100).toFixed(0)} % (of ${of(({ single: one }) => one.perSecond).toFixed(0)} /s)`, 'one statement; nothing of requests, assistants, reading marks and follow-ups, which the answer also tells'),
    noted(`${label}: processor time of a request, ms`, describeProcessor(middle.program), `bare, same rows: ${describeProcessor(middle.same)}; bare, tickets alone: ${describeProcessor(middle.single)}`),
  ]
}
