import { QueryTypes } from 'sequelize'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import { checkCounts } from '#server/counts/check.ts'
import { startFolder } from '#server/jobs/counts/folder.ts'
import { createLogger } from '#server/logging/logger.ts'
import { ProblemError, startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'
import { createChance, type Chance } from './month/chance.ts'

const SEED = Number(process.env['GONGDAN_TEST_SEED'] ?? 11)
const READERS = ['HQ/agent', 'HQ/agent2', 'HQ/approver', 'DEPT-S/dept', 'DEPT-N/dept', 'M0001/mall', 'M0001/mall2', 'M0003/mall', 'LINE-1/line'] as const
type Reader = (typeof READERS)[number]
/** Whose mark it is. */
const readerOf = (account: Reader): string => (account.startsWith('M0') ? account.split('/')[0]! : account)

let server: TestServer
let folder: ReturnType<typeof startFolder>
const numbers: string[] = []
/** What readers were shown: reader, ticket and the moment of what last happened to it. */
const shown = new Set<string>()

beforeAll(async () => {
  server = await startTestServer({ now: '2026-03-04T02:00:00Z', sweep: true })
  // Every look at the clock is another moment, seconds apart: deadlines pass while people work.
  let time = server.clock.now().getTime()
  server.clock.now = () => new Date(time += 1)
  server.clock.advance = (ms) => { time += ms }
  folder = startFolder(server.services, createLogger('error', { write: () => {} }))
  const agent = await server.as('HQ/agent')
  for (let ticket = 0; ticket < 14; ticket++) {
    numbers.push((await agent.createTicket({ body: ticketInput({ type: ticket % 2 ? 'service' : 'complaint', level: 'none', mallCode: ticket % 3 ? 'M0001' : 'M0003', assistants: ticket % 4 ? [] : ['LINE-1'] }) })).no)
  }
}, 120_000)
afterAll(async () => {
  await folder?.stop()
  await server?.stop()
})

async function look(account: Reader, no: string): Promise<{ version: number } | null> {
  const ticket = await (await server.as(account)).getTicket({ params: { no } })
  shown.add(`${readerOf(account)} ${no} ${ticket.updatedAt}`)
  return ticket
}

const OPERATIONS: readonly [Reader, Partial<OperationBody> & { operation: OperationBody['operation'] }][] = [
  ['M0001/mall', { operation: 'reply' }], ['M0003/mall', { operation: 'reply' }], ['DEPT-S/dept', { operation: 'resolve' }], ['DEPT-N/dept', { operation: 'resolve' }], ['M0001/mall2', { operation: 'return', reasonCode: 'other' }],
  ['M0003/mall', { operation: 'return', reasonCode: 'other' }], ['HQ/approver', { operation: 'approve_return' }], ['HQ/approver', { operation: 'reject_return' }], ['HQ/agent', { operation: 'submit', mallCode: 'M0001' }], ['HQ/agent2', { operation: 'submit', mallCode: 'M0003' }],
  ['HQ/agent', { operation: 'feedback', channel: 'phone' }], ['HQ/agent2', { operation: 'feedback', channel: 'phone' }], ['HQ/agent', { operation: 'evaluate', processed: false, score: 'dissatisfied' }], ['HQ/agent2', { operation: 'evaluate', processed: false, score: 'satisfied' }],
  ['HQ/agent', { operation: 'escalate' }], ['HQ/agent', { operation: 'reprocess' }], ['DEPT-S/dept', { operation: 'send_back', reasonCode: 'other' }], ['LINE-1/line', { operation: 'assist_reply' }],
]

/** Refused is fine: others were faster, he sees it no more, or his session ended with the day. */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof ProblemError && [401, 403, 404, 409].includes(error.status)) return false
    throw error
  }
}

