import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createCacheTable, type CacheTable } from '../../../main/store/cache.ts'
import { migrate } from '../../../main/store/migrations.ts'
import { createSealer } from '../../../main/store/sealing.ts'
import { connect, transaction } from '../../../main/store/sqlite.ts'

// The disk and the processor are shared.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder: string
let database: ReturnType<typeof connect>
let cache: CacheTable
const limit = 20
const at = (minute: number) => new Date(Date.UTC(2026, 8, 29, 0, minute))
const customer = (id: number, phones: string[]) => ({ id: String(id), phones, json: JSON.stringify({ id }) })
const ticket = (number: number, customerId: number) => ({ no: String(2_609_000_000 + number), customerId: String(customerId), json: JSON.stringify({ number }) })
const found = (digits: string) => cache.customersByPhone(digits).map(({ json }) => (JSON.parse(json) as { id: number }).id)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongdan-cache-'))
  database = connect(join(folder, 'a.db'))
  migrate(database)
  cache = createCacheTable(database, createSealer(randomBytes(32)), limit)
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

it('a customer is found by each of his numbers, however they are written, and by their last four or more digits', () => {
  cache.put({ customers: [customer(1, ['+86 138-1234-5678', '0571-88886666'])], tickets: [] }, at(0))
  cache.put({ customers: [customer(2, ['13912345678'])], tickets: [] }, at(1))
  expect([found('13812345678'), found('057188886666'), found('88886666'), found('8613812345678')]).toEqual([[1], [1], [1], [1]])
  expect([found('5678'), found('12345678'), found('812345678')]).toEqual([[2, 1], [2, 1], [1]])
  expect([found('678'), found('1381'), found('13812345679'), found('01088886666')]).toEqual([[], [], [], []])
})

it('the latest seen comes first, with the time at which it was seen', () => {
  cache.put({ customers: [customer(1, ['13812345678'])], tickets: [] }, at(0))
  cache.put({ customers: [customer(2, ['13812345678'])], tickets: [] }, at(1))
  expect(found('13812345678')).toEqual([2, 1])
  cache.put({ customers: [customer(1, ['13812345678'])], tickets: [] }, at(2))
  expect(cache.customersByPhone('13812345678').map(({ seenAt }) => seenAt)).toEqual([at(2).toISOString(), at(1).toISOString()])
  expect(found('13812345678')).toEqual([1, 2])
})

it('a number that was taken away finds nobody any more', () => {
  cache.put({ customers: [customer(1, ['13812345678'])], tickets: [] }, at(0))
  cache.put({ customers: [customer(1, ['13912345678'])], tickets: [] }, at(1))
  expect([found('13812345678'), found('13912345678')]).toEqual([[], [1]])
})

it('tickets are found by number and by customer', () => {
  cache.put({ customers: [], tickets: [ticket(1, 7), ticket(2, 7), ticket(3, 8)] }, at(0))
  expect(cache.ticket('2609000002')).toEqual({ json: '{"number":2}', seenAt: at(0).toISOString() })
  expect(cache.ticket('2609000009')).toBeNull()
  expect(cache.ticketsOfCustomer('7')).toHaveLength(2)
})

it('what was not seen for longest goes when there is too much, with its numbers', () => {
  for (let id = 1; id <= limit + 5; id += 1) cache.put({ customers: [customer(id, [`1380000${1000 + id}`])], tickets: [ticket(id, id)] }, at(id))
  cache.put({ customers: [customer(6, ['13800001006'])], tickets: [] }, at(500))
  cache.put({ customers: [customer(99, ['13800009999'])], tickets: [] }, at(501))
  expect([5, 6, 7, 8, limit + 5, 99].map((id) => found(`1380000${id === 99 ? 9999 : 1000 + id}`).length)).toEqual([0, 1, 0, 1, 1, 1])
  const count = (table: string) => Number(database.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.['n'])
  expect([count('cache_customers'), count('cache_tickets')]).toEqual([limit, limit])
  expect(Number(database.prepare('SELECT COUNT(*) AS n FROM cache_phones WHERE customer NOT IN (SELECT number FROM cache_customers)').get()?.['n'])).toBe(0)
})

it('a damaged row is no row: it goes, and the others are found', () => {
  cache.put({ customers: [customer(1, ['13812345678']), customer(2, ['13812345678'])], tickets: [ticket(1, 1)] }, at(0))
  database.exec('UPDATE cache_customers SET sealed = zeroblob(60) WHERE number = 1; UPDATE cache_tickets SET sealed = zeroblob(60)')
  expect(found('13812345678')).toEqual([2])
  expect(cache.ticket('2609000001')).toBeNull()
  expect(Number(database.prepare('SELECT COUNT(*) AS n FROM cache_customers').get()?.['n'])).toBe(1)
})

it('5,000 customers and as many tickets are put and searched without keeping anybody waiting', { timeout: 60_000 }, () => {
  cache = createCacheTable(database, createSealer(randomBytes(32)))
  for (let block = 0; block < 26; block += 1) {
    const ids = Array.from({ length: 200 }, (_, index) => block * 200 + index)
    transaction(database, () => cache.put({ customers: ids.map((id) => customer(id, [`138${String(10_000_000 + id)}`])), tickets: ids.map((id) => ticket(id, id)) }, at(block)))
  }
  expect(found('13810000150')).toEqual([])
  const begin = performance.now()
  for (let id = 300; id < 400; id += 1) expect(found(`138${String(10_000_000 + id)}`)).toEqual([id])
  expect((performance.now() - begin) / 100).toBeLessThan(20)
})
