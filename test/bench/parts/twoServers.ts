import { availableParallelism } from 'node:os'
import type { Call } from '../lists/call.ts'
import { describeProcessor, drive, type Driven } from '../load/drive.ts'
import { install, signIn } from '../load/install.ts'
import { makeTickets, succeed } from '../load/tickets.ts'
import { noted, type Finding } from '../report/finding.ts'
import type { PartOptions } from '../report/parts.ts'
import { median } from '../report/statistics.ts'
import { cloneTickets } from '../../support/sweepLoad.ts'

const CLIENTS = 16
const GOAL = 1.7
const DAY_MS = 86_400_000
/** With so much of the processors taken, more servers cannot do more. */
const BUSY = 0.85

/**
 * What two servers can do at most in relation to one, if neither holds up the other: one server is a thread that has at most
 * one processor; two share the processors with the database and the clients.
 * @param one processor time of one request with one server, in ms, by process
 */
export function ceilingOf(one: Driven['processor'], processors: number): number {
  const all = Object.values(one).reduce((sum, ms) => sum + ms, 0)
  const server = one['server'] ?? 0
  const most = (servers: number): number => Math.min(servers / server, processors / all)
  return most(2) / most(1)
}

/** Reads from one server and from two on the same database, in turns. */
export async function run({ quick }: PartOptions): Promise<Finding[]> {
  const [tickets, rounds, mostMs] = quick ? [5_000, 3, 4_000] : [100_000, 5, 8_000]
  const installation = await install()
  try {
    const { url, database } = await installation.addDatabase()
    const servers = [await installation.startServer(url), await installation.startServer(url)]
    const token = await signIn(servers[0]!.url)
    const person = { token }
    const numbers = await makeTickets(servers[0]!.url, token, 200)
    await cloneTickets(database, numbers[0]!, tickets, new Date(Date.now() + 30 * DAY_MS))
    const calls = numbers.flatMap((no): Call[] => [{ method: 'GET', path: `/tickets/${no}`, person }, { method: 'POST', path: '/tickets/query', body: { tab: 'unreplied' }, person }])
    // Both kinds of reads reach both servers.
    const ask = (count: number) => (index: number): Promise<void> => succeed(servers[Math.floor(index / 2) % count]!.url, calls[index % calls.length]!)
    await drive({ clients: CLIENTS, requests: 600 }, ask(2))
    const found: { one: Driven; two: Driven }[] = []
    for (let round = 0; round < rounds; round++) {
      const against = (count: number) => drive({ clients: CLIENTS, mostMs, pids: { server: servers.slice(0, count).map(({ child }) => child.pid!), database: [installation.databasePid] } }, ask(count))
      found.push({ one: await against(1), two: await against(2) })
    }
    return describe(found, tickets)
  } finally {
    await installation.stop()
  }
}

function describe(rounds: readonly { one: Driven; two: Driven }[], tickets: number): Finding[] {
  const processors = availableParallelism()
  const ratio = median(rounds.map(({ one, two }) => two.perSecond / one.perSecond))
  const { one, two } = rounds.find((round) => round.two.perSecond / round.one.perSecond === ratio)!
  const taken = (two.perSecond / 1000) * Object.values(two.processor).reduce((sum, ms) => sum + ms, 0) / processors
  const ceiling = ceilingOf(one.processor, processors)
  const isLimited = ratio < GOAL && (ceiling < GOAL || taken >= BUSY)
  const perServer = one.processor['server']! / two.processor['server']!
  return [
    {
      what: 'reads from two servers instead of one', goal: `≥ ${GOAL} times`, measured: `${ratio.toFixed(2)} times (${two.perSecond.toFixed(0)} and ${one.perSecond.toFixed(0)} /s)`, verdict: ratio >= GOAL ? 'met' : isLimited ? 'limited' : 'missed',
      note: `${CLIENTS} clients, a ticket and a page in turn, ${tickets} tickets, median of ${rounds.length} rounds; ${processors} processors for servers, database and clients allow at most ${ceiling.toFixed(2)} times; ${Math.round(taken * 100)} % of them were taken`,
    },
    noted('what a server reads in a second of its processor, with two of with one', `${(perServer * 100).toFixed(0)} %`, `nothing shared but the database: near 100 % means that servers add up where there are processors. Processor time of a request, ms: one server ${describeProcessor(one)}; two ${describeProcessor(two)}`),
  ]
}
