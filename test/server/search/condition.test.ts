import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TicketQueryInput } from '#shared/contract/query.ts'
import { termsOfPhrase } from '#shared/domain/search/terms.ts'
import { indexAll } from '#server/jobs/search/indexer.ts'
import { groupPostings, insertPostingsSql } from '#server/search/postings.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

let server: TestServer
let numbers: string[]

const create = async (content: string, mallCode: string, name = '韩松林'): Promise<string> =>
  (await (await server.as('HQ/agent')).createTicket({ body: ticketInput({
    mallCode, customer: { name, phones: ['13900005555'], type: 'individual', contractNo: `HT-${mallCode}` }, feedback: { content, channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' },
  }) })).no
const list = async (query: Partial<TicketQueryInput>, account = 'HQ/agent'): Promise<{ numbers: string[]; total: number }> => {
  const { items, total } = await (await server.as(account)).queryTickets({ body: { tab: 'all', ...query } })
  return { numbers: items.map(({ no }) => no), total }
}

beforeAll(async () => {
  server = await startTestServer()
  numbers = [await create('抽屉的导轨卡住', 'M0001'), await create('门板色差', 'M0001'), await create('抽屉缺把手，导轨完好', 'M0003', '石磊')]
  await indexAll(server.services)
})
afterAll(() => server.stop())

it('a list of all hits holds what the words stand in, of what one sees', async () => {
  const [first, , third] = numbers
  const conditions: TicketQueryInput['conditions'] = [{ field: 'text', op: 'contains', value: '抽屉 导轨' }]
  expect(await list({ conditions })).toEqual({ numbers: [third, first], total: 2 })
  expect(await list({ conditions }, 'M0001/mall')).toEqual({ numbers: [first], total: 1 })
  expect(await list({ conditions }, 'M0002/mall')).toEqual({ numbers: [], total: 0 })
})

it('words stand beside other conditions, and several times', async () => {
  const [first, second, third] = numbers
  const drawer = { field: 'text', op: 'contains', value: '抽屉' } as const
  expect((await list({ conditions: [drawer, { field: 'mall.code', op: 'eq', value: 'M0003' }] })).numbers).toEqual([third])
  expect((await list({ match: 'any', conditions: [{ field: 'text', op: 'contains', value: '色差' }, { field: 'parties', op: 'contains', value: '石磊' }] })).numbers).toEqual([third, second])
  expect((await list({ conditions: [drawer, { field: 'parties', op: 'contains', value: 'ht-m0001' }] })).numbers).toEqual([first])
  expect((await list({ conditions: [drawer], sort: { field: 'no', direction: 'asc' } })).numbers).toEqual([first, third])
})

it.each([['text', '门'], ['text', '%_'], ['parties', "'"]] as const)('%s with %j, in which no two characters stand together, is refused', async (field, value) => {
  const response = await server.request('/api/v1/tickets/query', {
    method: 'POST', headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ tab: 'all', conditions: [{ field, op: 'contains', value }] }),
  })
  expect([response.status, (await response.json() as { errors: unknown }).errors]).toEqual([422, { 'conditions.0.value': ['value_does_not_fit'] }])
})

it('where the words stand in more tickets than can be named, each ticket of the list is asked', async () => {
  const { sequelize } = server.database
  const numbersOf = async (): Promise<string[]> => (await list({ conditions: [{ field: 'text', op: 'contains', value: '抽屉' }] })).numbers
  const named = await numbersOf()
  // More than a list names; no tickets, and therefore no hits.
  const many = Array.from({ length: 6_000 }, (_, index) => index + 1_000_000)
  await sequelize.query(`INSERT INTO ticket_texts (ticket_id, parties, body, last_record_id) VALUES ${many.map((id) => `(${id}, '', '抽屉', 0)`).join()}`)
  const [term] = termsOfPhrase('抽屉')
  await sequelize.query(insertPostingsSql(groupPostings(many.map((id) => [term!, id]), 'body')))
  expect(await numbersOf()).toEqual(named)
  expect((await list({ conditions: [{ field: 'text', op: 'contains', value: '抽屉' }] }, 'M0003/mall')).numbers).toEqual([numbers[2]])
})
