/**
 * What the sweep of deadlines costs: the same 1,000 due timers at few and at many open tickets, and how many events a
 * second it writes. On a private MariaDB: `npm run bench:sweep -- --few 10000 --many 1000000 --burst 20000`, or on the
 * server that GONGDAN_TEST_DATABASE_URL names. The last line is for `docs/measurements.md`.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { ticketCreateBody } from '#shared/contract/ticket.ts'
import type { Caller } from '#server/caller.ts'
import { createTicket } from '#server/commands/createTicket.ts'
import { createServices } from '#server/compose.ts'
import { connectDatabase } from '#server/database/database.ts'
import { runTransaction } from '#server/database/transaction.ts'
import { sqlInstant } from '#server/database/sqlInstant.ts'
import { sweepAll } from '#server/jobs/sla/sweep.ts'
import { loadCurrentUser } from '#server/session/currentUser.ts'
import { startTestDatabase } from '../support/databaseServer.ts'
import { makeWorld } from '../support/factories.ts'
import { createFakeClock } from '../support/fakeClock.ts'
import { cloneTickets, type Clones } from '../support/sweepLoad.ts'
import { createTestDatabase } from '../support/testDatabase.ts'
import { ticketInput } from '../support/tickets.ts'
import { median } from './report/statistics.ts'

export interface SweepOptions {
  few: number
  many: number
  /** Timers that are due in each round. */
  due: number
  rounds: number
  /** Due at once, for events a second. */
  burst: number
  /** Of the database, as its setting wants it. */
  memory: string
}

export interface SweepFigures {
  /** Median in ms at few and at many open tickets. */
  few: number
  many: number
  /** Events a second: all of the heaviest kind; four kinds; four kinds and four sweepers. */
  heaviest: number
  mixed: number
  four: number
}

const SUBMITTED = '2026-09-29T15:00:00+08:00'
const NOW = new Date('2026-10-08T15:00:01+08:00')
const LATER = new Date('2026-12-01T15:00:00+08:00')

/** The kind that writes most, and the four kinds of deadlines in turn. */
const HEAVIEST = ['reply_overdue'] as const
const MIXED = ['reply_due_soon', 'resolve_due_soon', 'reply_overdue', 'resolve_overdue'] as const

