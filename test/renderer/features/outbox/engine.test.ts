import { describe, expect, it } from 'vitest'
import { createOutboxEngine, LEASE_MS, type OutboxEngine } from '../../../../renderer/features/outbox/engine/engine.ts'
import { customer } from '../calls/fixtures.ts'
import { ticketExample } from '../tickets/ticketExample.ts'
import { FakeServer, problem, unreachable } from './fakeServer.ts'
import { FakeStore, feedbackEntry, fileOf, ticketEntry, uuid } from './fakeStore.ts'
import { VirtualClock } from './virtualClock.ts'

function desk() {
  const clock = new VirtualClock()
  const store = new FakeStore(clock.now)
  const server = new FakeServer()
  const engineOf = (owner = 1): OutboxEngine => createOutboxEngine({ store, server, clock, random: () => 0.5, owner: uuid(7_000 + owner) })
  return { clock, store, server, engineOf, engine: engineOf() }
}
const words = (heard: FakeServer['heard']): unknown[] => heard.filter(({ call }) => call === 'create').map(({ body }) => body.words)
const no = '2609002984'

describe('the outbox', () => {
  it('sends in the order of writing, each under its own id, and keeps the numbers', async () => {
    const { clock, store, server, engine } = desk()
    for (const number of [1, 2, 3]) store.add(ticketEntry(number))
    engine.start()
    await clock.settle()
    expect(words(server.heard)).toEqual(['件1', '件2', '件3'])
    expect(server.heard.map(({ key }) => key)).toEqual([uuid(1), uuid(2), uuid(3)])
    expect(store.items.map(({ state, acceptedNo }) => [state, acceptedNo])).toEqual([['delivered', '2609000001'], ['delivered', '2609000002'], ['delivered', '2609000003']])
    expect(engine.state()).toMatchObject({ phase: 'idle', sending: null, lastError: null })
  })

  it('holds the rest while the server is away, and sends all within ten seconds of its return', async () => {
    const { clock, store, server, engine } = desk()
    for (const number of [1, 2, 3]) store.add(ticketEntry(number))
    let away = true
    server.trouble = () => (away ? { when: 'before', error: unreachable() } : null)
    engine.start()
    await clock.pass(3_600_000)
    expect(server.heard).toEqual([])
    expect(store.items.map(({ state, attempts }) => [state, attempts > 0])).toEqual([['waiting', true], ['waiting', false], ['waiting', false]])
    expect(engine.state()).toMatchObject({ phase: 'waiting', lastError: 'server_unreachable' })
    away = false
    await clock.pass(10_000)
    expect(words(server.heard)).toEqual(['件1', '件2', '件3'])
  })

  it('goes on at once when it hears that the server is back', async () => {
    const { clock, store, server, engine } = desk()
    store.add(ticketEntry(1))
    let away = true
    server.trouble = () => (away ? { when: 'before', error: unreachable() } : null)
    engine.start()
    await clock.pass(600_000)
    away = false
    engine.hurry()
    await clock.settle()
    expect(store.get(uuid(1)).state).toBe('delivered')
  })

  it('makes one ticket of an item whose answer was lost on the way', async () => {
    const { clock, store, server, engine } = desk()
    store.add(ticketEntry(1))
    let losses = 3
    server.trouble = () => ((losses -= 1) >= 0 ? { when: 'after', error: unreachable() } : null)
    engine.start()
    await clock.pass(30_000)
    expect(server.made.size).toBe(1)
    expect(store.get(uuid(1))).toMatchObject({ state: 'delivered', acceptedNo: '2609000001' })
    expect(new Set(server.heard.map(({ key }) => key))).toEqual(new Set([uuid(1)]))
  })

  it.each([
    ['server_unreachable', 503, null], ['internal_error', 500, null], ['database_unavailable', 503, 2], ['rate_limited', 429, 5],
    // Answers of something between here and the server.
    ['not_found', 404, null], ['invalid_response', 302, null],
  ])('tries again after %s %i', async (code, status, retryAfter) => {
    const { clock, store, server, engine } = desk()
    store.add(ticketEntry(1))
    let first = true
    const requestId = status === 404 || status === 302 ? null : 'req-9'
    server.trouble = () => {
      if (!first) return null
      first = false
      return { when: 'before', error: problem(status, code, { retryAfter, requestId }) }
    }
    engine.start()
    await clock.settle()
    expect(store.get(uuid(1))).toMatchObject({ state: 'waiting', lastError: code })
    if (retryAfter !== null) {
      await clock.pass(retryAfter * 1_000 - 1)
      expect(server.heard).toEqual([])
    }
    await clock.pass(10_000)
    expect(store.get(uuid(1)).state).toBe('delivered')
  })

  it.each([['validation_failed', 422], ['forbidden', 403], ['not_found', 404], ['conflict', 409], ['idempotency_conflict', 409], ['too_large', 413], ['unsupported_media_type', 415]])(
    'parks what the server refuses with %s and goes on with the others', async (code, status) => {
      const { clock, store, server, engine } = desk()
      store.add(ticketEntry(1))
      store.add(ticketEntry(2))
      server.trouble = (_call, key) => (key === uuid(1) ? { when: 'before', error: problem(status, code, { requestId: 'req-8f20c6d1', errors: status === 422 ? { mallCode: ['mall_not_active'] } : {} }) } : null)
      engine.start()
      await clock.pass(60_000)
      expect(store.get(uuid(1))).toMatchObject({ state: 'refused', attempts: 1, refusal: { code, status, requestId: 'req-8f20c6d1', errors: status === 422 ? { mallCode: ['mall_not_active'] } : {} } })
      expect(store.get(uuid(2)).state).toBe('delivered')
    })

  it('does not take the page of a network in between for a ticket', async () => {
    const { clock, store, server, engine } = desk()
    store.add(ticketEntry(1))
    const createTicket = () => Promise.resolve('<html>' as unknown as ReturnType<typeof ticketExample>)
    const other = createOutboxEngine({ store, server: { ...server, createTicket }, clock, random: () => 0.5, owner: uuid(7_001) })
    other.start()
    await clock.pass(1)
    expect(store.get(uuid(1))).toMatchObject({ state: 'waiting', lastError: 'invalid_response' })
    await other.stop()
    engine.start()
    await clock.pass(10_000)
    expect(store.get(uuid(1)).state).toBe('delivered')
  })

  it('waits for its owner when the session has ended, and goes on when he has signed in', async () => {
    const { clock, store, server, engine } = desk()
    store.add(ticketEntry(1))
    let signedIn = false
    server.trouble = () => (signedIn ? null : { when: 'before', error: problem(401, 'unauthenticated') })
    engine.start()
    await clock.pass(5_000)
    expect(engine.state().phase).toBe('sign_in')
    expect(store.get(uuid(1))).toMatchObject({ state: 'waiting', attempts: 1 })
    signedIn = true
    engine.hurry()
    await clock.settle()
    expect(store.get(uuid(1)).state).toBe('delivered')
  })

  it('sends nothing while it is paused or stopped', async () => {
    const { clock, store, server, engine } = desk()
    engine.start()
    engine.pause()
    store.add(ticketEntry(1))
    await clock.pass(60_000)
    expect(server.heard).toEqual([])
    engine.resume()
    await clock.settle()
    expect(server.heard).toHaveLength(1)
    const ended = engine.stop()
    await clock.settle()
    await ended
    store.add(ticketEntry(2))
    await clock.pass(60_000)
    expect(server.heard).toHaveLength(1)
    expect(engine.state().phase).toBe('stopped')
  })

  it('offers the number again to a store that cannot keep it, and makes no second ticket of it', async () => {
    const { clock, store, server, engine } = desk()
    store.add(ticketEntry(1))
    store.failingSettlements = 8
    engine.start()
    await clock.pass(LEASE_MS * 2)
    expect(store.get(uuid(1))).toMatchObject({ state: 'delivered', acceptedNo: '2609000001' })
    expect(server.made.size).toBe(1)
  })
})

