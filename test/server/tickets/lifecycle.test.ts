import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { hashEntry } from '#server/tickets/operationLog.ts'
import { findRows } from '#server/database/database.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

// Wednesday 2026-03-04 10:00 in Shanghai.
const START = '2026-03-04T02:00:00Z'
const HOUR = 3_600_000

let server: TestServer
let agent: Client
let mall: Client
let dept: Client
let approver: Client

beforeAll(async () => {
  server = await startTestServer({ now: START })
  agent = await server.as('HQ/agent')
  mall = await server.as('M0001/mall')
  dept = await server.as('DEPT-S/dept')
  approver = await server.as('HQ/approver')
})
beforeEach(() => server.clock.set(START))
afterAll(() => server.stop())

const records = async (no: string) => (await agent.getTicketRecords({ params: { no } })).items.map(({ operation, origin, content, voidedAt }) => ({ operation, origin, content, voided: voidedAt !== null }))

describe('a service ticket from the call to its end', () => {
  it('gets its number, its assignment and its deadlines when it is saved and submitted', async () => {
    const ticket = await agent.createTicket({ body: ticketInput({ type: 'service', level: 'B' }) })
    expect(ticket).toMatchObject({
      no: expect.stringMatching(/^2603\d{6}$/), state: 'unreplied', version: 1, feedbackCount: 1, replyRound: 1, replyOpen: true, source: 'api',
      mall: { code: 'M0001' }, firstContactDueAt: '2026-03-04T06:00:00.000Z', replyDueAt: '2026-03-06T02:00:00.000Z',
      resolveDueAt: '2026-03-11T02:00:00.000Z', visitAt: '2026-03-11T02:00:00.000Z', replyTimely: null, resolveTimely: null,
      customer: { phones: ['13900002671'], phonesMasked: false }, assignment: { marketingLine: 'South', marketLevel: 'A', submittedAt: '2026-03-04T02:00:00.000Z' },
    })
    expect(['用户 mall', '用户 mall2']).toContain(ticket.assignment?.handler)
  })

  it('is replied, resolved and closed by the mall, each with its records, rounds and log', async () => {
    const { no } = await agent.createTicket({ body: ticketInput({ type: 'service', level: 'B' }) })
    server.clock.advance(HOUR)
    const seen = await mall.getTicket({ params: { no } })
    expect(seen.allowedOperations).toEqual(['reply', 'return', 'resolve', 'close', 'request_visit'])
    const replied = await mall.operateTicket({ params: { no }, body: { operation: 'reply', version: seen.version, content: '今天下午上门。' } })
    expect(replied).toMatchObject({ state: 'replied', version: 2, replyTimely: true, replyOpen: false })
    server.clock.advance(HOUR)
    const resolved = await mall.operateTicket({ params: { no }, body: { operation: 'resolve', version: 2, content: '换两块门板。' } })
    expect(resolved).toMatchObject({ state: 'resolved', version: 3, resolveTimely: true, resolvedAt: '2026-03-04T04:00:00.000Z' })
    server.clock.advance(HOUR)
    const closed = await mall.operateTicket({ params: { no }, body: { operation: 'close', version: 3, content: '已换好，客户满意。' } })
    expect(closed).toMatchObject({ state: 'closed', version: 4, closedAt: '2026-03-04T05:00:00.000Z', visitAt: '2026-03-04T05:00:00.000Z', allowedOperations: [] })
    expect(await records(no)).toEqual([
      { operation: 'close', origin: 'close', content: '已换好，客户满意。', voided: false },
      { operation: 'resolve', origin: 'resolve', content: '换两块门板。', voided: false },
      { operation: 'reply', origin: 'reply', content: '今天下午上门。', voided: false },
      { operation: 'feedback', origin: 'feedback', content: '六块门板里有两块颜色不一样。', voided: false },
    ])
    const log = (await agent.getTicketLog({ params: { no } })).items
    expect(log.map(({ operation, stateBefore, stateAfter, role }) => [operation, stateBefore, stateAfter, role])).toEqual([
      ['close', 'resolved', 'closed', 'mall'], ['resolve', 'replied', 'resolved', 'mall'], ['reply', 'unreplied', 'replied', 'mall'], ['submit', null, 'unreplied', 'cs'],
    ])
  })

  it('counts a resolve on an unreplied ticket as its reply, with the same time and text', async () => {
    const { no } = await agent.createTicket({ body: ticketInput({ type: 'service', level: 'B' }) })
    const resolved = await mall.operateTicket({ params: { no }, body: { operation: 'resolve', version: 1, content: '换两块门板。' } })
    expect(resolved).toMatchObject({ state: 'resolved', replyTimely: true, resolveTimely: true })
    expect(await records(no)).toEqual([
      { operation: 'resolve', origin: 'resolve', content: '换两块门板。', voided: false },
      { operation: 'reply', origin: 'resolve', content: '换两块门板。', voided: false },
      { operation: 'feedback', origin: 'feedback', content: '六块门板里有两块颜色不一样。', voided: false },
    ])
  })
})

