import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Approval } from '#shared/contract/approval.ts'
import type { Client } from '#shared/contract/client.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import { recount } from '#server/counts/recount.ts'
import { statementsOf } from '../../support/statements.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { askOnNewTicket, type Asked } from '../../support/requests.ts'
import { ticketInput } from '../../support/tickets.ts'

const START = '2026-03-04T02:00:00Z'
const MINUTE = 60_000

let server: TestServer
let agent: Client
let approver: Client
let mall: Client
let dept: Client

beforeEach(async () => {
  server = await startTestServer({ now: START })
  agent = await server.as('HQ/agent')
  approver = await server.as('HQ/approver')
  mall = await server.as('M0001/mall')
  dept = await server.as('DEPT-S/dept')
})
afterEach(() => server.stop())

/** A minute after the last one. */
const ask = (kind: RequestKind, asker = mall, more: { mallCode?: string; content?: string } = {}): Promise<Asked> => {
  server.clock.advance(MINUTE)
  return askOnNewTicket(agent, asker, kind, { now: server.clock.now(), ...more })
}
const decide = async (client: Client, id: string, decision: 'approve' | 'reject' = 'approve', comment: string | null = decision === 'reject' ? '不同意。' : null) => {
  server.clock.advance(MINUTE)
  const { results } = await client.decideApprovals({ body: { decisions: [{ id, decision, comment }] } })
  expect(results).toMatchObject([{ id, outcome: 'decided' }])
}
const idsOf = async (client: Client, query = {}): Promise<string[]> => (await client.listApprovals({ query })).items.map(({ id }) => id)
const findOf = async (client: Client, id: string): Promise<Approval | undefined> => (await client.listApprovals({ query: {} })).items.find((item) => item.id === id)