describe('feedback that went stale', () => {
  it('is stored on the ticket as it now is, then sent under the same key', async () => {
    const { clock, store, server, engine } = desk()
    server.tickets.set(no, ticketExample({ no, version: 12 }))
    store.add(feedbackEntry(1, no, 9))
    engine.start()
    await clock.settle()
    expect(store.settled.map(({ outcome }) => outcome.kind)).toEqual(['rebased', 'delivered'])
    expect(JSON.parse(store.get(uuid(1)).request)).toEqual({ operation: 'feedback', version: 12, content: '话1' })
    expect(server.heard.map(({ key }) => key)).toEqual([uuid(1), uuid(1)])
    expect(server.tickets.get(no)?.feedbackCount).toBe(3)
  })

  it.each(['closed', 'cancelled'] as const)('of a ticket that is %s is refused with the proposal of a new one', async (state) => {
    const { clock, store, server, engine } = desk()
    server.tickets.set(no, ticketExample({ no, version: 12, state }))
    store.add(feedbackEntry(1, no, 9))
    engine.start()
    await clock.settle()
    expect(store.get(uuid(1))).toMatchObject({ state: 'refused', refusal: { code: 'ticket_finished', requestId: 'req-1' } })
  })

  it('of a ticket that ended without another change is refused so too', async () => {
    const { clock, store, server, engine } = desk()
    server.tickets.set(no, ticketExample({ no, version: 9, state: 'closed' }))
    store.add(feedbackEntry(1, no, 9))
    engine.start()
    await clock.settle()
    expect(store.get(uuid(1)).refusal?.code).toBe('ticket_finished')
  })

  it('is only rebased where it is feedback: a reply stays with its writer', async () => {
    const { clock, store, server, engine } = desk()
    server.tickets.set(no, ticketExample({ no, version: 12 }))
    store.add({ ...feedbackEntry(1, no, 9), request: JSON.stringify({ operation: 'reply', version: 9, content: '回复' }) })
    engine.start()
    await clock.settle()
    expect(store.get(uuid(1)).refusal?.code).toBe('stale_version')
  })
})

