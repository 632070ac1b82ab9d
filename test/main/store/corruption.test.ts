import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LocalFile, Rescue } from '#shared/contract/localStore.ts'
import { entry, filesBelow, startStores, STORE_SERVER, uuid, type StoreBench } from '../../support/localStores.ts'

// The disk and the processor are shared.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let bench: StoreBench
let database: string
let files: LocalFile[]
const drafts = 60
const items = 40
const long = (number: number) => JSON.stringify({ number, text: '投诉内容'.repeat(number % 7 === 0 ? 3_000 : 60) })
const owner = uuid(901)

async function open(): Promise<Rescue | null> {
  return (await bench.stores.open(STORE_SERVER, '1')).rescued
}
const store = () => bench.stores.current()
const found = () => ({
  drafts: store().drafts('call').map(({ id, json }) => [id, json]).sort(),
  outbox: store().outbox().map(({ id, request, state }) => [id, request, state]),
})

/** Sixty drafts and forty items (the first delivered, the second refused), some longer than a page, and files. */
beforeEach(async () => {
  bench = startStores()
  database = bench.paths('1').database
  await open()
  for (let number = 1; number <= drafts; number += 1) store().saveDraft({ kind: 'call', id: `draft-${number}`, json: long(number) })
  files = await Promise.all([71, 72].map((number) => store().addFile({ id: uuid(number), name: 'a.png', mediaType: 'image/png', bytes: new Uint8Array(100_000).fill(number) })))
  for (let number = 1; number <= items; number += 1) {
    store().addToOutbox({ entry: entry(number, { request: long(number), files: number === 3 ? files : [] }), draft: null })
  }
  store().claim({ owner, leaseMs: 60_000 })
  store().settle({ owner, id: uuid(1), outcome: { kind: 'delivered', no: '2609000001' } })
  store().claim({ owner, leaseMs: 60_000 })
  const refusal = { code: 'mall_closed', status: 422, requestId: null, detail: null, errors: {}, guards: [], at: '2026-09-29T08:00:00Z' }
  store().settle({ owner, id: uuid(2), outcome: { kind: 'refused', refusal } })
  for (let index = 0; index < 30; index += 1) store().putIntoCache({ customers: [{ id: String(index), phones: ['13812345678'], json: long(index) }], tickets: [] })
})
afterEach(() => bench.end())

/** The file as a power cut leaves it: with its log, nobody having closed it. */
async function crash(): Promise<void> {
  const copies = [database, `${database}-wal`].map((file) => [file, readFileSync(file)] as const)
  await bench.stores.close()
  for (const [file, bytes] of copies) writeFileSync(file, bytes)
}
function overwrite(from: number, length: number, file = database): void {
  const bytes = readFileSync(file)
  let seed = 12_345
  for (let at = from; at < Math.min(from + length, bytes.length); at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    bytes[at] = seed >> 16
  }
  writeFileSync(file, bytes)
}

it('a power cut loses nothing that was answered', async () => {
  const before = found()
  await crash()
  expect(statSync(`${database}-wal`).size).toBeGreaterThan(1_000)
  expect(await open()).toBeNull()
  expect(found()).toEqual(before)
})

