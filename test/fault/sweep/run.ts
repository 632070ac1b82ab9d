import { randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { connectDatabase } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { freePort } from '#server/bootstrap/ports.mjs'
import { makeWorld } from '../../support/factories.ts'
import type { CleanUp } from './cleanUp.ts'
import { countReceived, turnOnChannels } from './channels.ts'
import { countAll } from './counts.ts'
import { startCrowd } from './crowd.ts'
import { describe, isRight, percentile, type Check } from './figures.ts'
import { planTimers, TIMERS_PER_TICKET } from './plan.ts'
import { startReceiver } from './receiver.ts'
import { makeTickets, moveDeadlines } from './seed.ts'
import { runVerifyLog } from './verifyLog.ts'

export interface RunOptions {
  /** A database for the run's own account, `mysql://…/name`; made before. For seeding and counting. */
  databaseUrl: string
  /** Of each server. */
  serverUrls: readonly string[]
  timers: number
  /** Stretch of time in which all fall due, in seconds. */
  seconds: number
  killEveryMs: number
  cleanUp: CleanUp
  /** Runs beside the kills, from the first due time on. */
  beside?: (signal: AbortSignal) => Promise<void>
  /** Further counts at the end. */
  more?: () => Promise<Check[]>
  /** Named in the result. */
  name: string
}

/** From the plan to the first due time, in ms. */
const HEAD_START_MS = 10_000
/** How long after the last due time everything must be done, in ms. */
const PATIENCE_MS = 300_000
const REST_PATIENCE_MS = 120_000

/**
 * A new database has its open deadlines looked at once against the calendar: what is moved before that would be moved back.
 * The messages of the submissions are worked off while the channels are off.
 */
async function waitForRest(connection: Connection): Promise<void> {
  for (const deadline = Date.now() + REST_PATIENCE_MS; Date.now() < deadline; await sleep(200)) {
    const [rows] = await connection.query<RowDataPacket[]>("SELECT 1 FROM calendar_recomputation WHERE phase = 'done' AND fingerprint <> '' AND NOT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting')")
    if (rows.length > 0) return
  }
  throw new Error('the servers do not come to rest')
}

/** Waits until nothing is left to do. @returns how long after the last due time, in ms; null where it is never done */
async function waitUntilDone(connection: Connection, end: Date): Promise<number | null> {
  for (;;) {
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT
      (SELECT COUNT(*) FROM timers t JOIN fault_plan p ON p.ticket_id = t.ticket_id AND p.kind = t.kind AND p.subject = t.subject)
      + (SELECT COUNT(*) FROM outbox WHERE state = 'waiting') + (SELECT COUNT(*) FROM dispatches WHERE state = 'waiting') + (SELECT COUNT(*) FROM events WHERE position IS NULL) AS left_over`)
    const passed = Date.now() - end.getTime()
    if (Number(rows[0]!['left_over']) === 0) return passed
    if (passed > PATIENCE_MS) return null
    await sleep(500)
  }
}

/**
 * Many timers that fall due within a short time, on several servers that are killed in turn: is everything done once?
 * Prints the figures and one line for `docs/measurements.md`.
 * @returns whether all is right
 */
export async function runSweepFault({ databaseUrl, serverUrls, timers, seconds, killEveryMs, cleanUp, beside, more, name }: RunOptions): Promise<boolean> {
  const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
  const database = connectDatabase(databaseUrl)
  cleanUp.add(() => database.sequelize.close())
  await migrate(database)
  await makeWorld(database)
  await database.sequelize.query("UPDATE users SET phone = CONCAT('1380000', LPAD(id, 4, '0'))")
  const nodes = [...new Set(serverUrls)].map((url) => connectDatabase(url))
  cleanUp.add(() => Promise.all(nodes.map(({ sequelize }) => sequelize.close())).then(() => undefined))
  const tickets = await makeTickets(nodes, Math.ceil(timers / TIMERS_PER_TICKET))
  say(`${tickets.length} tickets made`)

  const secret = randomBytes(32).toString('hex')
  const environments = await Promise.all(serverUrls.map(async (url) => ({
    DATABASE_URL: url, GONGDAN_PORT: String(await freePort()), GONGDAN_DEMO: '0', GONGDAN_SECRET: secret, GONGDAN_LOG_LEVEL: 'error',
    GONGDAN_CHANNEL_NETWORKS: '127.0.0.0/8',
  })))
  const crowd = await startCrowd(environments)
  cleanUp.add(() => crowd.stop())
  say(`${environments.length} servers run`)

  const counting = await createConnection({ uri: databaseUrl, timezone: 'Z' })
  cleanUp.add(() => counting.end())
  await waitForRest(counting)
  const receiver = await startReceiver()
  cleanUp.add(() => receiver.stop())
  await turnOnChannels(crowd.urls()[0]!, receiver)

  const from = new Date(Date.now() + HEAD_START_MS)
  const end = new Date(from.getTime() + seconds * 1000)
  const plan = planTimers(tickets, from, seconds * 1000)
  await moveDeadlines(database, plan)
  if (Date.now() > from.getTime()) throw new Error('moving the deadlines took longer than the head start')
  say(`${plan.length} timers fall due from ${from.toISOString()} to ${end.toISOString()}`)
  await sleep(from.getTime() - Date.now())

  const killing = new AbortController()
  const kills = Promise.all([crowd.killInTurn(killEveryMs, killing.signal), beside?.(killing.signal)])
  kills.catch(() => undefined)
  await sleep(end.getTime() - Date.now())
  killing.abort()
  await kills
  say(`killed ${crowd.kills()} times, ${crowd.urls().length} servers run`)
  const doneAfter = await waitUntilDone(counting, end)

  const { compared, checks, lags, perSecond } = await countAll(counting, plan, tickets)
  const received = countReceived(receiver, plan)
  compared['messages to endpoints'] = received.compared
  checks.push(...received.checks, ...await more?.() ?? [])
  const log = await runVerifyLog(databaseUrl)
  for (const [what, counted] of Object.entries(compared)) console.log(`${what.padEnd(25)} ${describe(counted)}`)
  for (const { what, expected, found } of checks) console.log(`${what}: ${found}${found === expected ? '' : ` INSTEAD OF ${expected}`}`)
  const { requests, refused, cutOff } = receiver.figures()
  console.log(`endpoints: ${requests} requests, ${refused} refused by the script, ${cutOff} cut off after they were taken, ${received.repeated} deliveries repeated under the same id`)
  console.log(`operation logs: ${log.said}`)
  const right = doneAfter !== null && crowd.kills() > 0 && log.code === 0 && Object.values(compared).every(isRight) && checks.every(({ expected, found }) => expected === found)
  const sum = (of: 'twice' | 'lost' | 'stray'): number => Object.values(compared).reduce((total, counted) => total + counted[of], 0)
  console.log([
    `${name}: ${right ? 'right' : 'WRONG'}`, `${plan.length} timers due in ${seconds} s on ${environments.length} servers`, `${crowd.kills()} kills`,
    `${compared['events']!.found} events, ${compared['outbox rows']!.found} outbox rows, ${compared['messages in the program']!.found} messages in the program, ${received.compared.found} messages to endpoints (${received.repeated} sent again)`,
    `twice ${sum('twice')}, lost ${sum('lost')}, stray ${sum('stray')}`,
    `${Math.round(plan.length / seconds)} due/s, at most ${Math.max(...perSecond)} fired/s`,
    `due to fired p50 ${percentile(lags, 0.5)} ms, p95 ${percentile(lags, 0.95)} ms, max ${Math.max(...lags)} ms`,
    `load of the machine ${loadavg()[0]!.toFixed(1)}`,
    doneAfter === null ? 'never done' : `all done ${(doneAfter / 1000).toFixed(1)} s after the last due time`,
  ].join('; '))
  return right
}
