import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { statementsOf } from '../../support/statements.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client

beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterAll(() => server.stop())

/** A ticket of the one mall that was closed, and one of the other that follows it. */
async function linked(first: Partial<Parameters<typeof ticketInput>[0]>, second: Partial<Parameters<typeof ticketInput>[0]>): Promise<[string, string]> {
  const { no } = await agent.createTicket({ body: ticketInput({ type: 'service', level: 'B', ...first }) })
  await agent.operateTicket({ params: { no }, body: { operation: 'evaluate', version: 1, processed: true, score: 'satisfied' } })
  const after = await agent.createTicket({ body: ticketInput({ type: 'service', level: 'B', followUpOf: no, ...second }) })
  return [no, after.no]
}
/** What the page and the list show of the link. */
async function linksOf(account: string, no: string): Promise<unknown[]> {
  const client = await server.as(account)
  const page = await client.getTicket({ params: { no } })
  const [item] = (await client.queryTickets({ body: { tab: 'all', conditions: [{ field: 'no', op: 'eq', value: no }] } })).items
  return [[page.followUpOf, page.followUps], [item!.followUpOf, item!.followUps]]
}
const both = (link: unknown) => [link, link]

describe('a follow-up ticket', () => {
  it('is linked both ways for the call center and administrators, a department and a mall that see both', async () => {
    const [first, second] = await linked({}, {})
    for (const account of ['HQ/agent', 'HQ/admin', 'DEPT-S/dept', 'M0001/mall']) {
      expect([account, await linksOf(account, first)]).toEqual([account, both([null, [second]])])
      expect([account, await linksOf(account, second)]).toEqual([account, both([first, []])])
    }
  })

  it('of another mall is unknown to either mall, and linked for the department of both', async () => {
    const [first, second] = await linked({ mallCode: 'M0001' }, { mallCode: 'M0002' })
    expect(await linksOf('M0001/mall', first)).toEqual(both([null, []]))
    expect(await linksOf('M0002/mall', second)).toEqual(both([null, []]))
    expect(await linksOf('DEPT-S/dept', first)).toEqual(both([null, [second]]))
    expect(await linksOf('DEPT-S/dept', second)).toEqual(both([first, []]))
  })

  it('of another department is unknown to it', async () => {
    const [first, second] = await linked({ mallCode: 'M0001' }, { mallCode: 'M0003' })
    expect(await linksOf('DEPT-S/dept', first)).toEqual(both([null, []]))
    expect(await linksOf('DEPT-N/dept', second)).toEqual(both([null, []]))
    expect(await linksOf('HQ/agent', first)).toEqual(both([null, [second]]))
  })

  it('that is not submitted yet is unknown outside the call center', async () => {
    const [first, second] = await linked({}, { submit: false })
    expect(await linksOf('M0001/mall', first)).toEqual(both([null, []]))
    expect((await agent.getTicket({ params: { no: first } })).followUps).toEqual([second])
  })

  it('is linked for an assisting party only where it assists both', async () => {
    const [first, second] = await linked({ assistants: ['LINE-1'] }, { assistants: ['LINE-1'] })
    expect(await linksOf('LINE-1/line', first)).toEqual(both([null, [second]]))
    expect(await linksOf('LINE-1/line', second)).toEqual(both([first, []]))
    const [, alone] = await linked({}, { assistants: ['LINE-1'] })
    expect(await linksOf('LINE-1/line', alone)).toEqual(both([null, []]))
  })

  it('costs a page of many tickets no more queries than one', async () => {
    const mall = await server.as('M0001/mall')
    const countOf = async (limit: number): Promise<number> => {
      const statements = await statementsOf(server.database, async () => expect((await mall.queryTickets({ body: { tab: 'all', limit } })).items).toHaveLength(limit))
      return statements.filter((sql) => /\btickets\b|ticket_assistants/.test(sql)).length
    }
    await linked({}, {})
    await linked({}, {})
    await countOf(2)
    expect(await countOf(6)).toBe(await countOf(2))
  })
})

describe('a search by the followed ticket', () => {
  it('tells a mall nothing of a ticket that it may not see', async () => {
    const [first, second] = await linked({ mallCode: 'M0001' }, { mallCode: 'M0002' })
    const find = async (account: string, conditions: { field: 'followUpOf'; op: 'eq' | 'starts_with' | 'is_null'; value: string | boolean }[]) =>
      (await (await server.as(account)).queryTickets({ body: { tab: 'all', conditions } })).items.map(({ no }) => no)
    for (const op of ['eq', 'starts_with'] as const) {
      expect(await find('M0002/mall', [{ field: 'followUpOf', op, value: first }])).toEqual([])
      expect(await find('HQ/agent', [{ field: 'followUpOf', op, value: first }])).toEqual([second])
      expect(await find('DEPT-S/dept', [{ field: 'followUpOf', op, value: first }])).toEqual([second])
    }
    expect(await find('M0002/mall', [{ field: 'followUpOf', op: 'is_null', value: false }])).toEqual([])
  })
})