describe('a complaint', () => {
  it('is only asked to be closed by the mall; a refused closure voids the resolution and opens a round', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const asked = await mall.operateTicket({ params: { no }, body: { operation: 'close', version: 1, content: '已处理。' } })
    expect(asked).toMatchObject({ state: 'resolved', resolveTimely: true, pendingRequests: [{ kind: 'closure', state: 'pending' }] })
    const refused = await approver.operateTicket({ params: { no }, body: { operation: 'reject_closure', content: '客户说没修好。' } })
    expect(refused).toMatchObject({ state: 'unreplied', resolveTimely: null, resolvedAt: null, replyRound: 2, pendingRequests: [] })
    expect((await records(no)).filter(({ operation }) => operation === 'resolve')).toEqual([{ operation: 'resolve', origin: 'close', content: '已处理。', voided: true }])
    await mall.operateTicket({ params: { no }, body: { operation: 'close', version: refused.version, content: '这次真好了。' } })
    server.clock.advance(HOUR)
    const closed = await dept.operateTicket({ params: { no }, body: { operation: 'approve_closure' } })
    expect(closed).toMatchObject({ state: 'closed', visitAt: '2026-03-04T03:00:00.000Z' })
    expect((await problemOf(approver.operateTicket({ params: { no }, body: { operation: 'approve_closure' } }))).code).toBe('operation_not_allowed')
  })

  it('becomes a second complaint with feedback after its resolve deadline, and its deadline passed is a breach once', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    await mall.operateTicket({ params: { no }, body: { operation: 'resolve', version: 1, content: '方案。' } })
    server.clock.set('2026-03-11T02:00:00.001Z')
    const again = await agent.operateTicket({ params: { no }, body: { operation: 'feedback', version: 2, content: '又来电。', channel: 'phone' } })
    expect(again).toMatchObject({ state: 'unreplied', secondComplaint: true, feedbackCount: 2, resolveTimely: false, replyRound: 2, latestFeedback: '又来电。' })
    const { breaches } = server.database.tables
    const found = (await findRows(breaches, {})).filter(({ kind }) => kind === 'late_resolve' || kind === 'second_complaint').map(({ kind }) => kind)
    expect(found.sort()).toEqual(['late_resolve', 'second_complaint'])
  })
})

describe('a return', () => {
  it('locks the ticket for mall and department; approved, neither sees it any more and its results are gone', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const returned = await mall.operateTicket({ params: { no }, body: { operation: 'return', version: 1, content: '不是我们的客户。', reasonCode: 'wrong_mall' } })
    expect(returned).toMatchObject({ state: 'replied', replyTimely: true, allowedOperations: [], pendingRequests: [{ kind: 'return' }] })
    expect((await dept.getTicket({ params: { no } })).allowedOperations).toEqual([])
    const approved = await approver.operateTicket({ params: { no }, body: { operation: 'approve_return' } })
    expect(approved).toMatchObject({ state: 'pending_submission', returned: true, replyTimely: null, resolveDueAt: null, visitAt: null, assignment: null })
    for (const client of [mall, dept]) expect((await problemOf(client.getTicket({ params: { no } }))).code).toBe('not_found')
    expect((await mall.queryTickets({ body: { tab: 'all', conditions: [{ field: 'no', op: 'eq', value: no }] } })).items).toEqual([])
    server.clock.advance(HOUR)
    const again = await agent.operateTicket({ params: { no }, body: { operation: 'submit', version: approved.version, mallCode: 'M0003' } })
    expect(again).toMatchObject({ state: 'unreplied', returned: false, mall: { code: 'M0003' }, assignment: { submittedAt: '2026-03-04T03:00:00.000Z', marketingLine: 'North' }, replyRound: 2 })
    expect((await (await server.as('M0003/mall')).getTicket({ params: { no } })).no).toBe(no)
  })
})

describe('a visit request', () => {
  const request = (version: number, requestedAt: string) => ({ operation: 'request_visit' as const, version, content: '遗留单到货晚。', visitType: 'extend' as const, requestedAt })

  it('is approved by the system below creation + 40 days and waits for the approver from then on', async () => {
    const early = await agent.createTicket({ body: ticketInput() })
    const auto = await mall.operateTicket({ params: { no: early.no }, body: request(1, '2026-04-13T01:59:59Z') })
    expect(auto).toMatchObject({ visitAt: '2026-04-13T01:59:59.000Z', pendingRequests: [] })
    const late = await agent.createTicket({ body: ticketInput() })
    const waiting = await mall.operateTicket({ params: { no: late.no }, body: request(1, '2026-04-13T02:00:00Z') })
    expect(waiting).toMatchObject({ visitAt: '2026-03-11T02:00:00.000Z', pendingRequests: [{ kind: 'visit', requestedVisitAt: '2026-04-13T02:00:00.000Z' }] })
    const changed = await approver.operateTicket({ params: { no: late.no }, body: { operation: 'approve_visit', visitAt: '2026-04-20T02:00:00Z' } })
    expect(changed).toMatchObject({ visitAt: '2026-04-20T02:00:00.000Z', pendingRequests: [] })
  })

  it('refuses a date in the past, the present date and a type that does not fit', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const errorsOf = async (body: ReturnType<typeof request> & { visitType: 'advance' | 'extend' }) => (await problemOf(mall.operateTicket({ params: { no }, body }))).errors
    expect(await errorsOf(request(1, '2026-03-01T00:00:00Z'))).toEqual({ requestedAt: ['in_past'] })
    expect(await errorsOf(request(1, '2026-03-11T02:00:00Z'))).toEqual({ requestedAt: ['same_as_present'] })
    expect(await errorsOf({ ...request(1, '2026-03-20T02:00:00Z'), visitType: 'advance' } as never)).toEqual({ visitType: ['type_mismatch'] })
  })
})

describe('the operation log', () => {
  it('is a chain of hashes that ends at the ticket', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    await mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: '好。' } })
    const [ticket] = await findRows(server.database.tables.tickets, { no })
    const entries = await findRows(server.database.tables.operationLog, { ticketId: ticket!.id }, { order: [['sequence', 'ASC']] })
    let previous = ''
    for (const { id: _id, hash, ...entry } of entries) {
      expect(entry.previousHash).toBe(previous)
      expect(hashEntry(entry)).toBe(hash)
      previous = hash
    }
    expect(ticket!.logHash).toBe(previous)
    expect(ticket!.logSequence).toBe(2)
  })
})
