import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { MOST_SAVED_QUERIES, type SavedQueryBody } from '#shared/contract/savedQuery.ts'
import { findRows, insertRow, insertRows, updateRows } from '#server/database/database.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client
let agent2: Client
let mall: Client
beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
  agent2 = await server.as('HQ/agent2')
  mall = await server.as('M0001/mall')
})
afterAll(() => server.stop())

const QUERY: SavedQueryBody['query'] = {
  match: 'any', conditions: [{ field: 'assignment.marketingLine', op: 'in', value: ['South'] }, { field: 'customer.name', op: 'contains', value: '林' }], sort: { field: 'replyDueAt', direction: 'asc' },
}
const body = (name: string, more: Partial<SavedQueryBody> = {}): SavedQueryBody => ({ name, list: 'unreplied', shared: false, query: QUERY, ...more })
const namesOf = async (client: Client): Promise<string[]> => (await client.listSavedQueries({ query: {} })).items.map(({ name }) => name)
const tables = () => server.database.tables

describe('saved queries', () => {
  it('come back whole, with match, conditions and order, to their owner on any machine and to nobody else', async () => {
    const saved = await agent.createSavedQuery({ body: body('  南区逾期 ') })
    expect(saved).toMatchObject({ name: '南区逾期', list: 'unreplied', shared: false, own: true, owner: '用户 agent', query: QUERY })
    expect((await (await server.as('HQ/agent')).listSavedQueries({ query: { list: 'unreplied' } })).items).toContainEqual(saved)
    expect(await namesOf(agent2)).not.toContain('南区逾期')
    expect((await agent.listSavedQueries({ query: { list: 'replied' } })).items).toEqual([])
  })

  it('once shared are found by colleagues, who cannot change them, and by no other organisation', async () => {
    const { id } = await agent.createSavedQuery({ body: body('大家的', { shared: true }) })
    const seen = (await agent2.listSavedQueries({ query: {} })).items.find((one) => one.id === id)
    expect(seen).toMatchObject({ own: false, owner: '用户 agent', query: QUERY })
    expect(await namesOf(mall)).not.toContain('大家的')
    await expect(agent2.changeSavedQuery({ params: { id }, body: body('我的了') })).rejects.toMatchObject({ problem: { code: 'forbidden' } })
    await expect(agent2.deleteSavedQuery({ params: { id } })).rejects.toMatchObject({ problem: { code: 'forbidden' } })
    await expect(mall.deleteSavedQuery({ params: { id } })).rejects.toMatchObject({ problem: { code: 'not_found' } })
    await agent.changeSavedQuery({ params: { id }, body: body('大家的') })
    expect(await namesOf(agent2)).not.toContain('大家的')
  })

  it('of one’s own come before shared ones, each by name', async () => {
    await agent2.createSavedQuery({ body: body('B 共享', { shared: true, list: 'closed' }) })
    await agent.createSavedQuery({ body: body('Z', { list: 'closed' }) })
    await agent.createSavedQuery({ body: body('C', { list: 'closed' }) })
    expect((await agent.listSavedQueries({ query: { list: 'closed' } })).items.map(({ name }) => name)).toEqual(['C', 'Z', 'B 共享'])
  })

  it('show whoever applies them no more than his own list holds', async () => {
    const far = await agent.createTicket({ body: ticketInput({ mallCode: 'M0003' }) })
    const near = await agent.createTicket({ body: ticketInput({ mallCode: 'M0001' }) })
    await mall.createSavedQuery({ body: body('全部', { shared: true, query: { match: 'any', conditions: [{ field: 'no', op: 'in', value: [far.no, near.no] }] } }) })
    const colleague = await server.as('M0001/mall2')
    const { query } = (await colleague.listSavedQueries({ query: {} })).items.find(({ name }) => name === '全部')!
    const { items } = await colleague.queryTickets({ body: { tab: 'all', ...query! } })
    expect(items.map(({ no }) => no)).toEqual([near.no])
  })

  it('are renamed and overwritten by their owner, and gone when he takes them away', async () => {
    const { id, createdAt } = await agent.createSavedQuery({ body: body('旧名') })
    const changed = await agent.changeSavedQuery({ params: { id }, body: body('新名', { query: { match: 'all', conditions: [] } }) })
    expect(changed).toMatchObject({ id, name: '新名', createdAt, query: { match: 'all', conditions: [] } })
    expect(changed.query).not.toHaveProperty('sort')
    await agent.deleteSavedQuery({ params: { id } })
    expect(await namesOf(agent)).not.toContain('新名')
    await expect(agent.deleteSavedQuery({ params: { id } })).rejects.toMatchObject({ problem: { code: 'not_found' } })
    await expect(agent.changeSavedQuery({ params: { id }, body: body('新名') })).rejects.toMatchObject({ problem: { code: 'not_found' } })
  })

  it('have one name each in a list of a person, also when two machines save at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => agent.createSavedQuery({ body: body('同名') })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of results) if (one.status === 'rejected') expect(one.reason).toMatchObject({ problem: { code: 'validation_failed', errors: { name: ['taken'] } } })
    const other = await agent.createSavedQuery({ body: body('另一个') })
    await expect(agent.changeSavedQuery({ params: { id: other.id }, body: body('同名') })).rejects.toMatchObject({ problem: { code: 'validation_failed' } })
    await agent.createSavedQuery({ body: body('同名', { list: 'replied' }) })
    await agent2.createSavedQuery({ body: body('同名') })
    await agent.changeSavedQuery({ params: { id: other.id }, body: body('另一个', { shared: true }) })
  })

  it.each([['10,000 characters', '长'.repeat(10_000)], ['nothing that can be seen', '\u200b\u200d\u2060'], ['what turns its neighbours round', 'a\u202egnp'], ['an isolate', '\u2066a'], ['a line separator', 'a\u2028b'], ['an escape', 'a\u001b[31m']])(
    'are refused under a name of %s', async (_what, name) => {
      await expect(agent.createSavedQuery({ body: body(name) })).rejects.toMatchObject({ status: 422, problem: { code: 'validation_failed', errors: { name: [expect.any(String)] } } })
    })

  it.each(['../../etc/passwd', '=1+1', '<b onclick=x>', '👨‍👩‍👧 家', "'; DROP TABLE saved_queries; --", '__proto__', '%s{name}'])('take the name %j as what it is', async (name) => {
    const { id } = await agent.createSavedQuery({ body: body(name) })
    expect((await agent.listSavedQueries({ query: {} })).items.find((one) => one.id === id)?.name).toBe(name)
    await agent.deleteSavedQuery({ params: { id } })
  })

  it('take conditions up to 10,000 characters and more, and give them back to the sign', async () => {
    const conditions = Array.from({ length: 23 }, (_, at) => ({ field: 'customer.name' as const, op: 'contains' as const, value: `${at}${'😀'.repeat(240)}` }))
    const { id, query } = await agent.createSavedQuery({ body: body('长的', { query: { match: 'any', conditions } }) })
    expect(query).toEqual({ match: 'any', conditions })
    await agent.deleteSavedQuery({ params: { id } })
  })

  it('of a list that somebody has not are neither saved by him, nor shown to him, nor in the way of his own', async () => {
    await expect(mall.createSavedQuery({ body: body('越权', { list: 'pending' }) })).rejects.toMatchObject({ problem: { code: 'forbidden' } })
    const own = await mall.createSavedQuery({ body: body('自己的') })
    await expect(mall.changeSavedQuery({ params: { id: own.id }, body: body('自己的', { list: 'pending' }) })).rejects.toMatchObject({ problem: { code: 'forbidden' } })
    // Of before, when they belonged to the call center.
    const users = await findRows(tables().users, { organisationId: server.world.M0001 })
    const of = (account: string): number => users.find((user) => user.account === account)!.id
    await insertRows(tables().savedQueries, [of('mall'), of('mall2')].flatMap((userId) => Array.from({ length: MOST_SAVED_QUERIES }, (_, at) => ({
      userId, organisationId: server.world.M0001, name: `从前 ${at}`, list: 'pending', shared: true, query: QUERY, createdAt: server.clock.now(),
    }))), null)
    expect((await namesOf(mall)).filter((name) => name.startsWith('从前'))).toEqual([])
    await expect(mall.listSavedQueries({ query: { list: 'pending' } })).rejects.toMatchObject({ problem: { code: 'forbidden' } })
    await mall.createSavedQuery({ body: body('还能保存') })
  })

  it('that their owner deletes while a colleague looks at them are gone at the next look, and nobody else can bring them back', async () => {
    const { id } = await agent.createSavedQuery({ body: body('看着的', { shared: true }) })
    const { query } = (await agent2.listSavedQueries({ query: {} })).items.find((one) => one.id === id)!
    await agent.deleteSavedQuery({ params: { id } })
    // What he has on his screen is what is asked, and asks on.
    expect((await agent2.queryTickets({ body: { tab: 'unreplied', ...query! } })).items).toBeInstanceOf(Array)
    expect(await namesOf(agent2)).not.toContain('看着的')
    for (const work of [() => agent2.changeSavedQuery({ params: { id }, body: body('看着的') }), () => agent2.deleteSavedQuery({ params: { id } })]) await expect(work()).rejects.toMatchObject({ problem: { code: 'not_found' } })
  })

  it('are made once for one key', async () => {
    const idempotencyKey = randomUUID()
    const first = await agent.createSavedQuery({ body: body('一次') }, { idempotencyKey })
    expect(await agent.createSavedQuery({ body: body('一次') }, { idempotencyKey })).toEqual(first)
    expect((await namesOf(agent)).filter((name) => name === '一次')).toHaveLength(1)
  })

  it('are checked like a query, bounded in name, size and number', async () => {
    const refused = [
      body(''), body('长'.repeat(61)), body('换\n行'), body('列', { list: 'secret' as 'all' }), body('页', { query: { ...QUERY, cursor: 'x' } as typeof QUERY }),
      body('字段', { query: { match: 'all', conditions: [{ field: 'passwordHash' as 'no', op: 'eq', value: '1' }] } }),
      body('比较', { query: { match: 'all', conditions: [{ field: 'state', op: 'contains', value: 'open' }] } }),
      body('值', { query: { match: 'all', conditions: [{ field: 'replyDueAt', op: 'between', value: ['2026-01-01T00:00:00Z'] }] } }),
      body('序', { query: { match: 'all', conditions: [], sort: { field: 'customer.name' as 'no', direction: 'asc' } } }),
      body('大', { query: { match: 'any', conditions: Array.from({ length: 30 }, () => ({ field: 'latestFeedback' as const, op: 'in' as const, value: Array.from({ length: 3 }, () => '长'.repeat(400)) })) } }),
    ]
    for (const one of refused) await expect(agent.createSavedQuery({ body: one }), one.name).rejects.toMatchObject({ status: 422 })
    const surveyor = await server.as('HQ/surveyor')
    const [owner] = await findRows(tables().users, { account: 'surveyor' })
    await insertRows(tables().savedQueries, Array.from({ length: MOST_SAVED_QUERIES - 1 }, (_, at) => ({
      userId: owner!.id, organisationId: owner!.organisationId, name: `第 ${at}`, list: 'all', shared: false, query: QUERY, createdAt: server.clock.now(),
    })), null)
    const last = await surveyor.createSavedQuery({ body: body('最后一个') })
    await expect(surveyor.createSavedQuery({ body: body('再多一个') })).rejects.toMatchObject({ problem: { errors: { name: ['too_many'] } } })
    await surveyor.changeSavedQuery({ params: { id: last.id }, body: body('改名') })
  })

  it('that another version saved and that fit no more are shown without their conditions', async () => {
    const { id } = await agent.createSavedQuery({ body: body('旧版本') })
    await updateRows(tables().savedQueries, { query: { match: 'all', conditions: [{ field: 'gone', op: 'eq', value: 1 }] } }, { id: Number(id) }, null)
    expect((await agent.listSavedQueries({ query: {} })).items.find((one) => one.id === id)).toMatchObject({ name: '旧版本', query: null })
    await tables().savedQueries.model.update({ query: '{"match":' } as never, { where: { id: Number(id) } })
    expect((await agent.listSavedQueries({ query: {} })).items.find((one) => one.id === id)).toMatchObject({ query: null })
  })

  it('of a list that there is no more, or of a colleague who left, are not shown', async () => {
    const [user] = await findRows(tables().users, { account: 'agent2' })
    await insertRow(tables().savedQueries, { userId: user!.id, organisationId: user!.organisationId, name: '没有的列表', list: 'gone', shared: true, query: QUERY, createdAt: server.clock.now() }, null)
    expect(await namesOf(agent2)).not.toContain('没有的列表')
    await agent2.createSavedQuery({ body: body('离开的人', { shared: true }) })
    expect(await namesOf(agent)).toContain('离开的人')
    await updateRows(tables().users, { active: false }, { id: user!.id }, null)
    expect(await namesOf(agent)).not.toContain('离开的人')
    await updateRows(tables().users, { active: true }, { id: user!.id }, null)
  })
})