describe('a damaged file is set aside as it is, and what can be read is in the new one', () => {
  async function expectRescue(): Promise<Rescue> {
    const damaged = readFileSync(database)
    const rescued = await open()
    expect(rescued).not.toBeNull()
    const kept = filesBelow(bench.paths('1').setAside).filter((file) => file.endsWith('store.db')).map((file) => readFileSync(file))
    expect(kept.some((bytes) => bytes.equals(damaged))).toBe(true)
    const now = found()
    expect({ drafts: now.drafts.length, outbox: now.outbox.length }).toEqual({ drafts: rescued?.drafts, outbox: rescued?.outbox })
    for (const [id, json] of now.drafts) expect(json).toBe(long(Number(id?.slice('draft-'.length))))
    for (const [id, request] of now.outbox) expect(request).toBe(long(Number(id?.slice(-12))))
    // The new store works, and is no damaged one at the next start.
    store().saveDraft({ kind: 'call', id: 'after', json: '1' })
    await bench.stores.close()
    expect(await open()).toBeNull()
    expect(store().drafts('call').some(({ id }) => id === 'after')).toBe(true)
    store().removeDraft({ kind: 'call', id: 'after' })
    return rescued as Rescue
  }
  const everything = (rescued: Rescue) => expect([rescued.drafts, rescued.outbox]).toEqual([drafts, items])

  it('when the first page is garbage: all rows are still found', async () => {
    const before = found()
    await bench.stores.close()
    overwrite(0, 4096)
    everything(await expectRescue())
    expect(found()).toEqual(before)
  })

  it('when only its header is garbage', async () => {
    const before = found()
    await bench.stores.close()
    overwrite(0, 16)
    everything(await expectRescue())
    expect(found()).toEqual(before)
  })

  it('when it is truncated in the middle: what lay in front is found', async () => {
    await bench.stores.close()
    truncateSync(database, Math.floor(statSync(database).size / 2))
    const rescued = await expectRescue()
    expect(rescued.lost).toBe(true)
    expect(rescued.drafts + rescued.outbox).toBeGreaterThan((drafts + items) / 3)
  })

  it('when it is truncated to no whole page, or to nothing', async () => {
    for (const length of [700, 0]) {
      await bench.stores.close()
      truncateSync(database, length)
      expect(await expectRescue()).toEqual({ drafts: 0, outbox: 0, lost: true })
      store().saveDraft({ kind: 'call', id: 'draft-1', json: long(1) })
      expect(store().readFile({ sha256: files[0]?.sha256 ?? '', offset: 0, length: 3 })).toEqual(new Uint8Array([71, 71, 71]))
    }
  })

  it('wherever 5,000 bytes in its middle are garbage: never a wrong row, never more than a few lost', async () => {
    const before = found()
    await bench.stores.close()
    const good = readFileSync(database)
    const worst = { lost: 0, inUse: 0 }
    for (let from = 4096; from < good.length; from += Math.floor(good.length / 12)) {
      writeFileSync(database, good)
      overwrite(from, 5_000)
      const rescued = await open()
      if (rescued) worst.lost = Math.max(worst.lost, drafts + items - rescued.drafts - rescued.outbox)
      for (const [id, json] of found().drafts) expect(json).toBe(long(Number(id?.slice('draft-'.length))))
      // Where the cache is hit it is noticed when it is used, and what was written is all there.
      store().putIntoCache({ customers: [{ id: '5', phones: ['13812345678'], json: '{}' }], tickets: [] })
      store().customersByPhone('13812345678')
      if (!rescued && bench.rescues.length > 0) {
        worst.inUse += 1
        expect(bench.rescues.splice(0)).toEqual([{ drafts, outbox: items, lost: false }])
        expect(found()).toEqual(before)
      }
      await bench.stores.close()
      for (const suffix of ['-wal', '-shm']) rmSync(database + suffix, { force: true })
    }
    expect(worst.lost).toBeLessThan(10)
    expect(worst.inUse).toBeGreaterThan(0)
  })

  it('with one bit of one draft turned over: that draft alone is lost', async () => {
    await bench.stores.close()
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
    const connection = new DatabaseSync(database)
    connection.exec("UPDATE drafts SET sealed = CAST(substr(sealed, 1, 40) || x'00' || substr(sealed, 42) AS BLOB) WHERE number = 5")
    connection.close()
    const rescued = await expectRescue()
    expect(rescued).toEqual({ drafts: drafts - 1, outbox: items, lost: true })
    expect(store().drafts('call').some(({ id }) => id === 'draft-5')).toBe(false)
  })

  it('with its files, which are read from what they say of themselves; a damaged one is set aside', async () => {
    await bench.stores.close()
    overwrite(0, 100)
    overwrite(0, 100, join(bench.paths('1').files, uuid(72)))
    expect(await expectRescue()).toEqual({ drafts, outbox: items, lost: true })
    expect(store().readFile({ sha256: files[0]?.sha256 ?? '', offset: 99_998, length: 10 })).toEqual(new Uint8Array([71, 71]))
    expect(() => store().readFile({ sha256: files[1]?.sha256 ?? '', offset: 0, length: 1 })).toThrow('no whole file')
    expect(filesBelow(bench.paths('1').setAside).some((file) => file.endsWith(uuid(72)))).toBe(true)
    store().discardFile({ id: uuid(71) })
    expect(readdirSync(bench.paths('1').files)).toEqual([uuid(71)])
  })

  it('met while the program runs: the call goes on, and the page is told', async () => {
    await bench.stores.close()
    expect(await open()).toBeNull()
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
    const connection = new DatabaseSync(database)
    connection.exec('UPDATE drafts SET sealed = zeroblob(length(sealed)) WHERE number = 7')
    connection.close()
    expect(store().drafts('call')).toHaveLength(drafts - 1)
    expect(bench.rescues).toEqual([{ drafts: drafts - 1, outbox: items, lost: true }])
    expect(store().outbox()).toHaveLength(items)
    expect(store().claim({ owner, leaseMs: 60_000 })?.id).toBe(uuid(3))
  })

  it('and a rescue that was broken off by a crash is made again, or finished', async () => {
    await bench.stores.close()
    overwrite(0, 100)
    const damaged = readFileSync(database)
    writeFileSync(bench.paths('1').rescued, 'half a store')
    everything(await expectRescue())
    await bench.stores.close()
    // Between setting aside and putting in place.
    copyFileSync(database, bench.paths('1').rescued)
    unlinkSync(database)
    writeFileSync(`${database}-wal`, damaged.subarray(0, 9_000))
    expect(await open()).toBeNull()
    expect(found().drafts).toHaveLength(drafts)
    expect(existsSync(bench.paths('1').rescued)).toBe(false)
  })
})