async function act(chance: Chance): Promise<boolean> {
  const no = chance.pick(numbers)
  if (chance.happens(0.06)) server.clock.advance(chance.between(0, 1.5) * 24 * 3_600_000)
  if (chance.happens(0.5)) return attempt(() => look(chance.pick(READERS), no))
  const [by, body] = chance.pick(OPERATIONS)
  const client = await server.as(by)
  const [row] = await server.database.sequelize.query<{ version: number }>('SELECT version FROM tickets WHERE no = ?', { replacements: [no], type: QueryTypes.SELECT })
  if (chance.happens(0.1)) return attempt(() => client.patchTicket({ params: { no }, body: { version: row!.version, assistants: chance.happens(0.5) ? ['LINE-1'] : [] } }))
  return attempt(() => client.operateTicket({ params: { no }, body: { content: '好。', version: row!.version, ...body } }))
}

/** What must hold of counts at any moment: each answer is of one moment, whatever is written and added up meanwhile. */
async function expectWhole(client: Client): Promise<void> {
  const { counts } = await client.countTickets()
  const of = (tab: string): number => counts[tab]!
  expect(of('open')).toBe(of('unreplied') + of('replied') + of('resolved'))
  expect(of('all')).toBe(of('open') + of('closed'))
  expect(of('all') + of('pending') + of('cancelled')).toBe(numbers.length)
  expect(of('unread')).toBeGreaterThanOrEqual(0)
  expect(of('unread')).toBeLessThanOrEqual(numbers.length)
}

test(`nothing is counted wrong or read unseen while many work on the same tickets (GONGDAN_TEST_SEED=${SEED})`, async () => {
  let done = 0
  let [working, watched] = [true, 0]
  const watching = (async () => {
    const client = await server.as('HQ/admin')
    for (; working; await setTimeout(15)) if (await attempt(() => expectWhole(client))) watched++
  })()
  await Promise.all(Array.from({ length: 8 }, async (_, worker) => {
    const chance = createChance(SEED * 100 + worker)
    for (let step = 0; step < 70; step++) if (await act(chance)) done++
  }))
  working = false
  await watching
  expect(watched).toBeGreaterThan(20)
  expect(done).toBeGreaterThan(200)

  // The sweep goes on by itself: it is done when nothing of its is due any more.
  const { sequelize } = server.database
  const due = async (): Promise<number> => Number((await sequelize.query<{ n: number }>('SELECT COUNT(*) AS n FROM timers WHERE due_at <= ?', { replacements: [server.clock.now()], type: QueryTypes.SELECT }))[0]!.n)
  for (let waited = 0; await due() > 0 && waited < 100; waited++) await setTimeout(100)

  const wrong: unknown[] = []
  expect(await checkCounts(server.database, 'Asia/Shanghai', (difference) => void wrong.push(difference))).toMatchObject({ tickets: numbers.length, differences: 0, staleMarks: 0 })
  expect(wrong).toEqual([])

  const rows = await sequelize.query<{ no: string; last_event_at: Date; last_event_by: number | null }>('SELECT * FROM tickets', { type: QueryTypes.SELECT })
  const users = new Map((await sequelize.query<{ id: number; account: string; code: string }>('SELECT u.id, u.account, o.code FROM users u JOIN organisations o ON o.id = u.organisation_id', { type: QueryTypes.SELECT }))
    .map(({ id, account, code }) => [id, `${code}/${account}`]))
  for (const account of READERS) {
    const client = await server.as(account)
    const all = new Map<string, boolean>()
    for (const tab of ['all', 'cancelled', ...(account.startsWith('HQ') ? ['pending'] : [])]) for (const { no, unread } of (await client.queryTickets({ body: { tab: tab as 'all', limit: 100 } })).items) all.set(no, unread)
    const { items, total } = await client.queryTickets({ body: { tab: 'unread', limit: 100 } })
    expect([account, items.map(({ no }) => no).sort(), total]).toEqual([account, [...all].filter(([, unread]) => unread).map(([no]) => no).sort(), items.length])
    expect([account, (await client.countTickets()).counts['unread']]).toEqual([account, items.length])
    // Whoever has read a ticket has seen what last happened to it, or has done it himself.
    for (const { no, last_event_at: at, last_event_by: by } of rows) {
      if (all.get(no) !== false) continue
      const own = by !== null && readerOf(users.get(by) as Reader) === readerOf(account)
      expect([account, no, own || shown.has(`${readerOf(account)} ${no} ${at.toISOString()}`)]).toEqual([account, no, true])
    }
  }
}, 180_000)
