import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertRows } from '#server/database/database.ts'
import { makeCustomer, makeOrganisation } from '#test/support/factories.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  const { database, world } = server
  await insertRows(database.tables.causes, [{ code: 'old', name: '停用', position: 0, active: false }], null)
  await insertRows(database.tables.catalogueEntries, [
    { kind: 'brand', major: '品牌乙', middle: '', minor: '', position: 2 }, { kind: 'brand', major: '品牌甲', middle: '', minor: '', position: 1 },
    { kind: 'category', major: '衣柜', middle: '', minor: '', position: 1 }, { kind: 'sales_channel', major: '零售', middle: '商场', minor: '门店', position: 1 },
  ], null)
  await makeOrganisation(database, 'mall', 'M0009', { status: 'runaway', departmentId: world['DEPT-N'], province: '广东省', city: '广州市', district: '天河区' })
  await makeCustomer(database, { name: '王', phones: ['13900002671'], contracts: [{ number: 'HT-3', mallId: world.M0003 }, { number: 'HT-9', mallId: await idOf('M0009') }, { number: 'HT-0' }] })
})
afterAll(() => server.stop())

const idOf = async (code: string): Promise<number> => (await server.services.directory.byCode(code))!.id
const codes = async (account: string, query: { kind: 'mall' | 'line' | 'department' | 'hq'; q?: string }) => (await (await server.as(account)).listOrganisations({ query })).items.map(({ code }) => code)

describe('what forms choose from', () => {
  test('active causes and reasons in their order, each with other at the end', async () => {
    const mall = await server.as('M0001/mall')
    expect((await mall.listCauses()).items).toEqual([{ code: 'quality', name: '质量' }, { code: 'other', name: '其他' }])
    expect((await mall.listReasons({ query: { operation: 'return' } })).items.map(({ code }) => code)).toEqual(['wrong_mall', 'other'])
    expect((await problemOf(mall.listReasons({ query: { operation: 'reply' as 'return' } }))).errors).toEqual({ operation: ['invalid_value'] })
  })

  test('brands, categories and channels', async () => {
    expect(await (await server.as('HQ/agent')).getCatalogue()).toEqual({ brands: ['品牌甲', '品牌乙'], categories: ['衣柜'], salesChannels: [{ major: '零售', middle: '商场', minor: '门店' }] })
  })

  test('organisations by code or name', async () => {
    expect(await codes('HQ/agent', { kind: 'mall' })).toEqual(['M0001', 'M0002', 'M0003', 'M0009'])
    expect(await codes('HQ/agent', { kind: 'mall', q: 'M0002' })).toEqual(['M0002'])
    expect(await codes('HQ/agent', { kind: 'mall', q: '名称' })).toHaveLength(4)
    expect(await codes('HQ/agent', { kind: 'mall', q: '%' })).toEqual([])
  })

  test('a department lists its own malls, a mall and an assistant only lines', async () => {
    expect(await codes('DEPT-S/dept', { kind: 'mall' })).toEqual(['M0001', 'M0002'])
    expect(await codes('DEPT-S/dept', { kind: 'line' })).toEqual(['LINE-1'])
    expect(await codes('M0001/mall', { kind: 'line' })).toEqual(['LINE-1'])
    for (const [account, kind] of [['M0001/mall', 'mall'], ['M0001/mall', 'department'], ['LINE-1/line', 'mall'], ['DEPT-S/dept', 'hq']] as const) {
      expect((await problemOf(codes(account, { kind }))).code).toBe('forbidden')
    }
  })
})

describe('the proposal of a mall', () => {
  const propose = async (query: object) => (await server.as('HQ/agent')).proposeMall({ query })

  test('follows contract, district, city', async () => {
    expect(await propose({ contractNo: 'HT-3', city: '广州市' })).toEqual({ mallCode: 'M0003', headOffice: null, basis: 'contract' })
    expect(await propose({ contractNo: 'HT-0', province: '广东省', city: '深圳市', district: '福田区' })).toEqual({ mallCode: 'M0002', headOffice: null, basis: 'region' })
    expect(await propose({ contractNo: 'unknown', city: '深圳市', district: '宝安区' })).toMatchObject({ mallCode: 'M0001', basis: 'region' })
  })

  test('is head office for a mall that is gone and for a place without one', async () => {
    const runaway = { reason: 'runaway_mall', departmentCode: 'DEPT-N' }
    expect(await propose({ contractNo: 'HT-9' })).toEqual({ mallCode: null, headOffice: runaway, basis: 'contract' })
    expect(await propose({ city: '广州市', district: '天河区' })).toEqual({ mallCode: null, headOffice: runaway, basis: 'region' })
    expect(await propose({ province: '湖南省', city: '深圳市' })).toMatchObject({ headOffice: { reason: 'no_mall' }, basis: 'none' })
    expect(await propose({})).toEqual({ mallCode: null, headOffice: { reason: 'no_mall', departmentCode: null }, basis: 'none' })
  })

  test('is the call center\'s', async () => {
    expect((await problemOf((await server.as('M0001/mall')).proposeMall({ query: {} }))).code).toBe('forbidden')
  })
})
