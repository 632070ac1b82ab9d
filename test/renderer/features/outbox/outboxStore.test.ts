// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { nextTick, reactive } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { client } from '../../../../renderer/api/client.ts'
import { useCallDraftsStore } from '../../../../renderer/features/calls/draft/callDrafts.ts'
import { applyCustomer } from '../../../../renderer/features/calls/draft/prefill.ts'
import { startFeedback } from '../../../../renderer/features/calls/draft/feedbackDraft.ts'
import { useFormOutbox } from '../../../../renderer/features/calls/submit/formOutbox.ts'
import { useFeedbackSubmission } from '../../../../renderer/features/calls/submit/useFeedbackSubmission.ts'
import { useTicketSubmission } from '../../../../renderer/features/calls/submit/useTicketSubmission.ts'
import { keptFormOf } from '../../../../renderer/features/outbox/entries.ts'
import { useOutboxStore } from '../../../../renderer/features/outbox/outboxStore.ts'
import { useConnectionStore } from '../../../../renderer/stores/connection.ts'
import { useMachineStore } from '../../../../renderer/stores/machine/machine.ts'
import { customer, openTicket } from '../calls/fixtures.ts'
import { ticketExample } from '../tickets/ticketExample.ts'
import { FakeLocalStore } from './fakeLocalStore.ts'
import { FakeServer, problem, unreachable } from './fakeServer.ts'
import { ticketEntry, uuid } from './fakeStore.ts'

vi.mock('../../../../renderer/api/client.ts', () => ({ client: { createTicket: vi.fn(), operateTicket: vi.fn(), getTicket: vi.fn(), patchCustomer: vi.fn(), getCustomer: vi.fn() } }))

/** Somebody in the desktop program with a form of a known caller. */
async function desk({ sends = true } = {}) {
  setActivePinia(createPinia())
  const store = new FakeLocalStore()
  const server = new FakeServer()
  const machine = useMachineStore()
  await machine.open('7', store)
  const outbox = useOutboxStore()
  outbox.open(store, server)
  outbox.allow(sends)
  const drafts = useCallDraftsStore()
  drafts.start('7')
  const draft = drafts.ensure({ id: 'draft-1', origin: 'softphone', phone: '13900002671', calledAt: '2026-09-29T05:39:51.000Z' })
  let known = customer()
  applyCustomer(draft, known)
  Object.assign(draft.fields, { words: '推拉门拉不动', mallCode: 'M0001' })
  await nextTick()
  const submission = useTicketSubmission({ draft, customer: () => known, onCustomer: (changed) => { known = changed }, callId: () => null, flush: drafts.flush, outbox: useFormOutbox() })
  return { store, server, outbox, drafts, draft: reactive(draft), submission, end: () => outbox.close() }
}