describe('what goes before the request', () => {
  const MiB = 1024 * 1024
  it('are its files, in parts, resumed where the server has them', async () => {
    const { clock, store, server, engine } = desk()
    const files = [fileOf(1, 2 * MiB + 5), fileOf(2, 10)]
    for (const file of files) store.files.set(file.sha256, new Uint8Array(file.size))
    store.add(ticketEntry(1, { files }))
    let parts = 0
    server.trouble = (call) => (call === 'part' && (parts += 1) === 2 ? { when: 'after', error: unreachable() } : null)
    engine.start()
    await clock.pass(10_000)
    expect(server.heard.map(({ call, body }) => (call === 'part' ? body.offset : call))).toEqual(['announce', 0, MiB, 'announce', 2 * MiB, 'announce', 0, 'create'])
    expect([...server.uploads.values()].map(({ size, received }) => received === size)).toEqual([true, true])
    expect(store.get(uuid(1)).state).toBe('delivered')
  })

  it('is refused where a file is not on this machine any more, without a request', async () => {
    const { clock, store, server, engine } = desk()
    store.add(ticketEntry(1, { files: [fileOf(1, 10)] }))
    engine.start()
    await clock.settle()
    expect(store.get(uuid(1)).refusal?.code).toBe('file_unreadable')
    expect(server.made.size).toBe(0)
  })

  it('gives its turn back while large files go up, and goes on where it was', async () => {
    const { clock, store, server, engine } = desk()
    const file = fileOf(1, 5 * MiB)
    store.files.set(file.sha256, new Uint8Array(file.size))
    store.add(ticketEntry(1, { files: [file] }))
    const sendUploadPart: FakeServer['sendUploadPart'] = async (id, offset, bytes) => {
      // Each part takes half a minute.
      await new Promise<void>((resolve) => { clock.after(30_000, resolve) })
      return server.sendUploadPart(id, offset, bytes)
    }
    const slow = createOutboxEngine({ store, server: { ...server, sendUploadPart }, clock, random: () => 0.5, owner: uuid(7_001) })
    slow.start()
    await clock.pass(200_000)
    expect(store.settled.map(({ outcome }) => (outcome.kind === 'later' ? outcome.error : outcome.kind))).toEqual(['upload_continues', 'upload_continues', 'delivered'])
    expect(server.heard.filter(({ call }) => call === 'part').map(({ body }) => body.offset)).toEqual([0, 1, 2, 3, 4].map((part) => part * MiB))
    await engine.stop()
  })

  it('are corrections to the customer, written on what he now is', async () => {
    const { clock, store, server, engine } = desk()
    server.customers.set('1', customer({ version: 6, district: '江南' }))
    const correction = { customerId: '1', version: 4, changes: { address: '滨河路 20 号', district: '江南' } }
    store.add(ticketEntry(1, { draft: JSON.stringify({ correction }) }))
    engine.start()
    await clock.settle()
    expect(server.heard.map(({ call, body }) => [call, body.version, body.address, body.district])).toEqual([
      ['patch', 4, '滨河路 20 号', '江南'], ['patch', 6, '滨河路 20 号', undefined], ['create', undefined, undefined, undefined],
    ])
    expect(server.customers.get('1')).toMatchObject({ address: '滨河路 20 号', version: 7 })
  })
})

describe('two engines on one store', () => {
  it('send each item once, in order', async () => {
    const { clock, store, server, engineOf } = desk()
    for (let number = 1; number <= 40; number += 1) store.add(ticketEntry(number))
    const engines = [engineOf(1), engineOf(2)]
    for (const engine of engines) engine.start()
    await clock.pass(300_000)
    expect(store.items.every(({ state }) => state === 'delivered')).toBe(true)
    expect(words(server.heard)).toEqual(Array.from({ length: 40 }, (_, index) => `件${index + 1}`))
  })

  it('take over from one that died with its turn', async () => {
    const { clock, store, server, engine } = desk()
    store.add(ticketEntry(1))
    store.add(ticketEntry(2))
    await store.claim({ owner: uuid(7_777), leaseMs: LEASE_MS })
    engine.start()
    await clock.pass(LEASE_MS - 10_000)
    expect(server.heard).toEqual([])
    await clock.pass(20_000)
    expect(words(server.heard)).toEqual(['件1', '件2'])
  })
})
