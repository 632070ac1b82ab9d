import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import { findRow, findRows } from '#server/database/database.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

// Wednesday 2026-03-04 10:00 in Shanghai.
const START = '2026-03-04T02:00:00Z'
const DAY = 24 * 3_600_000

let server: TestServer
let agent: Client
let approver: Client
let mall: Client
let dept: Client

beforeAll(async () => {
  server = await startTestServer({ now: START })
  agent = await server.as('HQ/agent')
  approver = await server.as('HQ/approver')
  mall = await server.as('M0001/mall')
  dept = await server.as('DEPT-S/dept')
})
beforeEach(() => server.clock.set(START))
afterAll(() => server.stop())

const ticketId = async (no: string): Promise<number> => (await findRow(server.database.tables.tickets, { no }))!.id

/** Who the events of a kind on a ticket were written to, event by event. */
async function audiences(no: string, kind: TicketEvent): Promise<string[][]> {
  const events = await findRows(server.database.tables.events, { ticketId: await ticketId(no), kind }, { order: [['id', 'ASC']] })
  return Promise.all(events.map(async ({ id }) => [...new Set((await findRows(server.database.tables.outbox, { eventId: id })).map(({ audience }) => audience))].sort()))
}

describe('a pending return', () => {
  it('leaves the department nothing but to look: it cannot name assistants', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    await mall.operateTicket({ params: { no }, body: { operation: 'return', version: 1, content: '不是我们的', reasonCode: 'wrong_mall' } })
    expect((await dept.getTicket({ params: { no } })).editable).toBe('none')
    expect(await problemOf(dept.patchTicket({ params: { no }, body: { version: 2, assistants: ['LINE-1'] } }))).toMatchObject({ status: 409, code: 'operation_not_allowed' })
    expect((await agent.patchTicket({ params: { no }, body: { version: 2, assistants: ['LINE-1'] } })).assistants).toEqual(['LINE-1'])
    expect(await approver.operateTicket({ params: { no }, body: { operation: 'reject_return', content: '合同是你们的' } })).toMatchObject({ state: 'unreplied' })
    expect((await dept.getTicket({ params: { no } })).editable).toBe('assistants')
  })

  it('decided leaves a record with the words of the approver', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    await mall.operateTicket({ params: { no }, body: { operation: 'return', version: 1, content: '不是我们的', reasonCode: 'other' } })
    await approver.operateTicket({ params: { no }, body: { operation: 'reject_return', content: '合同是你们的' } })
    expect((await mall.getTicketRecords({ params: { no } })).items[0]).toMatchObject({ operation: 'reject_return', content: '合同是你们的', byName: '用户 approver', round: { number: 2 } })
  })
})

describe('a change of nothing', () => {
  it('is refused to who may change nothing', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    expect(await problemOf(mall.patchTicket({ params: { no }, body: { version: 1 } }))).toMatchObject({ status: 403, code: 'forbidden' })
    expect((await agent.getTicket({ params: { no } })).version).toBe(1)
  })
})

describe('a change of part of a group', () => {
  it('leaves the rest of product and sales channel', async () => {
    const { no } = await agent.createTicket({ body: ticketInput({ product: { brand: '序居', category: '门板' }, salesChannel: { major: '零售', middle: '门店', minor: '直营' } }) })
    const patched = await agent.patchTicket({ params: { no }, body: { version: 1, product: { brand: '新序' }, salesChannel: { minor: null } } })
    expect(patched).toMatchObject({ product: { brand: '新序', category: '门板' }, salesChannel: { major: '零售', middle: '门店', minor: null } })
  })
})

describe('a visit request approved by the system', () => {
  it('is told to who asked, also where that is the department', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const requestedAt = new Date(Date.parse(START) + 20 * DAY).toISOString()
    expect(await dept.operateTicket({ params: { no }, body: { operation: 'request_visit', version: 1, content: '客户出差', requestedAt, visitType: 'extend' } })).toMatchObject({ visitAt: requestedAt })
    const asker = await findRow(server.database.tables.users, { organisationId: server.world['DEPT-S'], account: 'dept' })
    expect(await audiences(no, 'visit_decided')).toEqual([[`mall:${server.world.M0001}`, `user:${asker!.id}`]])
  })
})

describe('打回 of a complaint that waits for its closure', () => {
  it('tells who asked for the closure', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    await mall.operateTicket({ params: { no }, body: { operation: 'close', version: 1, content: '已换好' } })
    expect(await dept.operateTicket({ params: { no }, body: { operation: 'send_back', version: 2, content: '客户说没换', reasonCode: 'other' } })).toMatchObject({ state: 'unreplied', pendingRequests: [] })
    const asker = await findRow(server.database.tables.users, { organisationId: server.world.M0001, account: 'mall' })
    expect(await audiences(no, 'closure_decided')).toEqual([[`mall:${server.world.M0001}`, `user:${asker!.id}`]])
  })
})

describe('an assisting party', () => {
  it('of a draft hears of it when the ticket is submitted, not before it can see it', async () => {
    const line = await server.as('LINE-1/line')
    const { no } = await agent.createTicket({ body: ticketInput({ submit: false }) })
    await agent.patchTicket({ params: { no }, body: { version: 1, assistants: ['LINE-1'] } })
    expect(await audiences(no, 'assist_assigned')).toEqual([])
    expect(await problemOf(line.getTicket({ params: { no } }))).toMatchObject({ status: 404 })
    await agent.operateTicket({ params: { no }, body: { operation: 'submit', version: 2 } })
    expect(await audiences(no, 'assist_assigned')).toEqual([[`organisation:${server.world['LINE-1']}`]])
    expect((await line.getTicket({ params: { no } })).allowedOperations).toEqual(['assist_reply'])
  })
})

describe('a reason', () => {
  it('is taken by every operation, of the operation’s own list where it has one', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    expect(await mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: '已联系', reasonCode: 'other' } })).toMatchObject({ state: 'replied' })
    expect(await problemOf(mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 2, content: '已联系', reasonCode: 'whim' } })))
      .toMatchObject({ status: 422, errors: { reasonCode: ['unknown'] } })
  })
})

describe('the order of checks', () => {
  it('is 422 before 403 for a new ticket too', async () => {
    expect(await problemOf(mall.createTicket({ body: ticketInput({ level: 'A' }) }))).toMatchObject({ status: 422 })
    expect(await problemOf(mall.createTicket({ body: ticketInput() }))).toMatchObject({ status: 403 })
  })

  it('is 422 for assistants that are none before a stale version', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    expect(await problemOf(agent.patchTicket({ params: { no }, body: { version: 9, assistants: ['NOBODY'] } }))).toMatchObject({ status: 422 })
    expect(await problemOf(agent.patchTicket({ params: { no }, body: { version: 9, assistants: ['LINE-1'] } }))).toMatchObject({ status: 409, code: 'stale_version' })
  })
})
