import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { throttled } from '../../../renderer/api/throttled.ts'
import type { ThrottledOutcome } from '../../../renderer/api/throttled.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

describe('throttled', () => {
  it('runs at once, then for all who ask meanwhile once in the interval', async () => {
    const action = vi.fn(async (): Promise<ThrottledOutcome> => 'done')
    const soon = throttled(action, 1_500)
    for (let time = 0; time < 50; time += 1) {
      soon.ask()
      await vi.advanceTimersByTimeAsync(100)
    }
    await vi.advanceTimersByTimeAsync(10_000)
    expect(action).toHaveBeenCalledTimes(5)
  })
  it('runs once more for what was asked while it ran', async () => {
    let finish: ((outcome: ThrottledOutcome) => void) | undefined
    const action = vi.fn(() => new Promise<ThrottledOutcome>((resolve) => { finish = resolve }))
    const soon = throttled(action, 100)
    soon.ask()
    await vi.advanceTimersByTimeAsync(5_000)
    soon.ask()
    soon.ask()
    expect(action).toHaveBeenCalledOnce()
    finish?.('done')
    await vi.advanceTimersByTimeAsync(16_000)
    expect(action).toHaveBeenCalledTimes(2)
  })
  it('runs more rarely the longer it takes', async () => {
    const action = vi.fn(() => new Promise<ThrottledOutcome>((resolve) => { setTimeout(() => resolve('done'), 2_000) }))
    const soon = throttled(action, 1_000)
    for (let second = 0; second < 39; second += 1) {
      soon.ask()
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(action).toHaveBeenCalledTimes(5)
  })
  it('tries again what could not be done', async () => {
    const outcomes: ThrottledOutcome[] = ['busy', 'busy', 'done', 'done']
    const action = vi.fn(async () => outcomes.shift()!)
    throttled(action, 300).ask()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(action).toHaveBeenCalledTimes(3)
  })
  it('runs no more once it has ended', async () => {
    const action = vi.fn(async (): Promise<ThrottledOutcome> => 'done')
    const soon = throttled(action, 1_000)
    soon.ask()
    soon.ask()
    await vi.advanceTimersByTimeAsync(0)
    soon.ask()
    soon.end()
    soon.ask()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(action).toHaveBeenCalledOnce()
  })
})
