import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useClockStore } from '../../../renderer/stores/clock.ts'

const start = Date.parse('2026-09-29T05:42:00Z')
const DAY = 24 * 60 * 60 * 1000

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ['Date', 'performance', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
  setActivePinia(createPinia())
})
afterEach(() => { vi.useRealTimers() })

describe('the clock of the server', () => {
  it('runs as the server says, whatever the machine says', () => {
    const clock = useClockStore()
    clock.observe(start - DAY, true)
    expect(clock.now()).toBe(start - DAY)
    vi.advanceTimersByTime(60_000)
    expect(clock.now()).toBe(start - DAY + 60_000)
  })
  it('takes the whole seconds of a header for no other time, and a greater difference for one', () => {
    const clock = useClockStore()
    clock.observe(start + 200, true)
    clock.observe(start + 900)
    expect(clock.offset).toBe(200)
    clock.observe(start + 5_000)
    expect(clock.offset).toBe(5_000)
  })
  it('notices once that the machine’s clock was set, and not that time goes by', () => {
    const clock = useClockStore()
    vi.advanceTimersByTime(60_000)
    expect(clock.wasMoved()).toBe(false)
    vi.setSystemTime(Date.now() + DAY)
    expect([clock.wasMoved(), clock.wasMoved()]).toEqual([true, false])
    vi.setSystemTime(Date.now() - 2 * DAY)
    expect([clock.wasMoved(), clock.wasMoved()]).toEqual([true, false])
  })
})
