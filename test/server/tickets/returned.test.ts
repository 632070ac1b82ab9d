import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { tabsFor } from '#shared/domain/lists/tabs.ts'
import type { TicketQueryInput } from '#shared/contract/query.ts'
import { findRow, findRows } from '#server/database/database.ts'
import { makeUser } from '../../support/factories.ts'
import { askOnNewTicket, type Asked } from '../../support/requests.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

// Wednesday 2026-03-04 10:00 in Shanghai.
const START = '2026-03-04T02:00:00Z'
const HOUR = 3_600_000

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

/** A ticket whose return by the mall has been approved; late in its reply before, so that it was in more lists. */
async function returnedTicket(): Promise<Asked> {
  const asked = await askOnNewTicket(agent, mall, 'return', { now: server.clock.now(), customer: { name: '顾明远', phones: ['13700008888'], type: 'individual' }, assistants: ['LINE-1'] })
  const [result] = (await approver.decideApprovals({ body: { decisions: [{ id: asked.id, decision: 'approve', comment: '同意。' }] } })).results
  expect(result).toMatchObject({ outcome: 'decided', state: 'pending_submission' })
  return asked
}

const OUTSIDE = ['M0001/mall', 'M0001/mall2', 'DEPT-S/dept', 'LINE-1/line'] as const

describe.each(OUTSIDE)('after an approved return, %s', (account) => {
  let client: Client
  let no: string
  beforeAll(async () => {
    client = await server.as(account)
    no = (await returnedTicket()).no
  })

  it('finds it in no list and by no search', async () => {
    const visibility = account.startsWith('M') ? 'mall' : account.startsWith('DEPT') ? 'department' : 'assistant'
    const searches: NonNullable<TicketQueryInput['conditions']>[] = [
      [], [{ field: 'no', op: 'eq', value: no }], [{ field: 'no', op: 'starts_with', value: no.slice(0, 6) }], [{ field: 'customer.phones', op: 'eq', value: '137 0000 8888' }],
      [{ field: 'customer.phones', op: 'contains', value: '8888' }], [{ field: 'customer.name', op: 'eq', value: '顾明远' }],
    ]
    for (const { id: tab } of tabsFor(visibility)) {
      for (const conditions of searches) expect((await client.queryTickets({ body: { tab, conditions } as TicketQueryInput })).items.map((item) => item.no)).not.toContain(no)
    }
    for (const tab of ['pending', 'returned'] as const) expect(await problemOf(client.queryTickets({ body: { tab } }))).toMatchObject({ status: 403 })
  })

  it('finds nothing behind a direct link, whatever is asked of it', async () => {
    const params = { no }
    const calls: Record<string, () => Promise<unknown>> = {
      ticket: () => client.getTicket({ params }), log: () => client.getTicketLog({ params }), records: () => client.getTicketRecords({ params }), deadlines: () => client.getTicketDeadlines({ params }),
      calls: () => client.listCalls({ query: { ticketNo: no } }), unmask: () => client.unmaskTicket({ params }), patch: () => client.patchTicket({ params, body: { version: 3, assistants: [] } }),
      reply: () => client.operateTicket({ params, body: { operation: 'reply', version: 3, content: '好。' } }),
      again: () => client.operateTicket({ params, body: { operation: 'return', version: 3, content: '还是不是。', reasonCode: 'other' } }),
      assist: () => client.operateTicket({ params, body: { operation: 'assist_reply', version: 3, content: '来了。' } }),
    }
    for (const [name, call] of Object.entries(calls)) expect([name, await problemOf(call())]).toEqual([name, expect.objectContaining({ status: 404, code: 'not_found' })])
  })
})

describe('after an approved return, the counts', () => {
  it('are for mall and department what they were before the ticket', async () => {
    const before = [await mall.countTickets(), await dept.countTickets()]
    await returnedTicket()
    expect([await mall.countTickets(), await dept.countTickets()]).toEqual(before)
  })
})

describe('after an approved return, who asked', () => {
  it('has number, outcome and comment, and cannot decide on what has ended', async () => {
    const { no, id } = await returnedTicket()
    const kept = (await mall.listApprovals({ query: { kind: 'return' } })).items.find((item) => item.id === id)!
    expect(kept).toMatchObject({ ticketNo: no, state: 'approved', comment: '同意。', ticket: null, content: null })
    expect(JSON.stringify(kept)).not.toMatch(/顾明远|1370000|门板/)
    expect((await dept.listApprovals({ query: {} })).items.find((item) => item.id === id)).toBeUndefined()
    expect((await mall.decideApprovals({ body: { decisions: [{ id, decision: 'approve', comment: null }] } })).results).toMatchObject([{ outcome: 'refused', code: 'not_found', ticketNo: null }])
  })
})

