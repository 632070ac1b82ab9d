import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OutboxOutcome } from '#shared/contract/localStore.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalStore } from '../../../main/store/localStore.ts'
import { entry, startStores, STORE_SERVER, uuid, type StoreBench } from '../../support/localStores.ts'

// The disk and the processor are shared.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let bench: StoreBench
let store: LocalStore
const [one, two] = [uuid(901), uuid(902)]
const leaseMs = 60_000
const later = (seconds: number): OutboxOutcome => ({ kind: 'later', error: 'server_unreachable', retryAt: new Date(bench.clock.now + seconds * 1000).toISOString() })
const refused = (): OutboxOutcome => ({
  kind: 'refused', refusal: { code: 'mall_closed', status: 422, requestId: null, detail: null, errors: {}, guards: [], at: new Date(bench.clock.now).toISOString() },
})
const delivered: OutboxOutcome = { kind: 'delivered', no: '2609000001' }
const claim = (owner = one) => store.claim({ owner, leaseMs })?.id ?? null
const add = (number: number) => store.addToOutbox({ entry: entry(number), draft: null })
const settle = (number: number, outcome: OutboxOutcome, owner = one) => store.settle({ owner, id: uuid(number), outcome }).held
const states = () => store.outbox().map(({ id, state }) => [Number(id.slice(-12)), state])
const code = (work: () => unknown): string => {
  try {
    work()
    return 'nothing'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

beforeEach(async () => {
  bench = startStores()
  await bench.stores.open(STORE_SERVER, '1')
  store = bench.stores.current()
})
afterEach(() => bench.end())

describe('handing over', () => {
  it('the item comes and its draft goes', () => {
    store.saveDraft({ kind: 'call', id: 'a', json: '1' })
    store.saveDraft({ kind: 'call', id: 'b', json: '2' })
    const item = store.addToOutbox({ entry: entry(1), draft: { kind: 'call', id: 'a' } })
    expect(item).toEqual({ ...entry(1), position: 1, state: 'waiting', attempts: 0, nextAttemptAt: null, lastError: null, refusal: null, acceptedNo: null, deliveredAt: null })
    expect(store.drafts('call').map(({ id }) => id)).toEqual(['b'])
    expect(bench.changes.count).toBe(1)
  })

  it('the same id again is the same item, also with another body', () => {
    const first = add(1)
    expect(store.addToOutbox({ entry: { ...entry(1), request: '{}' }, draft: null })).toEqual(first)
    expect(store.outbox()).toHaveLength(1)
  })

  it('an item without its file is not taken, and its draft stays', () => {
    store.saveDraft({ kind: 'call', id: 'a', json: '1' })
    const file = { id: uuid(77), name: 'a.png', size: 3, sha256: '0'.repeat(64), mediaType: 'image/png' }
    expect(code(() => store.addToOutbox({ entry: entry(1, { files: [file] }), draft: { kind: 'call', id: 'a' } }))).toBe('ipc_file_missing')
    expect([store.outbox(), store.drafts('call')]).toMatchObject([[], [{ id: 'a' }]])
  })
})

describe('the turn', () => {
  it('goes in order, one at a time, whoever asks', () => {
    for (const number of [1, 2, 3]) add(number)
    expect([claim(one), claim(two), claim(one)]).toEqual([uuid(1), null, uuid(1)])
    expect(settle(1, delivered, two)).toBe(false)
    expect(settle(1, delivered)).toBe(true)
    expect([claim(two), claim(one)]).toEqual([uuid(2), null])
    expect(states()).toEqual([[1, 'delivered'], [2, 'sending'], [3, 'waiting']])
  })

  it('the head that waits for its time holds the rest, until its time or until somebody hurries it', () => {
    add(1)
    add(2)
    claim()
    settle(1, later(10))
    expect(claim()).toBeNull()
    bench.clock.now += 10_000
    expect(claim()).toBe(uuid(1))
    settle(1, later(10))
    expect(claim()).toBeNull()
    const before = bench.changes.count
    store.hurry()
    store.hurry()
    expect(bench.changes.count).toBe(before + 1)
    expect(claim()).toBe(uuid(1))
    expect(store.outbox()[0]).toMatchObject({ attempts: 2, lastError: 'server_unreachable' })
  })

  it('a refused one holds up nobody', () => {
    add(1)
    add(2)
    claim()
    settle(1, refused())
    expect(claim()).toBe(uuid(2))
    expect(store.outbox()[0]).toMatchObject({ state: 'refused', refusal: { code: 'mall_closed' } })
  })

  it('a lease that has ended is taken over, and its former owner can settle no more', () => {
    add(1)
    expect(claim(one)).toBe(uuid(1))
    bench.clock.now += leaseMs - 1
    expect(claim(two)).toBeNull()
    bench.clock.now += 1
    expect(states()).toEqual([[1, 'waiting']])
    expect(claim(two)).toBe(uuid(1))
    expect([settle(1, delivered, one), settle(1, delivered, two)]).toEqual([false, true])
  })

  it('who was late, but was not taken over from, still settles', () => {
    add(1)
    claim()
    bench.clock.now += 10 * leaseMs
    expect(settle(1, delivered)).toBe(true)
  })

  it('of a page that has gone is free at once', () => {
    add(1)
    claim(one)
    bench.stores.pageGone()
    expect(claim(two)).toBe(uuid(1))
  })

  it('of an earlier run is free at once, even where its process had the number that ours has', async () => {
    add(1)
    claim(one)
    expect(claim(two)).toBeNull()
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
    const database = new DatabaseSync(bench.paths('1').database)
    database.prepare('UPDATE outbox SET lease_process = ?').run(uuid(999))
    database.close()
    expect(claim(two)).toBe(uuid(1))
  })

  it('a clock set back a day neither keeps a lease nor a waiting time for a day', () => {
    add(1)
    claim(one)
    bench.clock.now -= 24 * 3_600_000
    expect(claim(two)).toBe(uuid(1))
    settle(1, later(10), two)
    bench.clock.now -= 24 * 3_600_000
    expect(claim(one)).toBe(uuid(1))
  })
})

describe('what becomes of an item', () => {
  it('rebased keeps the turn, and the new body is there after a restart', async () => {
    add(1)
    claim()
    expect(settle(1, { kind: 'rebased', request: '{"version":2}' })).toBe(true)
    expect(store.outbox()[0]).toMatchObject({ state: 'sending', request: '{"version":2}', draft: entry(1).draft, attempts: 0 })
    expect(settle(1, delivered)).toBe(true)
    bench = await bench.restart()
    await bench.stores.open(STORE_SERVER, '1')
    store = bench.stores.current()
    expect(store.outbox()[0]).toMatchObject({ request: '{"version":2}', acceptedNo: '2609000001', deliveredAt: new Date(bench.clock.now).toISOString() })
  })

  it('mended waits at its place under its new id, as if it were new', () => {
    for (const number of [1, 2, 3]) add(number)
    claim()
    settle(1, refused())
    claim()
    settle(2, delivered)
    expect(store.mend({ id: uuid(1), entry: entry(11) })).toMatchObject({ ...entry(11), position: 1, state: 'waiting', attempts: 0, refusal: null })
    expect(store.mend({ id: uuid(1), entry: entry(11) })).toMatchObject({ id: uuid(11), position: 1 })
    expect(states()).toEqual([[11, 'waiting'], [2, 'delivered'], [3, 'waiting']])
    expect(claim()).toBe(uuid(11))
  })

  it('only a refused one can be mended, and only one that is neither on its way nor accepted be given up', () => {
    for (const number of [1, 2, 3]) add(number)
    claim()
    const mend = (number: number) => code(() => store.mend({ id: uuid(number), entry: entry(number + 10) }))
    const discard = (number: number) => code(() => store.discard({ id: uuid(number) }))
    expect([mend(1), mend(2), mend(9), discard(1)]).toEqual(Array(4).fill('ipc_outbox_state'))
    settle(1, delivered)
    expect([mend(1), discard(1), discard(2), discard(9)]).toEqual(['ipc_outbox_state', 'ipc_outbox_state', 'nothing', 'nothing'])
    expect(states()).toEqual([[1, 'delivered'], [3, 'waiting']])
  })

  it('delivered is shown for seven days', () => {
    add(1)
    claim()
    settle(1, delivered)
    bench.clock.now += 7 * 24 * 3_600_000
    add(2)
    claim()
    settle(2, delivered)
    expect(states()).toEqual([[1, 'delivered'], [2, 'delivered']])
    bench.clock.now += 1
    add(3)
    claim()
    settle(3, delivered)
    expect(states()).toEqual([[2, 'delivered'], [3, 'delivered']])
  })
})

describe('files', () => {
  const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) % 256)
  const addFile = (number: number, content = bytes(200_000)) => store.addFile({ id: uuid(number), name: '小票.png', mediaType: 'image/png', bytes: content })
  const isOnDisk = (number: number) => existsSync(join(bench.paths('1').files, uuid(number)))

  it('are read in any part, and the same id is the same file', async () => {
    const content = bytes(200_001)
    const file = await addFile(70, content)
    expect(await addFile(70, content)).toEqual(file)
    await expect(addFile(70, bytes(3))).rejects.toMatchObject({ code: 'ipc_input_invalid' })
    for (const [offset, length] of [[0, 200_001], [0, 1], [65_535, 2], [65_536, 65_536], [131_000, 500], [200_000, 10], [200_001, 5], [999_999, 5]] as const) {
      expect(Buffer.compare(store.readFile({ sha256: file.sha256, offset, length }), content.subarray(offset, offset + length)), `${offset}+${length}`).toBe(0)
    }
    expect(code(() => store.readFile({ sha256: 'f'.repeat(64), offset: 0, length: 5 }))).toBe('ipc_file_missing')
  })

  it('stay until delivered is stored, and longer where another item or a draft needs them', async () => {
    const [own, shared, drafted] = [await addFile(71), await addFile(72), await addFile(73)]
    store.addToOutbox({ entry: entry(1, { files: [own, shared, drafted] }), draft: null })
    store.addToOutbox({ entry: entry(2, { files: [shared] }), draft: null })
    store.saveDraft({ kind: 'call', id: 'x', json: JSON.stringify({ files: [drafted] }) })
    claim()
    store.discardFile({ id: own.id })
    expect(isOnDisk(71)).toBe(true)
    settle(1, later(0))
    expect([71, 72, 73].map(isOnDisk)).toEqual([true, true, true])
    claim()
    settle(1, delivered)
    expect([71, 72, 73].map(isOnDisk)).toEqual([false, true, true])
    claim()
    settle(2, delivered)
    expect([71, 72, 73].map(isOnDisk)).toEqual([false, false, true])
    store.discardFile({ id: drafted.id })
    expect([71, 72, 73].map(isOnDisk)).toEqual([false, false, false])
  })

  it('of what was mended or given up go when they are discarded', async () => {
    const [old, kept] = [await addFile(71), await addFile(72)]
    store.addToOutbox({ entry: entry(1, { files: [old, kept] }), draft: null })
    claim()
    settle(1, refused())
    store.mend({ id: uuid(1), entry: entry(11, { files: [kept] }) })
    store.discardFile({ id: old.id })
    store.discardFile({ id: kept.id })
    expect([71, 72].map(isOnDisk)).toEqual([false, true])
  })

  it('a damaged file says so instead of giving wrong bytes', async () => {
    const file = await addFile(71)
    const { readFileSync, writeFileSync } = await import('node:fs')
    const path = join(bench.paths('1').files, uuid(71))
    const content = readFileSync(path)
    content[150_000] = (content[150_000] ?? 0) ^ 1
    writeFileSync(path, content)
    expect(store.readFile({ sha256: file.sha256, offset: 0, length: 10 })).toHaveLength(10)
    expect(code(() => store.readFile({ sha256: file.sha256, offset: 140_000, length: 20_000 }))).toBe('ipc_file_missing')
    expect(store.outbox()).toEqual([])
  })
})