describe('a damaged log', () => {
  it.each([['truncated', 0.5], ['of no bytes', 0]])('%s: the store opens with what was committed in front of the cut', async (_name, part) => {
    await crash()
    truncateSync(`${database}-wal`, Math.floor(statSync(`${database}-wal`).size * part))
    const rescued = await open()
    expect(rescued === null || rescued.lost).toBe(true)
    for (const [id, json] of found().drafts) expect(json).toBe(long(Number(id?.slice('draft-'.length))))
    store().saveDraft({ kind: 'call', id: 'after', json: '1' })
  })

  it('full of garbage in its middle', async () => {
    await crash()
    overwrite(Math.floor(statSync(`${database}-wal`).size / 2), 3_000, `${database}-wal`)
    await open()
    for (const [id, json] of found().drafts) expect(json).toBe(long(Number(id?.slice('draft-'.length))))
    store().saveDraft({ kind: 'call', id: 'after', json: '1' })
  })
})

describe('a key file', () => {
  it.each([['of garbage', 'no json'], ['with a key of another length', '{"version":1,"protected":false,"key":"AAAA"}']])('%s: the store is set aside', async (_name, content) => {
    await bench.stores.close()
    writeFileSync(join(bench.paths('1').folder, 'key.json'), content)
    expect(await open()).toEqual({ drafts: 0, outbox: 0, lost: true })
    expect(filesBelow(bench.paths('1').setAside).filter((file) => /store\.db$|key\.json$/.test(file))).toHaveLength(2)
  })

  it('with another, whole key: nothing is readable, everything is kept', async () => {
    await bench.stores.close()
    writeFileSync(join(bench.paths('1').folder, 'key.json'), JSON.stringify({ version: 1, protected: false, key: Buffer.alloc(32, 7).toString('base64') }))
    expect(await open()).toEqual({ drafts: 0, outbox: 0, lost: true })
    expect(filesBelow(bench.paths('1').setAside).some((file) => file.endsWith('store.db'))).toBe(true)
  })

  it('that is gone: the store is set aside', async () => {
    await bench.stores.close()
    unlinkSync(join(bench.paths('1').folder, 'key.json'))
    expect(await open()).toEqual({ drafts: 0, outbox: 0, lost: true })
  })
})

it('a folder that cannot be used is said so', async () => {
  await bench.stores.close()
  rmSync(bench.root, { recursive: true })
  writeFileSync(bench.root, 'a file where the folder should be')
  await expect(open()).rejects.toMatchObject({ code: 'ipc_store_unavailable' })
  expect(bench.events).toContain('local_store_unavailable')
  rmSync(bench.root)
  mkdirSync(bench.root)
})