describe('a resubmission', () => {
  it('to the same mall opens a new assignment with new clocks; nothing of the old one counts', async () => {
    const { no } = await askOnNewTicket(agent, mall, 'return', { now: server.clock.now() })
    server.clock.advance(HOUR)
    const { version } = await approver.operateTicket({ params: { no }, body: { operation: 'approve_return' } })
    server.clock.advance(HOUR)
    const again = await agent.operateTicket({ params: { no }, body: { operation: 'submit', version } })
    expect(again).toMatchObject({
      state: 'unreplied', returned: false, replyRound: 2, replyOpen: true, replyTimely: null, resolveTimely: null, firstContactDueAt: '2026-03-04T08:00:00.000Z',
      replyDueAt: '2026-03-06T04:00:00.000Z', resolveDueAt: '2026-03-11T04:00:00.000Z', visitAt: '2026-03-11T04:00:00.000Z', assignment: { submittedAt: '2026-03-04T04:00:00.000Z' },
    })
    const ticket = await findRow(server.database.tables.tickets, { no })
    const assignments = await findRows(server.database.tables.assignments, { ticketId: ticket!.id }, { order: [['number', 'ASC']] })
    expect(assignments.map(({ number, outcome, endedAt }) => [number, outcome, endedAt?.toISOString() ?? null])).toEqual([[1, 'returned', '2026-03-04T03:00:00.000Z'], [2, null, null]])
    expect((await mall.getTicket({ params: { no } })).allowedOperations).toContain('reply')
    const timers = await findRows(server.database.tables.timers, { ticketId: ticket!.id })
    expect(timers.length).toBeGreaterThan(0)
    for (const { subject } of timers) expect(subject).toMatch(/^(assignment:2|round:2)/)
  })
})

describe('the handler of a ticket', () => {
  it('is drawn among the mall’s authorised and active users, and every one of them is drawn at times', async () => {
    const { database, world } = server
    await makeUser(database, world.M0002, 'lead', ['service_lead'])
    await makeUser(database, world.M0002, 'left', ['service_contact'], { active: false })
    await makeUser(database, world.M0002, 'sales', [])
    const drawn = new Set<string | null>()
    for (let index = 0; index < 30; index++) drawn.add((await agent.createTicket({ body: ticketInput({ mallCode: 'M0002' }) })).assignment!.handler)
    expect([...drawn].sort()).toEqual(['用户 lead', '用户 mall'])
  })

  it('stays the same for the assignment, also when other users are authorised later', async () => {
    const { no, assignment } = await agent.createTicket({ body: ticketInput({ type: 'service', level: 'B', mallCode: 'M0003' }) })
    for (let index = 0; index < 5; index++) await makeUser(server.database, server.world.M0003, `later${index}`, ['service_contact'])
    const north = await server.as('M0003/mall')
    const handlers: (string | null)[] = []
    for (const body of [{ operation: 'reply' as const, version: 1, content: '好。' }, { operation: 'resolve' as const, version: 2, content: '换。' }]) {
      handlers.push((await north.operateTicket({ params: { no }, body })).assignment!.handler)
    }
    handlers.push((await agent.operateTicket({ params: { no }, body: { operation: 'feedback', version: 3, content: '又来电。', channel: 'phone' } })).assignment!.handler)
    expect(handlers).toEqual([assignment!.handler, assignment!.handler, assignment!.handler])
  })

  it('is drawn anew for the next assignment, and is nobody in between', async () => {
    const { no } = await askOnNewTicket(agent, mall, 'return', { now: server.clock.now() })
    const returned = await approver.operateTicket({ params: { no }, body: { operation: 'approve_return' } })
    expect(returned.assignment).toBeNull()
    const again = await agent.operateTicket({ params: { no }, body: { operation: 'submit', version: returned.version, mallCode: 'M0002' } })
    expect(['用户 lead', '用户 mall']).toContain(again.assignment!.handler)
    expect((await findRow(server.database.tables.tickets, { no }))!.handlerUserId).not.toBeNull()
  })
})
