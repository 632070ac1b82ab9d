import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startLoop } from '#server/jobs/loop.ts'
import { createLogger } from '#server/logging/logger.ts'

const lines: string[] = []
const logger = createLogger('info', { write: (line) => void lines.push(line) })
beforeEach(() => {
  vi.useFakeTimers()
  lines.length = 0
})
afterEach(() => { vi.useRealTimers() })

describe('a loop', () => {
  it('works at once, then after each pause, and no more once stopped', async () => {
    const work = vi.fn(async () => {})
    const loop = startLoop({ name: 'test', logger, everyMs: 100 }, work)
    await vi.advanceTimersByTimeAsync(0)
    expect(work).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(300)
    expect(work).toHaveBeenCalledTimes(4)
    await loop.stop()
    loop.wake()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(work).toHaveBeenCalledTimes(4)
  })

  it('is woken by many at once for one run, and for another where the wish comes while it works', async () => {
    const running: (() => void)[] = []
    const work = vi.fn(() => new Promise<void>((done) => { running.push(done) }))
    const loop = startLoop({ name: 'test', logger, everyMs: 60_000, wokenMs: 10 }, work)
    await vi.advanceTimersByTimeAsync(0)
    loop.wake()
    loop.wake()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(work).toHaveBeenCalledTimes(1)
    running[0]!()
    await vi.advanceTimersByTimeAsync(10)
    expect(work).toHaveBeenCalledTimes(2)
    running[1]!()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(work).toHaveBeenCalledTimes(2)
    loop.wake()
    loop.wake()
    await vi.advanceTimersByTimeAsync(10)
    expect(work).toHaveBeenCalledTimes(3)
    const stopped = loop.stop()
    running[2]!()
    await stopped
  })

  it('goes on after failures with a longer pause, and reports the first and the recovery', async () => {
    let failing = true
    const work = vi.fn(async () => { if (failing) throw new Error('away') })
    const loop = startLoop({ name: 'test', logger, everyMs: 10, afterFailureMs: 1_000 }, work)
    await vi.advanceTimersByTimeAsync(0)
    loop.wake()
    await vi.advanceTimersByTimeAsync(999)
    expect(work).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(2_001)
    expect(work).toHaveBeenCalledTimes(4)
    failing = false
    await vi.advanceTimersByTimeAsync(1_000)
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['a job fails; it goes on trying', 'a job works again'])
    await loop.stop()
  })
})
