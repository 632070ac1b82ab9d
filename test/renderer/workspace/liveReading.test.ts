// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { OpenStream } from '../../../renderer/api/stream.ts'
import { useStreamStore } from '../../../renderer/stores/stream.ts'
import { useLiveReading } from '../../../renderer/workspace/liveReading.ts'
import type { LiveReading } from '../../../renderer/workspace/liveReading.ts'

const active = ref(true)
const key = ref('a')
const questions: { readonly key: string; readonly answer: (value: string) => void; readonly fail: () => void }[] = []
let wrapper: VueWrapper
let says: Parameters<OpenStream>[0]
const nothing = (): void => undefined

function start(): LiveReading<string> {
  let live: LiveReading<string> | undefined
  wrapper = mount(defineComponent({ setup() {
    live = useLiveReading(() => new Promise<string>((resolve, reject) => { questions.push({ key: key.value, answer: resolve, fail: () => reject(new Error('no')) }) }), { active: () => active.value, changeInterval: 10_000, key: () => key.value })
    return () => h('div')
  } }))
  return live!
}
const changed = (): void => says.onNews({ type: 'change', ticketNo: '2609002984', change: null as never } as unknown as Parameters<typeof says.onNews>[0])
const last = () => questions.at(-1)!
async function answer(value: string): Promise<void> {
  last().answer(value)
  await flushPromises()
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-09-29T05:42:00Z') })
  setActivePinia(createPinia())
  questions.length = 0
  active.value = true
  key.value = 'a'
  useStreamStore().start((given) => {
    says = given
    return { start: nothing, stop: nothing, nudge: nothing, renewed: nothing, watch: nothing, unwatch: nothing }
  })
})
afterEach(() => {
  wrapper.unmount()
  vi.useRealTimers()
})

describe('a live reading', () => {
  it('reads when something changes, at most once in its interval, and keeps the old answer meanwhile', async () => {
    const live = start()
    await answer('one')
    expect(live.answer.value).toBe('one')
    changed()
    await vi.advanceTimersByTimeAsync(100)
    expect(questions).toHaveLength(2)
    expect([live.answer.value, live.reading.value]).toEqual(['one', true])
    await answer('two')
    for (let count = 0; count < 20; count += 1) changed()
    await vi.advanceTimersByTimeAsync(9_000)
    expect(questions).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1_500)
    expect(questions).toHaveLength(3)
    await answer('three')
    expect(live.answer.value).toBe('three')
  })
  it('reads once more for what changed while it read', async () => {
    start()
    changed()
    await vi.advanceTimersByTimeAsync(100)
    expect(questions).toHaveLength(1)
    await answer('one')
    await vi.advanceTimersByTimeAsync(11_000)
    expect(questions).toHaveLength(2)
  })
  it('rests while nobody looks, and reads what was missed when it comes to the front', async () => {
    start()
    await answer('one')
    active.value = false
    changed()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(questions).toHaveLength(1)
    active.value = true
    await flushPromises()
    expect(questions).toHaveLength(2)
  })
  it('reads every 30 s on its own without live updates, and seldom with them', async () => {
    start()
    await answer('one')
    await vi.advanceTimersByTimeAsync(31_000)
    expect(questions).toHaveLength(2)
    await answer('two')
    says.onState('live')
    await vi.advanceTimersByTimeAsync(120_000)
    expect(questions).toHaveLength(2)
  })
  it('keeps the answer of a failed reading, says why, and tries again soon, also with live updates', async () => {
    const live = start()
    await answer('one')
    says.onState('live')
    changed()
    await vi.advanceTimersByTimeAsync(100)
    last().fail()
    await flushPromises()
    expect([live.answer.value, live.problem.value?.code]).toEqual(['one', 'unknown'])
    await vi.advanceTimersByTimeAsync(31_000)
    expect(questions).toHaveLength(3)
    await answer('two')
    expect([live.answer.value, live.problem.value]).toEqual(['two', null])
  })
  it('leaves an answer aside to what is not asked any more', async () => {
    const live = start()
    const [first] = questions
    key.value = 'b'
    await flushPromises()
    expect(questions.map((one) => one.key)).toEqual(['a', 'b'])
    await answer('of b')
    first!.answer('of a')
    await flushPromises()
    expect([live.answer.value, live.answered.value]).toEqual(['of b', 'b'])
  })
})
