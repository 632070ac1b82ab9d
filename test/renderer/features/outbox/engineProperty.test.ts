import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutboxEngine } from '../../../../renderer/features/outbox/engine/engine.ts'
import { ticketExample } from '../tickets/ticketExample.ts'
import { FakeServer, problem, unreachable, type Trouble } from './fakeServer.ts'
import { FakeStore, feedbackEntry, fileOf, ticketEntry, uuid } from './fakeStore.ts'
import { VirtualClock } from './virtualClock.ts'

const troubles: readonly Trouble[] = [
  null, { when: 'before', error: unreachable() }, { when: 'after', error: unreachable() }, { when: 'before', error: problem(503, 'database_unavailable', { retryAfter: 1 }) },
  { when: 'after', error: problem(500, 'internal_error') }, { when: 'before', error: problem(429, 'rate_limited', { retryAfter: 3 }) }, { when: 'before', error: problem(401, 'unauthenticated') },
]
const no = '2609002984'
const run = fc.record({
  items: fc.array(fc.constantFrom('ticket', 'files', 'feedback', 'refused'), { minLength: 1, maxLength: 6 }),
  troubles: fc.array(fc.nat(troubles.length - 1), { maxLength: 40 }),
  failingSettlements: fc.nat(6),
  /** After so many requests this engine dies and another begins. */
  death: fc.nat(12),
  others: fc.nat(3),
})

describe('whatever the order of failures', () => {
  it('each item is sent under one key until it is settled, made once, and in order', async () => {
    await fc.assert(fc.asyncProperty(run, async ({ items, troubles: order, failingSettlements, death, others }) => {
      const clock = new VirtualClock()
      const store = new FakeStore(clock.now)
      const server = new FakeServer()
      server.tickets.set(no, ticketExample({ no, version: 9 + others, feedbackCount: 1 }))
      items.forEach((kind, index) => {
        const file = fileOf(index, 3)
        store.files.set(file.sha256, new Uint8Array(3))
        store.add(kind === 'feedback' ? feedbackEntry(index, no, 9) : ticketEntry(index, kind === 'files' ? { files: [file] } : {}))
      })
      let asked = 0
      const engines: ReturnType<typeof createOutboxEngine>[] = []
      const begin = (): void => {
        const engine = createOutboxEngine({ store, server, clock, random: () => 0.5, owner: uuid(7_000 + engines.length) })
        engines.push(engine)
        engine.start()
      }
      server.trouble = (_call, key) => {
        const number = asked++
        if (number === death) {
          void engines[0]?.stop()
          begin()
        }
        if (items[Number(key.slice(-4))] === 'refused') return { when: 'before', error: problem(422, 'validation_failed') }
        return troubles[order[number] ?? 0] ?? null
      }
      store.failingSettlements = failingSettlements
      begin()
      await clock.pass(3_600_000)

      const refused = items.map((kind) => kind === 'refused')
      expect(store.items.map(({ state }) => state)).toEqual(refused.map((is) => (is ? 'refused' : 'delivered')))
      const expected = items.flatMap((kind, index) => (kind === 'refused' ? [] : [uuid(index)]))
      // Made once each, in the order of writing.
      expect([...server.made.keys()]).toEqual(expected)
      expect(server.tickets.get(no)?.feedbackCount).toBe(1 + items.filter((kind) => kind === 'feedback').length)
      for (const item of store.items) if (item.state === 'delivered') expect(item.acceptedNo).toBe(server.made.get(item.id)?.ticket.no)
      // No file goes up twice as another one.
      expect(server.uploads.size).toBe(items.filter((kind) => kind === 'files').length)
    }), { numRuns: 60 })
  }, 60_000)
})
