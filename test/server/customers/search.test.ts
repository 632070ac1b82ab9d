import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { insertRow } from '#server/database/database.ts'
import { makeCustomer } from '#test/support/factories.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
let agent: Client
beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
  const { database, world } = server
  await makeCustomer(database, {
    name: '王芳', phones: ['13900002671', '075588886666'], mallId: world.M0001, city: '深圳市', address: '深南大道100%号',
    contracts: [{ number: 'HT-2026-0001', amount: 12345.6, orderNo: 'O-1', mallId: world.M0001, brand: '品牌', category: '衣柜', installedOn: '2026-02-01' }],
  })
  await makeCustomer(database, { name: '王芳芳', phones: ['88886666'] })
  await makeCustomer(database, { name: '李雷', phones: ['01088886666'], address: '深南大道1001号' })
})
afterAll(() => server.stop())

const namesBy = async (query: { phone: string } | { q: string }): Promise<string[]> => (await agent.searchCustomers({ query })).items.map(({ name }) => name)

describe('customers by phone', () => {
  test.each([
    '13900002671', '+86 139-0000-2671', '+8613900002671', '0086 139 0000 2671', '86 13900002671', '013900002671', '139 0000 2671', '(139) 0000-2671', '１３９００００２６７１',
    'tel:+86-139-0000-2671', '13900002671转801', '13900002671,801', '13900002671 ext. 8',
  ])('a mobile number written %s finds its customer alone', async (phone) => expect(await namesBy({ phone })).toEqual(['王芳']))

  test.each(['0755-88886666', '(0755) 8888 6666', '+86 755 8888 6666', '+86-0755-88886666', '075588886666', '0755-88886666-801', '0755 88886666转8'])(
    'a landline written %s finds it with and without area code, and not that of another city', async (phone) => {
      expect((await namesBy({ phone })).sort()).toEqual(['王芳', '王芳芳'])
    })

  test('a landline without area code finds those of all cities', async () => {
    expect((await namesBy({ phone: '8888-6666' })).sort()).toEqual(['李雷', '王芳', '王芳芳'].sort())
  })

  test('four digits from the end are enough, three are not; digits from the front find nothing', async () => {
    expect(await namesBy({ phone: '2671' })).toEqual(['王芳'])
    expect(await namesBy({ phone: '671' })).toEqual([])
    expect(await namesBy({ phone: '1390000' })).toEqual([])
  })

  test('signs of patterns are no patterns', async () => {
    for (const phone of ['%%%%', '____', "' OR 1=1 --", 'anonymous']) expect(await namesBy({ phone })).toEqual([])
  })
})

describe('customers by text', () => {
  test('by the beginning of the name, of a contract number and of the address', async () => {
    expect((await namesBy({ q: '王芳' })).sort()).toEqual(['王芳', '王芳芳'])
    expect(await namesBy({ q: 'HT-2026' })).toEqual(['王芳'])
    expect((await namesBy({ q: '深南大道' })).sort()).toEqual(['李雷', '王芳'])
    expect(await namesBy({ q: '深南大道100%' })).toEqual(['王芳'])
    expect(await namesBy({ q: '%' })).toEqual([])
  })

  test('at most twenty', async () => {
    for (let index = 0; index < 25; index++) await makeCustomer(server.database, { name: `重名${index}`, phones: [`1380000${String(index).padStart(4, '0')}`] })
    expect(await namesBy({ q: '重名' })).toHaveLength(20)
  })
})

