import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { entry, startStores, STORE_SERVER, uuid, type StoreBench } from '../../support/localStores.ts'
import { startStoreProcess, type StoreProcess } from '../../support/storeProcesses/start.ts'

// The disk and the processor are shared.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let bench: StoreBench
let processes: StoreProcess[]
const start = (work: string, owner: string) => {
  const started = startStoreProcess(work, bench.root, owner)
  processes.push(started)
  return started
}
beforeEach(() => {
  bench = startStores({ now: Date.now() })
  processes = []
})
afterEach(async () => {
  for (const { child } of processes) child.kill('SIGKILL')
  await Promise.allSettled(processes.map(({ ended }) => ended))
  await bench.end()
})

it('three processes on one store send each item once, in order, one at a time', { timeout: 60_000 }, async () => {
  await bench.stores.open(STORE_SERVER, '1')
  const items = 120
  for (let number = 1; number <= items; number += 1) bench.stores.current().addToOutbox({ entry: entry(number), draft: null })
  const senders = [901, 902, 903].map((number) => start('send', uuid(number)))
  await Promise.all(senders.map(({ said }) => said('open')))
  for (const { child } of senders) child.stdin?.write('go\n')
  await Promise.all(senders.map(({ ended }) => ended))
  const claimed = senders.flatMap(({ lines }) => lines).filter((line) => 'claimed' in line).sort((a, b) => Number(a['at']) - Number(b['at']))
  expect(claimed.map((line) => line['claimed'])).toEqual(Array.from({ length: items }, (_, index) => index + 1))
  expect(senders.filter(({ lines }) => lines.some((line) => 'claimed' in line)).length).toBeGreaterThan(1)
  expect(bench.stores.current().outbox().every(({ state }) => state === 'delivered')).toBe(true)
})

it('what a killed process was sending is free at once, while what a living one sends is not', { timeout: 30_000 }, async () => {
  await bench.stores.open(STORE_SERVER, '1')
  const store = bench.stores.current()
  store.addToOutbox({ entry: entry(1), draft: null })
  const holder = start('hold', uuid(901))
  expect((await holder.said('claimed'))['claimed']).toBe(1)
  bench.clock.now = Date.now()
  expect(store.claim({ owner: uuid(902), leaseMs: 60_000 })).toBeNull()
  expect(store.outbox()[0]?.state).toBe('sending')
  holder.child.kill('SIGKILL')
  await holder.ended
  expect(store.outbox()[0]?.state).toBe('waiting')
  expect(store.claim({ owner: uuid(902), leaseMs: 60_000 })?.id).toBe(uuid(1))
})

it('processes that start at one moment on a new folder share one store', { timeout: 60_000 }, async () => {
  const typists = [1, 2, 3, 4].map((number) => start('type', `typist-${number}`))
  await Promise.all(typists.map(({ said }) => said('saved')))
  await new Promise((resolve) => setTimeout(resolve, 300))
  for (const { child } of typists) child.kill('SIGKILL')
  await Promise.all(typists.map(({ ended }) => ended))
  expect((await bench.stores.open(STORE_SERVER, '1')).rescued).toBeNull()
  const drafts = new Map(bench.stores.current().drafts('call').map(({ id, json }) => [id, Number(json)]))
  for (const [index, { lines }] of typists.entries()) {
    const last = Number(lines.findLast((line) => 'saved' in line)?.['saved'])
    expect(last).toBeGreaterThan(3)
    expect(drafts.get(`typist-${index + 1}`)).toBeGreaterThanOrEqual(last)
    expect(drafts.get(`typist-${index + 1}`)).toBeLessThanOrEqual(last + 1)
  }
})
