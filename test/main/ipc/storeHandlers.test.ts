import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { IpcInput } from '#shared/contract/ipc.ts'
import { answer } from '../../../main/ipc/answer.ts'
import { createStoreHandlers } from '../../../main/ipc/storeHandlers.ts'
import { entry, startStores, STORE_SERVER, uuid, type StoreBench } from '../../support/localStores.ts'

// The disk and the processor are shared.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let bench: StoreBench
type Handlers = ReturnType<typeof createStoreHandlers>
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const owner = uuid(901)

beforeEach(() => { bench = startStores() })
afterEach(() => bench.end())

/** Asks as the page does: the argument and the answer pass the schemas of the table. */
const ask = <Name extends keyof Handlers>(name: Name, argument: IpcInput<Name>) =>
  answer<Name>(name, createStoreHandlers(bench.stores, () => STORE_SERVER), argument, log)
async function value<Name extends keyof Handlers>(name: Name, argument: IpcInput<Name>) {
  const answered = await ask(name, argument)
  if (!answered.ok) throw new Error(`${name}: ${answered.code}`)
  return answered.value
}

it('every row of the table answers in the form that the table says', async () => {
  expect(await value('store.open', { userId: '42' })).toEqual({ protected: true, rescued: null })
  expect(await value('draft.save', { kind: 'call', id: 'a', json: '1' })).toEqual({ savedAt: new Date(bench.clock.now).toISOString() })
  await value('draft.save', { kind: 'operation', id: '2609000001:reply', json: '2' })
  expect(await value('draft.list', { kind: 'operation' })).toMatchObject([{ kind: 'operation', id: '2609000001:reply', json: '2' }])
  await value('draft.remove', { kind: 'operation', id: '2609000001:reply' })
  const file = await value('file.add', { id: uuid(71), name: '小票.png', mediaType: 'image/png', bytes: new Uint8Array([1, 2, 3]) })
  expect(await value('file.read', { sha256: file.sha256, offset: 1, length: 1_000 })).toEqual(new Uint8Array([2, 3]))
  for (const number of [1, 2]) await value('outbox.add', { entry: entry(number, { files: number === 1 ? [file] : [] }), draft: { kind: 'call', id: 'a' } })
  expect(await value('draft.list', { kind: 'call' })).toEqual([])
  expect(await value('outbox.claim', { owner, leaseMs: 60_000 })).toMatchObject({ id: uuid(1), state: 'sending' })
  const refusal = { code: 'mall_closed', status: 422, requestId: null, detail: '商场已关闭', errors: { mallCode: ['closed'] }, guards: [], at: '2026-09-29T08:00:00Z' }
  expect(await value('outbox.settle', { owner, id: uuid(1), outcome: { kind: 'refused', refusal } })).toEqual({ held: true })
  expect(await value('outbox.mend', { id: uuid(1), entry: entry(11, { files: [file] }) })).toMatchObject({ id: uuid(11), position: 1 })
  await value('outbox.claim', { owner, leaseMs: 60_000 })
  await value('outbox.settle', { owner, id: uuid(11), outcome: { kind: 'later', error: 'server_unreachable', retryAt: '2026-09-29T08:00:09Z' } })
  await value('outbox.hurry', undefined)
  await value('outbox.claim', { owner, leaseMs: 60_000 })
  await value('outbox.settle', { owner, id: uuid(11), outcome: { kind: 'delivered', no: '2609000001' } })
  await value('outbox.discard', { id: uuid(2) })
  expect(await value('outbox.list', undefined)).toMatchObject([{ id: uuid(11), state: 'delivered', acceptedNo: '2609000001' }])
  await value('file.discard', { id: uuid(71) })
  await value('cache.put', { customers: [{ id: '7', phones: ['13812345678'], json: '{}' }], tickets: [{ no: '2609000001', customerId: '7', json: '{}' }] })
  expect(await value('cache.customersByPhone', { digits: '5678' })).toHaveLength(1)
  expect(await value('cache.ticket', { no: '2609000001' })).toMatchObject({ json: '{}' })
  expect(await value('cache.ticketsOfCustomer', { customerId: '7' })).toHaveLength(1)
  await value('store.close', undefined)
})

describe('what the page is told of a failure', () => {
  it('no store is open', async () => {
    expect(await ask('draft.list', { kind: 'call' })).toEqual({ ok: false, code: 'ipc_failed' })
    expect(await ask('store.close', undefined)).toEqual({ ok: true, value: undefined })
  })

  it('its own code, where the failure has one', async () => {
    await value('store.open', { userId: '42' })
    expect(await ask('file.read', { sha256: '0'.repeat(64), offset: 0, length: 1 })).toEqual({ ok: false, code: 'ipc_file_missing' })
    expect(await ask('outbox.mend', { id: uuid(1), entry: entry(2) })).toEqual({ ok: false, code: 'ipc_outbox_state' })
  })

  it('a Node without node:sqlite, said in the log at the start', async () => {
    await bench.end()
    const missing = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never)
    try {
      bench = startStores()
      expect(bench.events).toEqual(['local_store_unavailable'])
      expect(await ask('store.open', { userId: '42' })).toEqual({ ok: false, code: 'ipc_store_unavailable' })
    } finally {
      missing.mockRestore()
    }
  })
})