describe('a form in the desktop program', () => {
  beforeEach(() => { vi.resetAllMocks(); localStorage.clear(); sessionStorage.clear() })

  it('goes through the outbox and shows its number, with one request under its own key', async () => {
    const { store, server, draft, submission, end } = await desk()
    const outcome = await submission.send(true)
    expect(outcome).toMatchObject({ kind: 'made', ticket: { no: '2609000001' } })
    expect(server.heard.map(({ call, key }) => [call, key])).toEqual([['create', draft.ticketKey]])
    expect(store.drafts.size).toBe(0)
    expect(store.queue.items).toMatchObject([{ state: 'delivered', acceptedNo: '2609000001' }])
    expect(vi.mocked(client.createTicket)).not.toHaveBeenCalled()
    await end()
  })

  it('comes back with its errors where the server refuses it, on the disk and with another key', async () => {
    const { store, server, outbox, draft, submission, end } = await desk()
    server.trouble = () => ({ when: 'before', error: problem(422, 'validation_failed', { errors: { mallCode: ['mall_not_active'] } }) })
    const key = draft.ticketKey
    expect(await submission.send(true)).toEqual({ kind: 'invalid' })
    expect(submission.errors.value).toEqual({ mallCode: ['mall_not_active'] })
    expect(draft.fields.words).toBe('推拉门拉不动')
    expect(draft.ticketKey).not.toBe(key)
    expect([...store.drafts.keys()]).toEqual(['call draft-1'])
    expect(store.queue.items).toEqual([])
    server.trouble = () => null
    expect(await submission.send(true)).toMatchObject({ kind: 'made' })
    expect(server.made.size).toBe(1)
    expect(outbox.refused).toEqual([])
    await end()
  })

  it('is queued at once while the server is away, with all that it needs later', async () => {
    const { store, server, outbox, draft, submission, end } = await desk({ sends: false })
    useConnectionStore().noteOutcome(false)
    await store.outbox.add({ entry: ticketEntry(50), draft: null })
    draft.fields.address = '滨河路 20 号'
    expect(await submission.send(false)).toEqual({ kind: 'queued', place: 2 })
    expect(store.drafts.size).toBe(0)
    const item = store.queue.get(draft.ticketKey)
    expect(item).toMatchObject({ kind: 'ticket', state: 'waiting', writtenAt: '2026-09-29T05:39:51.000Z' })
    expect(JSON.parse(item.request)).toMatchObject({ customer: { id: '1' }, submit: false, feedback: { content: '推拉门拉不动', calledAt: '2026-09-29T05:39:51.000Z' } })
    expect(keptFormOf(item)).toMatchObject({ correction: { customerId: '1', version: 4, changes: { address: '滨河路 20 号' } }, shown: { customer: '沈若兰', words: '推拉门拉不动', called: true } })
    expect(server.heard).toEqual([])
    expect(outbox.pending).toHaveLength(2)
    await end()
  })

  it('is queued when the server goes away under it', async () => {
    const { server, submission, store, end } = await desk()
    server.trouble = () => ({ when: 'before', error: unreachable() })
    expect(await submission.send(true)).toMatchObject({ kind: 'queued' })
    expect(store.queue.items).toMatchObject([{ state: 'waiting', lastError: 'server_unreachable' }])
    await end()
  })

  it('goes straight to the server, under the same key, where this machine can keep nothing', async () => {
    const { store, draft, submission, end } = await desk()
    store.full = true
    vi.mocked(client.createTicket).mockResolvedValue(ticketExample({ no: '2609003401' }))
    expect(await submission.send(true)).toMatchObject({ kind: 'made', ticket: { no: '2609003401' } })
    expect(vi.mocked(client.createTicket).mock.calls[0]?.[1]).toEqual({ idempotencyKey: draft.ticketKey })
    await end()
  })

  it('that mends a refused item takes its place, and only once', async () => {
    const { store, outbox, draft, submission, end } = await desk({ sends: false })
    await store.outbox.add({ entry: ticketEntry(50), draft: null })
    await store.outbox.add({ entry: ticketEntry(51), draft: null })
    await store.queue.claim({ owner: uuid(1), leaseMs: 1 })
    await store.queue.settle({ owner: uuid(1), id: uuid(50), outcome: { kind: 'refused', refusal: { code: 'validation_failed', status: 422, requestId: null, detail: null, errors: {}, guards: [], at: '2026-09-29T05:47:02.000Z' } } })
    useConnectionStore().noteOutcome(false)
    draft.mends = uuid(50)
    expect(await submission.send(true)).toEqual({ kind: 'queued', place: 1 })
    expect(store.queue.items.map(({ id, state }) => [id, state])).toEqual([[draft.ticketKey, 'waiting'], [uuid(51), 'waiting']])
    expect(store.drafts.size).toBe(0)
    // The program died before it could tell; the same form again is the same item.
    await submission.send(true)
    await outbox.read()
    expect(store.queue.items).toHaveLength(2)
    await end()
  })

  it('of feedback that cannot be taken any more offers the linked new ticket', async () => {
    const { server, drafts, draft, store, end } = await desk()
    startFeedback(draft, openTicket(), () => uuid(300))
    if (draft.feedback) draft.feedback.content = '又黄了一块'
    const closed = ticketExample({ no: '2609002984', version: 9, state: 'closed', allowedOperations: ['evaluate'] })
    server.tickets.set(closed.no, closed)
    vi.mocked(client.getTicket).mockResolvedValue(closed)
    const feedback = useFeedbackSubmission({ draft, callId: () => null, flush: drafts.flush, about: () => null, outbox: useFormOutbox() })
    expect(await feedback.send()).toBeNull()
    expect(feedback.finished.value).toBe(true)
    expect(draft.feedback).toMatchObject({ content: '又黄了一块' })
    expect([...store.drafts.keys()]).toEqual(['call draft-1'])
    await end()
  })
})