describe('the list of requests', () => {
  it('holds pending ones first, oldest first, then decided ones, newest first', async () => {
    const [first, second, third, fourth] = [await ask('return'), await ask('closure'), await ask('visit'), await ask('return')]
    await decide(approver, third.id)
    await decide(approver, first.id, 'reject')
    expect(await idsOf(approver)).toEqual([second.id, fourth.id, first.id, third.id])
    expect(await idsOf(approver, { kind: 'return,visit' })).toEqual([fourth.id, first.id, third.id])
    expect(await idsOf(approver, { state: 'approved,rejected' })).toEqual([first.id, third.id])
    expect(await idsOf(approver, { kind: 'return', state: 'pending' })).toEqual([fourth.id])
    expect(await approver.listApprovals({ query: { limit: 2 } })).toMatchObject({ total: 4, totalIsExact: true })
  })

  it('goes on behind its cursor without leaving out or repeating one, whatever is asked and decided in between', async () => {
    const asked = [await ask('return'), await ask('return'), await ask('return'), await ask('return'), await ask('return')]
    await decide(approver, asked[4]!.id)
    const pages: string[][] = []
    let cursor: string | undefined
    const between = [
      async () => { await decide(approver, asked[0]!.id); await decide(approver, asked[2]!.id) },
      async () => { asked.push(await ask('return')) },
    ]
    do {
      const page = await approver.listApprovals({ query: { limit: 2, ...(cursor ? { cursor } : {}) } })
      pages.push(page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
      server.clock.advance(1)
      await between.shift()?.()
    } while (cursor)
    expect(pages).toEqual([[asked[0]!.id, asked[1]!.id], [asked[2]!.id, asked[3]!.id], [asked[5]!.id, asked[4]!.id]])
  })

  it('refuses what is no cursor', async () => {
    for (const cursor of ['x', Buffer.from('{"id":"1 OR 1=1"}').toString('base64url')]) {
      expect(await problemOf(approver.listApprovals({ query: { cursor } }))).toMatchObject({ status: 422, errors: { cursor: ['invalid_value'] } })
    }
  })

  it('refuses kinds and states that there are not', async () => {
    expect(await problemOf(approver.listApprovals({ query: { kind: 'return,everything' } }))).toMatchObject({ status: 422 })
  })

  it('asks the database no more often for many than for few', async () => {
    const countOnce = async (): Promise<number> => {
      const statements = await statementsOf(server.database, () => approver.listApprovals({ query: { limit: 100 } }))
      return statements.filter((sql) => /requests|`tickets`/.test(sql)).length
    }
    await decide(approver, (await ask('return')).id, 'reject')
    await ask('return')
    const few = await countOnce()
    expect(few).toBeGreaterThan(3)
    for (let index = 0; index < 5; index++) await ask('return')
    expect(await countOnce()).toBe(few)
  })
})

describe('a request in the list', () => {
  it('shows what was asked, the ticket and what an approver may do', async () => {
    const asked = await ask('visit', mall, { content: '遗留单到货晚。' })
    expect(await findOf(approver, asked.id)).toMatchObject({
      kind: 'visit', state: 'pending', ticketNo: asked.no, mall: { code: 'M0001' }, requestedBy: '用户 mall', content: '遗留单到货晚。', visitType: 'extend',
      requestedVisitAt: new Date(server.clock.now().getTime() + 41 * 24 * 3_600_000).toISOString(), previousVisitAt: '2026-03-11T02:01:00.000Z',
      ticket: { type: 'complaint', level: '2', state: 'unreplied', customerName: '沈若兰' }, decidedAt: null, decidedBy: null, decidedFor: null, comment: null, mayDecide: true,
    })
    await decide(approver, asked.id, 'reject', '太晚了。')
    expect(await findOf(mall, asked.id)).toMatchObject({ state: 'rejected', decidedBy: '用户 approver', comment: '太晚了。', mayDecide: false })
  })

  it('may be decided by approvers, closures by the department too, and never by who only looks', async () => {
    const [visit, closure] = [await ask('visit'), await ask('closure')]
    const may = async (account: string) => {
      const client = await server.as(account)
      return [(await findOf(client, visit.id))?.mayDecide, (await findOf(client, closure.id))?.mayDecide]
    }
    expect(await may('HQ/approver')).toEqual([true, true])
    expect(await may('DEPT-S/dept')).toEqual([false, true])
    for (const account of ['HQ/agent', 'HQ/admin', 'HQ/surveyor', 'M0001/mall']) expect(await may(account)).toEqual([false, false])
  })
})

describe('who sees which requests', () => {
  it('call center and administrators all, a department those of its malls, a mall its own', async () => {
    const [mine, other, north] = [await ask('return'), await ask('return', await server.as('M0002/mall'), { mallCode: 'M0002' }), await ask('return', await server.as('M0003/mall'), { mallCode: 'M0003' })]
    for (const account of ['HQ/approver', 'HQ/agent', 'HQ/admin']) expect(await idsOf(await server.as(account))).toEqual([mine.id, other.id, north.id])
    expect(await idsOf(dept)).toEqual([mine.id, other.id])
    expect(await idsOf(await server.as('DEPT-N/dept'))).toEqual([north.id])
    expect(await idsOf(mall)).toEqual([mine.id])
    expect(await idsOf(await server.as('M0002/mall'))).toEqual([other.id])
  })

  it('not an assisting party and not a user without the ticket module', async () => {
    for (const account of ['LINE-1/line', 'M0001/sales']) expect(await problemOf((await server.as(account)).listApprovals({ query: {} }))).toMatchObject({ status: 403, code: 'forbidden' })
  })

  it('head-office handling: the department that it goes through', async () => {
    const { no } = await agent.createTicket({ body: ticketInput({ mallCode: null, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-N' } }) })
    const north = await server.as('DEPT-N/dept')
    const asked = await north.operateTicket({ params: { no }, body: { operation: 'return', version: 1, content: '不归我们。', reasonCode: 'other' } })
    expect(await idsOf(north)).toEqual([asked.pendingRequests[0]!.id])
    expect((await findOf(approver, asked.pendingRequests[0]!.id))?.mall).toBeNull()
    expect(await idsOf(dept)).toEqual([])
  })

  it('who asked keeps number, outcome and comment after an approved return; nobody else keeps anything', async () => {
    const asked = await ask('return', mall, { content: '客户 13900002671 不是我们的。' })
    await decide(approver, asked.id, 'approve', '同意，转给别家。')
    const kept = {
      id: asked.id, kind: 'return', state: 'approved', ticketNo: asked.no, ticket: null, mall: null, requestedBy: '用户 mall', reasonCode: null, content: null,
      visitType: null, requestedVisitAt: null, previousVisitAt: null, decidedBy: '用户 approver', decidedFor: null, comment: '同意，转给别家。', decidedVisitAt: null, mayDecide: false,
    }
    expect(await findOf(mall, asked.id)).toEqual({ ...kept, requestedAt: expect.any(String), decidedAt: expect.any(String) })
    expect(await findOf(await server.as('M0001/mall2'), asked.id)).toMatchObject(kept)
    expect(await findOf(dept, asked.id)).toBeUndefined()
    expect(await findOf(await server.as('M0002/mall'), asked.id)).toBeUndefined()
    expect(await findOf(approver, asked.id)).toMatchObject({ content: '客户 13900002671 不是我们的。', ticket: { state: 'pending_submission' }, mall: { code: 'M0001' } })
  })

  it('a request that a server of the version before wrote is in its lists after a recount, as far as the ticket is seen', async () => {
    const [kept, gone] = [await ask('visit'), await ask('return')]
    await decide(approver, gone.id)
    await server.database.sequelize.query('UPDATE requests SET seen_by_mall_id = NULL, seen_by_department_id = NULL')
    expect(await idsOf(dept)).toEqual([])
    await recount(server.database, 'Asia/Shanghai')
    expect(await idsOf(dept)).toEqual([kept.id])
  })

  it('the next mall of a returned ticket does not learn what the first one asked', async () => {
    const asked = await ask('return')
    await decide(approver, asked.id)
    const { version } = await agent.getTicket({ params: { no: asked.no } })
    await agent.operateTicket({ params: { no: asked.no }, body: { operation: 'submit', version, mallCode: 'M0003' } })
    expect(await idsOf(await server.as('M0003/mall'))).toEqual([])
    expect(await idsOf(await server.as('DEPT-N/dept'))).toEqual([])
    expect(await findOf(mall, asked.id)).toMatchObject({ ticket: null, content: null })
  })
})

describe('the counts of the request tabs', () => {
  it('count what is pending, as far as the user sees it', async () => {
    const countsOf = async (client: Client) => {
      const { counts } = await client.countTickets()
      return [counts['return_requests'], counts['visit_requests'], counts['closure_requests']]
    }
    const first = await ask('return')
    await ask('return', await server.as('M0003/mall'), { mallCode: 'M0003' })
    await ask('closure')
    expect(await countsOf(approver)).toEqual([2, 0, 1])
    expect(await countsOf(mall)).toEqual([1, 0, 1])
    expect(await countsOf(await server.as('DEPT-N/dept'))).toEqual([1, 0, 0])
    expect(await countsOf(await server.as('LINE-1/line'))).toEqual([undefined, undefined, undefined])
    await decide(approver, first.id)
    expect(await countsOf(approver)).toEqual([1, 0, 1])
    expect(await countsOf(mall)).toEqual([0, 0, 1])
  })
})
