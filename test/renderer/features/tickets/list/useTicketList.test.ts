// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { client } from '../../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../../renderer/api/problem.ts'
import { useTicketList } from '../../../../../renderer/features/tickets/list/useTicketList.ts'
import type { TicketList } from '../../../../../renderer/features/tickets/list/useTicketList.ts'
import { useTicketListStore } from '../../../../../renderer/features/tickets/list/listStore.ts'
import { useStreamStore } from '../../../../../renderer/stores/stream.ts'
import type { StreamNews } from '../../../../../renderer/stores/stream.ts'
import { changeOf } from '../../../api/fakeStream.ts'

type Answer = Awaited<ReturnType<typeof client.queryTickets>>
interface Asked { readonly body: { readonly cursor?: string | null; readonly conditions?: readonly unknown[] }; readonly answer: (nos: readonly string[], nextCursor?: string | null) => void; readonly fail: (problem: ApiProblem) => void; readonly aborted: () => boolean }

const asked: Asked[] = []
const pageOf = (nos: readonly string[], nextCursor: string | null): Answer =>
  ({ items: nos.map((no) => ({ no, version: 1 })), nextCursor, total: nos.length, totalIsExact: true }) as unknown as Answer
const unavailable = (retryAfter: number | null): ApiProblem => new ApiProblem({ status: 503, code: 'database_unavailable', requestId: 'req-1', retryAfter })

let wrapper: ReturnType<typeof mount> | undefined
function start(active = ref(true)): TicketList {
  let list: TicketList | undefined
  wrapper = mount(defineComponent({ setup() { list = useTicketList('unreplied', () => active.value); return () => h('div') } }))
  return list!
}
const numbers = (list: TicketList): string[] | undefined => list.page.value?.rows.map((row) => row.no)

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-09-29T05:42:00Z') })
  setActivePinia(createPinia())
  localStorage.clear()
  asked.length = 0
  vi.spyOn(client, 'queryTickets').mockImplementation((request, options) => new Promise((resolve, reject) => {
    const signal = options?.signal as AbortSignal
    signal.addEventListener('abort', () => reject(new ApiProblem({ status: 0, code: 'cancelled' })))
    asked.push({ body: request!.body, answer: (nos, next = null) => resolve(pageOf(nos, next)), fail: reject, aborted: () => signal.aborted })
  }))
})
afterEach(() => {
  wrapper?.unmount()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('a list', () => {
  it('shows what was asked for last, whatever answers later', async () => {
    const list = start()
    list.ask({ conditions: [{ field: 'level', op: 'eq', value: '1' }] })
    expect(asked[0]?.aborted()).toBe(true)
    asked[1]?.answer(['b'])
    asked[0]?.answer(['a'])
    await flushPromises()
    expect(numbers(list)).toEqual(['b'])
  })
  it('reads itself anew every 30 s while it is in front, and keeps the rows that are the same', async () => {
    const active = ref(true)
    const list = start(active)
    asked[0]?.answer(['a', 'b'])
    await flushPromises()
    const [first] = list.page.value!.rows
    await vi.advanceTimersByTimeAsync(29_000)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked).toHaveLength(2)
    expect(list.reading.value).toBe('quiet')
    asked[1]?.answer(['a', 'c'])
    await flushPromises()
    expect(numbers(list)).toEqual(['a', 'c'])
    expect(list.page.value!.rows[0]).toBe(first)
    active.value = false
    await vi.advanceTimersByTimeAsync(90_000)
    expect(asked).toHaveLength(2)
  })
  it('keeps its rows when a quiet reading fails, and tries again when the server said', async () => {
    const list = start()
    asked[0]?.answer(['a'])
    await flushPromises()
    await vi.advanceTimersByTimeAsync(31_000)
    asked[1]?.fail(unavailable(7))
    await flushPromises()
    expect(list.failed.value).toBe(false)
    expect(numbers(list)).toEqual(['a'])
    expect(list.problem.value?.requestId).toBe('req-1')
    expect(list.retryIn.value).toBe(7)
    await vi.advanceTimersByTimeAsync(6_000)
    expect(asked).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1_500)
    expect(asked).toHaveLength(3)
  })
  it('shows a failure where somebody waits for the rows, and goes back to the last result with its conditions', async () => {
    const list = start()
    asked[0]?.answer(['a'])
    await flushPromises()
    list.ask({ conditions: [{ field: 'level', op: 'eq', value: '1' }] })
    asked[1]?.fail(unavailable(20))
    await flushPromises()
    expect(list.failed.value).toBe(true)
    list.showLast()
    expect(list.failed.value).toBe(false)
    expect(list.memory.query.conditions).toEqual([])
    expect(numbers(list)).toEqual(['a'])
  })
  it('does not try again by itself what the server refuses for good', async () => {
    const list = start()
    asked[0]?.fail(new ApiProblem({ status: 403, code: 'forbidden' }))
    await flushPromises()
    expect(list.failed.value).toBe(true)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked).toHaveLength(1)
  })
  it('counts the seconds of a slow reading and can be cancelled', async () => {
    const list = start()
    await vi.advanceTimersByTimeAsync(2_500)
    expect(list.seconds.value).toBe(2)
    list.cancel()
    await flushPromises()
    expect(asked[0]?.aborted()).toBe(true)
    expect([list.cancelled.value, list.reading.value, list.problem.value]).toEqual([true, null, null])
  })
  it('goes to the next page and back, and stays where it was when the page does not come', async () => {
    const list = start()
    asked[0]?.answer(['a'], 'cursor-b')
    await flushPromises()
    const going = list.goNext()
    expect(asked[1]?.body.cursor).toBe('cursor-b')
    asked[1]?.answer(['b'], 'cursor-c')
    expect(await going).toBe(true)
    const failing = list.goNext()
    asked[2]?.fail(unavailable(null))
    expect(await failing).toBe(false)
    expect(list.memory.cursors).toEqual([null, 'cursor-b'])
    list.showLast()
    const back = list.goPrevious()
    asked[3]?.answer(['a'], 'cursor-b')
    expect(await back).toBe(true)
    expect(numbers(list)).toEqual(['a'])
  })
  it('begins at the first page where the kept cursor is not taken any more', async () => {
    useTicketListStore().memoryOf('unreplied').cursors = [null, 'old']
    const list = start()
    expect(asked[0]?.body.cursor).toBe('old')
    asked[0]?.fail(new ApiProblem({ status: 422, code: 'validation_failed' }))
    await flushPromises()
    expect(asked[1]?.body.cursor).toBeUndefined()
    asked[1]?.answer(['a'])
    await flushPromises()
    expect(numbers(list)).toEqual(['a'])
    expect(list.failed.value).toBe(false)
  })
  it('is read at once with the conditions that somebody opens it with', async () => {
    const list = start()
    asked[0]?.answer(['a'])
    await flushPromises()
    useTicketListStore().preset('unreplied', { conditions: [{ field: 'level', op: 'eq', value: '1' }] })
    await flushPromises()
    expect(asked[1]?.body.conditions).toEqual([{ field: 'level', op: 'eq', value: '1' }])
    expect(list.memory.advancedOpen).toBe(true)
  })
})

