import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { OutboxItem, OutboxOutcome } from '#shared/contract/localStore.ts'
import type { LocalStore } from '../../../main/store/localStore.ts'
import { entry, startStores, STORE_SERVER, uuid, type StoreBench } from '../../support/localStores.ts'

/** The queue as one would explain it: a list, who has an item until when, and what became of it. Written without a look at the rules. */
interface ModelItem { number: number; state: OutboxItem['state']; dueAt: number; owner: number | null; until: number; attempts: number }
interface Model { now: number; items: ModelItem[] }
interface Real { bench: StoreBench; store: LocalStore }
type Step = (model: Model, real: Real) => Promise<void> | void

const leaseMs = 30_000
const owners = [uuid(901), uuid(902)] as const
const refusal = { code: 'x', status: 422, requestId: null, detail: null, errors: {}, guards: [], at: '2026-09-29T08:00:00Z' }
const succeeds = (work: () => unknown): boolean => {
  try {
    work()
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'ipc_outbox_state' })
    return false
  }
}
const isHeld = (model: Model, item: ModelItem) => item.state === 'sending' && item.until > model.now

const add = (number: number): Step => (model, { store }) => {
  store.addToOutbox({ entry: entry(number), draft: null })
  if (!model.items.some((item) => item.number === number)) model.items.push({ number, state: 'waiting', dueAt: 0, owner: null, until: 0, attempts: 0 })
}
const claim = (owner: 0 | 1): Step => (model, { store }) => {
  const head = model.items.find(({ state }) => state === 'waiting' || state === 'sending')
  const may = head !== undefined && (isHeld(model, head) ? head.owner === owner : head.dueAt <= model.now)
  expect(store.claim({ owner: owners[owner], leaseMs })?.id ?? null).toBe(may ? uuid(head.number) : null)
  if (may) Object.assign(head, { state: 'sending', owner, until: model.now + leaseMs })
}
const settle = (owner: 0 | 1, kind: OutboxOutcome['kind'], at: number): Step => (model, { store }) => {
  const sending = model.items.filter(({ state }) => state === 'sending')
  const item = sending[0] ?? model.items[at % Math.max(1, model.items.length)]
  if (!item) return
  const retryAt = model.now + at * 1000
  const outcome: OutboxOutcome = kind === 'delivered' ? { kind, no: '2609000001' } : kind === 'refused' ? { kind, refusal }
    : kind === 'later' ? { kind, error: 'x', retryAt: new Date(retryAt).toISOString() } : { kind, request: `"rebased ${item.number}"` }
  const held = item.state === 'sending' && item.owner === owner
  expect(store.settle({ owner: owners[owner], id: uuid(item.number), outcome })).toEqual({ held })
  if (!held || kind === 'rebased') return
  Object.assign(item, { owner: null, attempts: item.attempts + 1, dueAt: kind === 'later' ? retryAt : 0, state: kind === 'later' ? 'waiting' : kind })
}
const hurry: Step = (model, { store }) => {
  store.hurry()
  for (const item of model.items) if (item.state === 'waiting') item.dueAt = 0
}
const mend = (at: number, number: number): Step => (model, { store }) => {
  const item = model.items[at % Math.max(1, model.items.length)]
  if (!item || (item.number !== number && model.items.some((other) => other.number === number))) return
  const done = succeeds(() => store.mend({ id: uuid(item.number), entry: entry(number) }))
  expect(done).toBe(item.state === 'refused')
  if (done) Object.assign(item, { number, state: 'waiting', dueAt: 0, attempts: 0 })
}
const discard = (at: number): Step => (model, { store }) => {
  const item = model.items[at % Math.max(1, model.items.length)]
  if (!item) return
  const done = succeeds(() => store.discard({ id: uuid(item.number) }))
  expect(done).toBe(item.state !== 'delivered' && !isHeld(model, item))
  if (done) model.items.splice(model.items.indexOf(item), 1)
}
const pass = (ms: number): Step => (model, { bench }) => {
  model.now += ms
  bench.clock.now = model.now
}
const pageGoes: Step = (model, { bench }) => {
  bench.stores.pageGone()
  for (const item of model.items) if (item.state === 'sending') Object.assign(item, { state: 'waiting', owner: null, until: 0 })
}
const reopen: Step = async (_model, real) => {
  await real.bench.stores.close()
  await real.bench.stores.open(STORE_SERVER, '1')
  real.store = real.bench.stores.current()
}

const owner = fc.constantFrom<(0 | 1)[]>(0, 1)
const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 12 }).map(add) },
    { weight: 6, arbitrary: owner.map(claim) },
    { weight: 6, arbitrary: fc.tuple(owner, fc.constantFrom<OutboxOutcome['kind'][]>('delivered', 'refused', 'later', 'rebased'), fc.nat(40)).map((given) => settle(...given)) },
    { weight: 1, arbitrary: fc.constant(hurry) },
    { weight: 2, arbitrary: fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 30 })).map((given) => mend(...given)) },
    { weight: 1, arbitrary: fc.nat(20).map(discard) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 40_000 }).map(pass) },
    { weight: 1, arbitrary: fc.constant(pageGoes) },
    { weight: 1, arbitrary: fc.constant(reopen) },
  ),
  { minLength: 5, maxLength: 60 },
)

it('whatever two senders do, the queue is what a simple list says it is', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (chosen) => {
      const bench = startStores()
      try {
        await bench.stores.open(STORE_SERVER, '1')
        const real: Real = { bench, store: bench.stores.current() }
        const model: Model = { now: bench.clock.now, items: [] }
        for (const step of chosen) {
          await step(model, real)
          const shown = real.store.outbox().map(({ id, state, attempts }) => [id, state, attempts])
          expect(shown).toEqual(model.items.map((item) => [uuid(item.number), item.state === 'sending' && !isHeld(model, item) ? 'waiting' : item.state, item.attempts]))
        }
      } finally {
        await bench.end()
      }
    }),
    { numRuns: 200 },
  )
})