describe('a card', () => {
  test('has phones, contracts with their mall, and open tickets; closed ones are not there', async () => {
    const [card] = (await agent.searchCustomers({ query: { phone: '13900002671' } })).items
    expect(card).toMatchObject({
      phones: ['13900002671', '075588886666'], mallCode: 'M0001', version: 1, openTickets: [],
      contracts: [{ number: 'HT-2026-0001', amount: 12345.6, orderNo: 'O-1', mallCode: 'M0001', brand: '品牌', category: '衣柜', installedOn: '2026-02-01' }],
    })
    for (const [no, state, minute] of [['2603000001', 'unreplied', 1], ['2603000002', 'closed', 2], ['2603000003', 'pending_submission', 3], ['2603000004', 'cancelled', 4]] as const) {
      const at = new Date(Date.UTC(2026, 2, 4, 2, minute))
      await insertRow(server.database.tables.tickets, {
        no, type: 'complaint', level: '1', state, live: state === 'unreplied', version: 3, source: 'web', createdAt: at, createdByName: 'x', updatedAt: at,
        customerId: Number(card!.id), customerName: '王芳', customerType: 'individual', phones: ['13900002671'], feedbackCount: 1, latestFeedback: '门坏了', lastEventAt: at,
      }, null)
    }
    expect((await agent.getCustomer({ params: { id: card!.id } })).openTickets).toEqual([
      { no: '2603000003', type: 'complaint', level: '1', state: 'pending_submission', version: 3, content: '门坏了', replyDueAt: null, resolveDueAt: null, replyOpen: false },
      { no: '2603000001', type: 'complaint', level: '1', state: 'unreplied', version: 3, content: '门坏了', replyDueAt: null, resolveDueAt: null, replyOpen: false },
    ])
  })

  test('costs the same number of statements for one customer as for twenty', async () => {
    const count = async (q: string): Promise<number> => {
      let statements = 0
      const { options } = server.database.sequelize as unknown as { options: { logging: false | (() => void) } }
      options.logging = () => { statements++ }
      await agent.searchCustomers({ query: { q } })
      options.logging = false
      return statements
    }
    await count('重名')
    expect(await count('重名')).toBe(await count('李雷'))
  })
})

describe('changing a customer', () => {
  test('normalises numbers, moves the version and refuses a stale one with the customer as he is', async () => {
    const made = await agent.createCustomer({ body: { name: '赵', phones: ['+86 137-1111-2222', '13711112222', '0755 8321 0000'], type: 'company', city: '', mallCode: 'M0003' } })
    expect(made).toMatchObject({ phones: ['13711112222', '075583210000'], city: null, mallCode: 'M0003', version: 1 })
    const params = { id: made.id }
    const changed = await agent.patchCustomer({ params, body: { version: 1, address: '新路1号', phones: ['13711112223'], mallCode: null } })
    expect(changed).toMatchObject({ name: '赵', address: '新路1号', phones: ['13711112223'], mallCode: null, version: 2 })
    const stale = await problemOf(agent.patchCustomer({ params, body: { version: 1, name: '钱' } }))
    expect(stale).toMatchObject({ status: 409, code: 'stale_version', current: changed })
    expect(await namesBy({ phone: '13711112222' })).toEqual([])
  })

  test('of twenty changes of one version at the same moment one wins', async () => {
    const { id } = await agent.createCustomer({ body: { name: '并发', phones: ['13711110000'], type: 'individual' } })
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => agent.patchCustomer({ params: { id }, body: { version: 1, name: `并发${index}` } })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await agent.getCustomer({ params: { id } })).version).toBe(2)
  })

  test('404 comes before 422, 422 before a stale version, a stale version before 403', async () => {
    const admin = await server.as('HQ/admin')
    const { id } = await agent.createCustomer({ body: { name: '顺序', phones: ['13711110001'], type: 'individual' } })
    expect((await problemOf(agent.patchCustomer({ params: { id: '999999' }, body: { version: -1 } }))).status).toBe(404)
    expect((await problemOf(admin.patchCustomer({ params: { id }, body: { version: 9, name: '' } }))).status).toBe(422)
    expect((await problemOf(admin.patchCustomer({ params: { id }, body: { version: 9, name: '新' } }))).status).toBe(409)
    expect((await problemOf(admin.patchCustomer({ params: { id }, body: { version: 1, name: '新' } }))).status).toBe(403)
  })

  test('is for the call center; departments, malls and assistants may not even read', async () => {
    const admin = await server.as('HQ/admin')
    await expect(admin.searchCustomers({ query: { q: '王' } })).resolves.toBeDefined()
    expect((await problemOf(admin.createCustomer({ body: { name: '赵', phones: ['13711112222'], type: 'company' } }))).status).toBe(403)
    for (const account of ['DEPT-S/dept', 'M0001/mall', 'LINE-1/line']) {
      const client = await server.as(account)
      for (const call of [() => client.searchCustomers({ query: { q: '王' } }), () => client.getCustomer({ params: { id: '1' } }), () => client.patchCustomer({ params: { id: '1' }, body: { version: 1 } }), () => client.createCustomer({ body: { name: '赵', phones: ['13711112222'], type: 'company' } })]) {
        expect((await problemOf(call())).code).toBe('forbidden')
      }
    }
  })
})
