// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, defineComponent, h, ref } from 'vue'
import type { Ticket } from '#shared/contract/ticket.ts'
import { client } from '../../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../../renderer/api/problem.ts'
import type { OpenStream } from '../../../../../renderer/api/stream.ts'
import { useTicketPage } from '../../../../../renderer/features/tickets/page/useTicketPage.ts'
import type { TicketPageState } from '../../../../../renderer/features/tickets/page/useTicketPage.ts'
import { useMachineStore } from '../../../../../renderer/stores/machine/machine.ts'
import { useSessionStore } from '../../../../../renderer/stores/session.ts'
import { useStreamStore } from '../../../../../renderer/stores/stream.ts'
import { changeOf } from '../../../api/fakeStream.ts'
import { FakeLocalStore } from '../../outbox/fakeLocalStore.ts'
import { recordExample, ticketExample } from '../ticketExample.ts'

interface Asked { readonly answer: (ticket: Partial<Ticket>) => void; readonly fail: (problem: ApiProblem) => void }
const asked: Asked[] = []
let records = [recordExample({ id: '1', operation: 'feedback' })]
let wrapper: ReturnType<typeof mount> | undefined
let says: Parameters<OpenStream>[0]

function start(active = ref(true)): TicketPageState {
  useSessionStore().user = { id: '5', account: 'agent', name: '何知秋', organisation: { code: 'HQ', name: '客服中心', kind: 'hq' }, roles: ['agent'], ticketTypes: null, permissions: [] }
  useStreamStore().start((listeners) => {
    says = listeners
    return { start: () => listeners.onState('live'), stop: () => undefined, nudge: () => undefined, renewed: () => undefined, watch: () => undefined, unwatch: () => undefined }
  })
  let page: TicketPageState | undefined
  wrapper = mount(defineComponent({ setup() { page = useTicketPage(() => '2609002984', computed(() => active.value)); return () => h('div') } }))
  return page!
}
async function answer(at: number, changed: Partial<Ticket> = {}): Promise<void> {
  asked[at]!.answer(changed)
  await flushPromises()
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-09-29T05:42:00Z') })
  setActivePinia(createPinia())
  asked.length = 0
  records = [recordExample({ id: '1', operation: 'feedback' })]
  vi.spyOn(client, 'getTicket').mockImplementation((_request, options) => new Promise((resolve, reject) => {
    (options?.signal as AbortSignal | undefined)?.addEventListener('abort', () => reject(new ApiProblem({ status: 0, code: 'cancelled' })))
    asked.push({ answer: (changed) => resolve(ticketExample(changed)), fail: reject })
  }))
  vi.spyOn(client, 'getTicketRecords').mockImplementation(async () => ({ items: records }))
  vi.spyOn(client, 'getTicketDeadlines').mockResolvedValue({ items: [] })
  vi.spyOn(client, 'getTicketLog').mockResolvedValue({ items: [] })
})
afterEach(() => {
  wrapper?.unmount()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('a ticket without the server', () => {
  it('is shown as this machine saw it last, and anew when the server is back', async () => {
    const store = new FakeLocalStore()
    await useMachineStore().open('5', store)
    start()
    await answer(0, { latestFeedback: '上次看到的' })
    wrapper?.unmount()
    vi.mocked(client.getTicketRecords).mockRejectedValue(new ApiProblem({ status: 0, code: 'server_unreachable' }))
    const page = start()
    asked[1]!.fail(new ApiProblem({ status: 0, code: 'server_unreachable' }))
    await flushPromises()
    expect(page.ticket.value?.latestFeedback).toBe('上次看到的')
    expect(page.history.value.records).toHaveLength(1)
    expect(page.seenAt.value).toEqual(expect.any(String))
    expect(page.problem.value).toBeNull()
    void page.load()
    await answer(2, { version: 10, latestFeedback: '现在的' })
    expect(page.seenAt.value).toBeNull()
    expect(page.ticket.value?.latestFeedback).toBe('现在的')
  })
})

describe('an open ticket', () => {
  it('looks at once when somebody else changes it, and says what is new', async () => {
    const page = start()
    await answer(0)
    records = [recordExample({ id: '2', operation: 'reply' }), ...records]
    says.onNews(changeOf('41'))
    await flushPromises()
    expect(asked).toHaveLength(2)
    await answer(1, { version: 10, state: 'replied' })
    expect(page.ticket.value?.state).toBe('replied')
    expect(page.newRecordIds.value).toEqual(new Set(['2']))
    expect(page.changes.value?.fields.map((field) => field.field)).toContain('state')
  })
  it('loses no change that comes while it is looking', async () => {
    const page = start()
    await answer(0)
    says.onNews(changeOf('41'))
    says.onNews(changeOf('42'))
    await flushPromises()
    await answer(1, { version: 10, state: 'replied' })
    await vi.advanceTimersByTimeAsync(1_000)
    await answer(2, { version: 11, state: 'resolved' })
    expect(page.ticket.value?.state).toBe('resolved')
  })
  it('loses no change that comes while it is being read the first time', async () => {
    const page = start()
    says.onNews(changeOf('41'))
    await answer(0)
    await vi.advanceTimersByTimeAsync(1_000)
    await answer(1, { version: 10, state: 'replied' })
    expect(page.ticket.value?.state).toBe('replied')
  })
  it('does not call the person’s own operation news', async () => {
    const page = start()
    await answer(0)
    says.onNews({ ...changeOf('41'), byUserId: '5', version: 10 })
    await page.accept(ticketExample({ version: 10, state: 'replied' }))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toHaveLength(1)
    expect(page.changes.value).toBeNull()
  })
  it('sees what the same person did in another window', async () => {
    start()
    await answer(0)
    says.onNews({ ...changeOf('41'), byUserId: '5', version: 10 })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked).toHaveLength(2)
  })
  it('reads the log again when the calendar moved what the ticket itself does not show, and once only', async () => {
    start()
    await answer(0)
    says.onNews({ ...changeOf('41'), event: 'deadlines_recomputed', byUserId: null, byName: null })
    await flushPromises()
    await answer(1)
    expect(client.getTicketLog).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(1_000)
    says.onNews(changeOf('42'))
    await flushPromises()
    await answer(2)
    expect(client.getTicketLog).toHaveBeenCalledTimes(2)
  })
  it('reads the log again when a deadline is another, though version and latest event are not', async () => {
    start()
    await answer(0)
    says.onNews(changeOf('41'))
    await flushPromises()
    await answer(1, { resolveDueAt: '2026-10-13T07:00:00.000Z' })
    expect(client.getTicketLog).toHaveBeenCalledTimes(2)
  })
  it('reads rarely by itself while the stream is up, and as before while it is not', async () => {
    start()
    await answer(0)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked).toHaveLength(1)
    says.onState('waiting')
    await vi.advanceTimersByTimeAsync(4_000)
    expect(asked).toHaveLength(2)
    await answer(1)
    await vi.advanceTimersByTimeAsync(16_000)
    expect(asked).toHaveLength(3)
  })
  it('tries again soon when the look for a change failed', async () => {
    start()
    await answer(0)
    says.onNews(changeOf('41'))
    await flushPromises()
    asked[1]!.fail(new ApiProblem({ status: 503, code: 'database_unavailable' }))
    await vi.advanceTimersByTimeAsync(19_000)
    expect(asked).toHaveLength(3)
  })
  it('looks when it comes to the front, not behind', async () => {
    const active = ref(false)
    start(active)
    await answer(0)
    says.onNews(changeOf('41'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(1)
    active.value = true
    await flushPromises()
    expect(asked).toHaveLength(2)
  })
})

describe('a ticket that is taken away', () => {
  it('is not shown nor kept any longer', async () => {
    const page = start()
    await answer(0)
    says.onNews({ type: 'gone', id: '41', ticketNo: '2609002984' })
    expect(page.gone.value).toBe(true)
    expect([page.ticket.value, page.history.value.records, page.seen.value]).toEqual([null, [], null])
    await vi.advanceTimersByTimeAsync(600_000)
    expect(asked).toHaveLength(1)
  })
  it('is also found out by a look', async () => {
    const page = start()
    await answer(0)
    says.onNews(changeOf('41'))
    await flushPromises()
    asked[1]!.fail(new ApiProblem({ status: 404, code: 'not_found' }))
    await flushPromises()
    expect([page.gone.value, page.ticket.value]).toEqual([true, null])
  })
  it('stays away for an answer that was under way', async () => {
    const page = start()
    says.onNews({ type: 'gone', id: '41', ticketNo: '2609002984' })
    await answer(0)
    expect([page.gone.value, page.ticket.value]).toEqual([true, null])
  })
  it('comes back when it is handed over again', async () => {
    const page = start()
    await answer(0)
    says.onNews({ type: 'gone', id: '41', ticketNo: '2609002984' })
    says.onNews(changeOf('42'))
    await answer(1, { version: 12 })
    expect([page.gone.value, page.ticket.value?.version]).toEqual([false, 12])
  })
})
