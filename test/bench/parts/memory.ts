import { randomUUID } from 'node:crypto'
import { ask, type Call } from '../lists/call.ts'
import { drive } from '../load/drive.ts'
import { install, signIn, type Installation } from '../load/install.ts'
import { memoryFigures, watchMemory } from '../load/memoryWatch.ts'
import { creation, makeTickets, succeed } from '../load/tickets.ts'
import { judged, type Finding } from '../report/finding.ts'
import type { PartOptions } from '../report/parts.ts'
import { cloneTickets } from '../../support/sweepLoad.ts'

const CLIENTS = 8
const GOAL_MB = 250
/** Growth between the last two quarters that counts as flat, in MB: a tenth of the goal for each of the quarters. */
const FLAT_MB = 10
const LOOK_EVERY_MS = 500
/** An access token is good for a quarter of an hour. */
const RENEW_EVERY_MS = 600_000
const DAY_MS = 86_400_000

type Server = Awaited<ReturnType<Installation['startServer']>>

/** What an agent and a mall do in turn, and how often each. */
function requests(url: string, numbers: readonly string[], tokens: { agent: string; mall: string }): (index: number) => Promise<unknown> {
  const [agent, mall] = [() => ({ token: tokens.agent }), () => ({ token: tokens.mall })]
  const no = (index: number): string => numbers[(index * 7) % numbers.length]!
  const get = (path: string, person: Call['person']): Promise<void> => succeed(url, { method: 'GET', path, person })
  const list = (tab: string, person: Call['person']): Promise<void> => succeed(url, { method: 'POST', path: '/tickets/query', body: { tab }, person })
  let made = 10_000
  const turns: ((index: number) => Promise<unknown>)[] = [
    (index) => get(`/tickets/${no(index)}`, agent()), () => list('unreplied', mall()), (index) => get(`/tickets/${no(index)}/records`, agent()), () => get('/tickets/counts', mall()),
    () => list('all', agent()), (index) => get(`/search?q=${encodeURIComponent(index % 2 === 0 ? '门板' : no(index).slice(-4))}`, agent()), () => get('/home/reminders?range=month', agent()),
    () => succeed(url, creation(made++, tokens.agent)), (index) => get(`/tickets/${no(index)}`, mall()), () => get('/messages', mall()), (index) => get(`/tickets/${no(index)}/log`, agent()),
    async (index) => {
      const ticket = await ask<{ version: number }>(url, { method: 'GET', path: `/tickets/${no(index)}`, person: agent() })
      const body = { operation: 'feedback', version: ticket.version, content: `客户又来电，询问何时上门。${index}`, channel: 'phone', calledAt: new Date().toISOString() }
      return operate({ method: 'POST', path: `/tickets/${no(index)}/operations`, body, headers: { 'Idempotency-Key': randomUUID() }, person: agent() })
    },
  ]
  /** Another client may have been first: then the version is stale, as in a day's work. */
  const operate = (call: Call): Promise<void> => succeed(url, call).catch((error: unknown) => {
    if (!/: 409 /.test(String(error))) throw error
  })
  return (index) => turns[index % turns.length]!(index)
}

/** The memory of a server that does everything at once, all the time. */
export async function run({ quick, minutes }: PartOptions): Promise<Finding[]> {
  const installation = await install()
  try {
    const { url, database } = await installation.addDatabase()
    const server: Server = await installation.startServer(url)
    const token = await signIn(server.url)
    const numbers = await makeTickets(server.url, token, 300)
    await cloneTickets(database, numbers[0]!, quick ? 5_000 : 50_000, new Date(Date.now() + 30 * DAY_MS))
    const tokens = { agent: token, mall: await signIn(server.url, 'M0001', 'mall') }
    const renewing = setInterval(() => void Promise.all([signIn(server.url), signIn(server.url, 'M0001', 'mall')]).then(([agent, mall]) => Object.assign(tokens, { agent, mall })), RENEW_EVERY_MS)
    const ended = watchMemory(server.child.pid!, LOOK_EVERY_MS)
    const driven = await drive({ clients: CLIENTS, mostMs: minutes * 60_000 }, requests(server.url, numbers, tokens)).finally(() => clearInterval(renewing))
    const { max, growth, drift } = memoryFigures(ended())
    const under = `${CLIENTS} clients without pauses for ${minutes} min, ${driven.requests} requests (lists, tickets, counts, search, home, creations, operations), ${driven.perSecond.toFixed(0)} /s`
    return [
      judged('memory of a server under load', `≤ ${GOAL_MB} MB`, `${max.toFixed(0)} MB at most`, max <= GOAL_MB, under),
      judged('… stays flat', 'flat over an hour', `${drift >= 0 ? '+' : ''}${drift.toFixed(1)} MB from the third quarter to the last`, drift <= FLAT_MB, `growth in the second half ${growth.toFixed(2)} MB a minute; ${minutes} of 60 minutes were watched, at most ${FLAT_MB} MB count as flat`),
    ]
  } finally {
    await installation.stop()
  }
}
