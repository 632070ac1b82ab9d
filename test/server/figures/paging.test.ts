import { QueryTypes } from 'sequelize'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { TicketQueryInput } from '#shared/contract/query.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'
import { createChance, type Chance } from './month/chance.ts'

const MINUTE = 60_000
const SEED = Number(process.env['GONGDAN_TEST_SEED'] ?? 7)

let server: TestServer
let chance: Chance
beforeAll(async () => {
  server = await startTestServer({ now: '2026-03-04T02:00:00Z' })
  chance = createChance(SEED)
  for (let ticket = 0; ticket < 32; ticket++) await make(ticket % 5 !== 0)
  for (let change = 0; change < 32; change++) await changeSomething()
})
afterAll(() => server?.stop())

type Row = Record<string, unknown> & { id: number; no: string }
const rows = (): Promise<Row[]> => server.database.sequelize.query<Row>('SELECT * FROM tickets', { type: QueryTypes.SELECT })

/** Some share a millisecond, so that the order of equals matters. */
async function make(submit = true): Promise<void> {
  if (chance.happens(0.7)) server.clock.advance(MINUTE)
  await (await server.as('HQ/agent')).createTicket({ body: ticketInput({ type: chance.pick(['service', 'complaint'] as const), level: 'none', mallCode: chance.pick(['M0001', 'M0003']), submit }) })
}

/** Reply, resolve, close, cancel, feedback or evaluation of some ticket, as far as its state has it. */
async function changeSomething(): Promise<void> {
  const row = chance.pick(await rows())
  if (chance.happens(0.7)) server.clock.advance(MINUTE)
  const [agent, department] = [await server.as('HQ/agent'), await server.as(row['scope_department_id'] === server.world['DEPT-N'] ? 'DEPT-N/dept' : 'DEPT-S/dept')]
  const no = row.no
  const version = Number(row['version'])
  switch (row['state']) {
    case 'pending_submission': return void await agent.operateTicket({ params: { no }, body: chance.happens(0.7) ? { operation: 'submit', version } : { operation: 'cancel', version } })
    case 'cancelled': return
    case 'closed': return void await agent.operateTicket({ params: { no }, body: { operation: 'evaluate', version, processed: true, score: 'neutral' } })
    default: {
      const operation = chance.weigh([['reply', 3], ['resolve', row['state'] === 'resolved' ? 0 : 2], ['close', 2], ['feedback', 2], ['cancel', 0.5]] as const)
      const by = operation === 'feedback' || operation === 'cancel' ? agent : department
      await by.operateTicket({ params: { no }, body: { operation, version, content: '好。', ...(operation === 'feedback' ? { channel: 'phone' as const } : {}) } })
    }
  }
}

/** Between two pages of somebody who reads slowly. */
async function liveOn(reader: Client, shown: readonly string[]): Promise<void> {
  await make()
  await changeSomething()
  if (shown.length > 0 && chance.happens(0.5)) await reader.getTicket({ params: { no: chance.pick(shown) } })
}

/** One with equals, one that moves with every act, one with empty values, and one that never moves. */
const COLUMNS = { createdAt: 'created_at', feedbackCount: 'feedback_count', updatedAt: 'updated_at', closedAt: 'closed_at', visitAt: 'visit_at' } as const
const plain = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value)

/** Goes through a list while others work; the tickets that stand where they stood must come once each, in their order. */
async function readSlowly(account: string, query: TicketQueryInput, column: string): Promise<void> {
  const reader = await server.as(account)
  const standing = await listed(reader, query)
  const before = new Map((await rows()).map((row) => [row.no, row]))
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Client['queryTickets']>> = await reader.queryTickets({ body: { ...query, cursor, limit: 9 } })
    seen.push(...page.items.map(({ no }) => no))
    cursor = page.nextCursor
    if (cursor) await liveOn(reader, seen)
  } while (cursor && seen.length < 2000)
  const still = new Set(await listed(reader, query))
  const after = new Map((await rows()).map((row) => [row.no, row]))
  const unmoved = standing.filter((no) => still.has(no) && plain(before.get(no)![column]) === plain(after.get(no)![column]))
  expect([query, seen.filter((no) => unmoved.includes(no))]).toEqual([query, unmoved])
  const repeated = seen.filter((no, index) => seen.indexOf(no) !== index)
  expect([query, repeated.filter((no) => plain(before.get(no)?.[column]) === plain(after.get(no)![column]))]).toEqual([query, []])
  expect(unmoved.length).toBeGreaterThan(0)
}

async function listed(reader: Client, query: TicketQueryInput): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Client['queryTickets']>> = await reader.queryTickets({ body: { ...query, cursor, limit: 100 } })
    found.push(...page.items.map(({ no }) => no))
    cursor = page.nextCursor
  } while (cursor)
  return found
}

describe(`going on to the next page while others work (GONGDAN_TEST_SEED=${SEED})`, () => {
  test.each(['asc', 'desc'] as const)('skips and repeats nothing that stands where it stood, sorted %s by any column', async (direction) => {
    for (const [field, column] of Object.entries(COLUMNS)) await readSlowly('HQ/agent', { tab: 'all', sort: { field: field as 'no', direction } }, column)
  }, 120_000)

  test.each([
    ['HQ/agent2', 'open', 'created_at'], ['HQ/agent2', 'unreplied', 'received_at'], ['HQ/agent2', 'unread', 'last_event_at'], ['HQ/agent2', 'closed', 'created_at'], ['HQ/agent2', 'figures', 'first_submitted_at'],
    ['HQ/agent2', 'replied', 'created_at'], ['DEPT-S/dept', 'unreplied', 'received_at'], ['DEPT-N/dept', 'unread', 'last_event_at'], ['M0001/mall', 'all', 'created_at'], ['M0003/mall', 'unread', 'last_event_at'],
  ] as const)('skips and repeats nothing for %s in the tab %s', async (account, tab, column) => {
    await readSlowly(account, { tab }, column)
  })

  test('with conditions joined by any', async () => {
    await readSlowly('HQ/agent', { tab: 'all', match: 'any', conditions: [{ field: 'type', op: 'eq', value: 'service' }, { field: 'mall.code', op: 'eq', value: 'M0001' }] }, 'created_at')
  })
})