/** Measures on a database of its own, and says what it finds. */
export async function measureSweep({ few, many, due, rounds, burst, memory }: SweepOptions): Promise<SweepFigures> {
  const databaseServer = await startTestDatabase([`--innodb-buffer-pool-size=${memory}`])
  const { url: databaseUrl, database, drop } = await createTestDatabase(databaseServer.url)
  const { sequelize } = database
  const clock = createFakeClock(SUBMITTED)
  const services = createServices({ timeZone: 'Asia/Shanghai' }, database, clock)
  await makeWorld(database)

  /** A ticket made by the program itself; all others are like it. */
  async function makeTemplate(): Promise<string> {
    const [[agent]] = await sequelize.query("SELECT id FROM users WHERE account = 'agent'") as [{ id: number }[], unknown]
    const user = await loadCurrentUser(database, agent!.id, clock.now())
    if (!user) throw new Error('no agent')
    const caller: Caller = { user, source: 'api', requestId: 'bench', idempotency: null }
    const { row } = await runTransaction(database, (transaction) =>
      createTicket({ services, transaction, caller, now: clock.now() }, ticketCreateBody.parse(ticketInput())))
    await sequelize.query('DELETE FROM timers')
    return row.no
  }

  /** One timer each on tickets that are spread evenly over a range of ids, so that nothing is near another by chance. */
  async function makeDue({ first, last }: Clones, count: number, shift: number, kinds: readonly string[] = HEAVIEST): Promise<void> {
    const [rows] = await sequelize.query(`SELECT id FROM tickets WHERE id BETWEEN ${first} AND ${last} ORDER BY id`) as [{ id: number }[], unknown]
    const step = Math.floor(rows.length / count)
    if (step <= shift) throw new Error(`${rows.length} tickets are too few for ${count} due timers in round ${shift}`)
    const chosen = Array.from({ length: count }, (_, index) => rows[index * step + shift]!.id)
    for (const [turn, kind] of kinds.entries()) {
      const ids = chosen.filter((_, index) => index % kinds.length === turn)
      await sequelize.query(`UPDATE timers SET due_at = '${sqlInstant(NOW)}' - INTERVAL (id % 1000) * 1000 MICROSECOND WHERE kind = '${kind}' AND ticket_id IN (${ids.join()})`)
    }
  }

  async function timeSweep(expected: number): Promise<number> {
    clock.set(NOW)
    const begun = performance.now()
    const { fired } = await sweepAll(services)
    const took = performance.now() - begun
    if (fired !== expected) throw new Error(`${fired} of ${expected} timers fired`)
    return took
  }

  const open = async (): Promise<number> => {
    const [[row]] = await sequelize.query('SELECT COUNT(*) AS open FROM tickets WHERE live = 1') as [{ open: number }[], unknown]
    return row!.open
  }

  /** The same work several times, on tickets of its own each time; the first is for warming up. */
  async function measure(clones: Clones): Promise<number[]> {
    const times: number[] = []
    for (let round = 0; round <= rounds; round++) {
      await makeDue(clones, due, round)
      times.push(await timeSweep(due))
    }
    return times.slice(1)
  }

  const idle = async (): Promise<number> => {
    const times: number[] = []
    for (let count = 0; count < 50; count++) times.push(await timeSweep(0))
    return median(times)
  }

  try {
    const no = await makeTemplate()
    const line = (what: string, count: number, times: readonly number[], idleMs: number) => ({
      what, 'open tickets': count, 'median ms': Math.round(median(times)), 'least ms': Math.round(Math.min(...times)), 'most ms': Math.round(Math.max(...times)),
      'events/s': Math.round(due / (median(times) / 1000)), 'nothing due, ms': Number(idleMs.toFixed(2)),
    })

    const fewClones = await cloneTickets(database, no, few, LATER, 'F')
    const atFew = await measure(fewClones)
    const table = [line(`${due} due`, await open(), atFew, await idle())]

    const manyClones = await cloneTickets(database, no, many - few, LATER, 'M')
    const atMany = await measure(manyClones)
    table.push(line(`${due} due`, await open(), atMany, await idle()))

    await makeDue(await cloneTickets(database, no, burst, LATER, 'H'), burst, 0)
    const heavy = await timeSweep(burst)
    await makeDue(await cloneTickets(database, no, burst, LATER, 'A'), burst, 0, MIXED)
    const one = await timeSweep(burst)
    await makeDue(await cloneTickets(database, no, burst, LATER, 'B'), burst, 0, MIXED)
    clock.set(NOW)
    const beside = [1, 2, 3].map(() => connectDatabase(databaseUrl))
    const begun = performance.now()
    const fired = await Promise.all([services, ...beside.map((each) => createServices({ timeZone: 'Asia/Shanghai' }, each, clock))].map((each) => sweepAll(each)))
    const four = performance.now() - begun
    const sum = fired.reduce((total, result) => total + result.fired, 0)
    await Promise.all(beside.map((each) => each.sequelize.close()))

    console.table(table)
    console.log(`ratio of medians ${few} → ${many} open tickets: ${(median(atMany) / median(atFew)).toFixed(2)} (goal: at most 1.5)`)
    console.log(`${burst} due at once, all reply_overdue (8 messages each), one sweeper: ${Math.round(heavy)} ms, ${Math.round(burst / (heavy / 1000))} events/s`)
    console.log(`${burst} due at once, four kinds, one sweeper: ${Math.round(one)} ms, ${Math.round(burst / (one / 1000))} events/s (goal: 5,000)`)
    console.log(`${burst} due at once, four kinds, four sweepers in this process: ${Math.round(four)} ms, ${Math.round(sum / (four / 1000))} events/s, ${sum} fired`)
    const perSecond = (ms: number): number => Math.round(burst / (ms / 1000))
    console.log([
      `bench:sweep: ${due} due at ${few} and at ${many} open tickets`, `median ${Math.round(median(atFew))} and ${Math.round(median(atMany))} ms, ratio ${(median(atMany) / median(atFew)).toFixed(2)}`,
      `${burst} due at once: ${perSecond(heavy)} events/s (reply_overdue), ${perSecond(one)} (four kinds), ${perSecond(four)} (four sweepers)`, `database memory ${memory}`,
      `load of the machine ${loadavg().map((load) => load.toFixed(1)).join(', ')}`,
    ].join('; '))
    return { few: median(atFew), many: median(atMany), heaviest: perSecond(heavy), mixed: perSecond(one), four: perSecond(four) }
  } finally {
    await drop()
    await databaseServer.stop()
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      few: { type: 'string', default: '10000' }, many: { type: 'string', default: '1000000' }, due: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '7' }, burst: { type: 'string', default: '20000' },
      // What an installation of that size gives its database: with less, the ratio is that of the disk.
      memory: { type: 'string', default: '3G' },
    },
  })
  const [few, many, due, rounds, burst] = [values.few, values.many, values.due, values.rounds, values.burst].map(Number) as [number, number, number, number, number]
  await measureSweep({ few, many, due, rounds, burst, memory: values.memory })
}