describe('a list while changes come by themselves', () => {
  let tell: (news: StreamNews) => void
  beforeEach(() => {
    useStreamStore().start((listeners) => {
      tell = listeners.onNews
      return { start: () => listeners.onState('live'), stop: () => undefined, nudge: () => undefined, renewed: () => undefined, watch: () => undefined, unwatch: () => undefined }
    })
  })

  it('is read quietly when something changes, at most every 1.5 s, and keeps its current row', async () => {
    const list = start()
    asked[0]?.answer(['a', 'b'])
    await flushPromises()
    list.memory.currentNo = 'b'
    list.memory.scrollTop = 320
    for (let time = 0; time < 10; time += 1) {
      tell(changeOf(String(41 + time)))
      await flushPromises()
      asked.at(-1)?.answer(['c', 'a', 'b'])
      await vi.advanceTimersByTimeAsync(300)
    }
    await vi.advanceTimersByTimeAsync(3_000)
    asked.at(-1)?.answer(['c', 'a', 'b'])
    await flushPromises()
    expect(asked).toHaveLength(4)
    expect(numbers(list)).toEqual(['c', 'a', 'b'])
    expect([list.memory.currentNo, list.memory.scrollTop, list.reading.value]).toEqual(['b', 320, null])
  })
  it('is read again for a change that came while it was being read', async () => {
    const list = start()
    tell(changeOf('41'))
    await flushPromises()
    asked[0]?.answer(['a'])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked).toHaveLength(2)
    asked[1]?.answer(['b'])
    await flushPromises()
    expect(numbers(list)).toEqual(['b'])
  })
  it('drops the row of a ticket that was taken away before it is read again', async () => {
    const list = start()
    asked[0]?.answer(['a', '2609002984', 'b'])
    await flushPromises()
    tell({ type: 'gone', id: '41', ticketNo: '2609002984' })
    expect(numbers(list)).toEqual(['a', 'b'])
    expect(list.page.value?.total).toBe(2)
    await flushPromises()
    expect(asked).toHaveLength(2)
  })
  it('rests behind other tabs and is read when it comes to the front, however fresh it is', async () => {
    const active = ref(true)
    start(active)
    asked[0]?.answer(['a'])
    await flushPromises()
    active.value = false
    await vi.advanceTimersByTimeAsync(500)
    tell(changeOf('41'))
    await vi.advanceTimersByTimeAsync(500)
    expect(asked).toHaveLength(1)
    active.value = true
    await flushPromises()
    expect(asked).toHaveLength(2)
  })
  it('reads itself rarely', async () => {
    start()
    asked[0]?.answer(['a'])
    await vi.advanceTimersByTimeAsync(170_000)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(12_000)
    expect(asked).toHaveLength(2)
  })
})
