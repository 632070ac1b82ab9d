import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { rowsInBytes, type Columns } from '../../../../main/store/rescue/pages.ts'
import { startStores, STORE_SERVER, type StoreBench } from '../../../support/localStores.ts'

// The disk and the processor are shared.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let bench: StoreBench
const text = (number: number, round: number) => JSON.stringify({ number, round, text: '客'.repeat(number === 9 ? 20_000 : 300) })
const save = (number: number, round: number) => bench.stores.current().saveDraft({ kind: 'call', id: String(number), json: text(number, round) })
const bytesOf = (suffix: string) => readFileSync(bench.paths('1').database + suffix)

beforeEach(async () => {
  bench = startStores()
  await bench.stores.open(STORE_SERVER, '1')
  for (let number = 1; number <= 30; number += 1) save(number, 1)
  // What is written up to here is in the file, what comes now in its log.
  await bench.stores.close()
  await bench.stores.open(STORE_SERVER, '1')
  for (let number = 1; number <= 20; number += 1) save(number, 2)
  bench.stores.current().removeDraft({ kind: 'call', id: '30' })
})
afterEach(() => bench.end())

/** Rows of `drafts`: five columns, the third of them the kind; of each number the one that came first. */
function draftsIn(main: Buffer, wal: Buffer): Map<number, Columns> {
  const found = new Map<number, Columns>()
  for (const { number, columns } of rowsInBytes(main, wal)) if (columns.length === 5 && columns[2] === 'call' && !found.has(number)) found.set(number, columns)
  return found
}
const asRead = (columns: Columns) => columns.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value))
function draftsThroughSqlite(): Map<number, unknown[]> {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const database = new DatabaseSync(bench.paths('1').database)
  const rows = database.prepare('SELECT * FROM drafts').all().map((row) => [Number(row['number']), asRead(Object.values(row) as Columns)] as const)
  database.close()
  return new Map(rows)
}

it('finds each row as SQLite does, with what is in the log before what is in the file, long rows too', () => {
  const found = draftsIn(bytesOf(''), bytesOf('-wal'))
  const expected = draftsThroughSqlite()
  expect(expected.size).toBe(29)
  for (const [number, columns] of expected) expect(asRead(found.get(number) ?? [])).toEqual(columns)
})

it('takes no change that was not committed', () => {
  const wal = bytesOf('-wal')
  // Without the mark of a commit in the last frame, its transaction is none.
  const frame = 24 + 4096
  wal.writeUInt32BE(0, wal.length - frame + 4)
  const found = draftsIn(bytesOf(''), wal)
  expect(found.get(30)).toBeDefined()
  for (let number = 1; number <= 20; number += 1) expect(asRead(found.get(number) ?? [])).toEqual(draftsThroughSqlite().get(number))
})

it('finds nothing in bytes that are no store, and does not stumble over any', () => {
  for (const length of [0, 1, 100, 511, 4096, 20_000]) {
    const noise = Buffer.from(Array.from({ length }, (_, index) => (index * 7919) % 251))
    expect(draftsIn(noise, noise).size).toBe(0)
    noise.fill(0x0d)
    expect(draftsIn(noise, Buffer.alloc(0)).size).toBe(0)
  }
})
