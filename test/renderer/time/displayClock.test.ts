import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { createDisplayClock } from '../../../renderer/time/displayClock.ts'

describe('createDisplayClock', () => {
  beforeEach(() => { vi.useFakeTimers({ now: 1_000_000 }) })
  afterEach(() => { vi.useRealTimers() })

  it('ticks with one interval for all watchers and stops with the last', () => {
    const clock = createDisplayClock(() => Date.now() + 5000, ref('Asia/Shanghai'))
    const first = clock.keepTicking()
    const second = clock.keepTicking()
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(3000)
    expect(clock.now.value).toBe(1_008_000)
    first()
    first()
    expect(vi.getTimerCount()).toBe(1)
    second()
    expect(vi.getTimerCount()).toBe(0)
  })
  it('shows the present time at once when somebody looks again', () => {
    const clock = createDisplayClock(() => Date.now(), ref('Asia/Shanghai'))
    vi.advanceTimersByTime(60_000)
    expect(clock.now.value).toBe(1_000_000)
    const release = clock.keepTicking()
    expect(clock.now.value).toBe(1_060_000)
    release()
  })
})
