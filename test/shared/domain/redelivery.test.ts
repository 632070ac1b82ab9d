import { describe, expect, it } from 'vitest'
import { pauseBeforeRedelivery } from '#shared/domain/redelivery.ts'

const HOUR_MS = 60 * 60_000
/** The pauses until a message is dead. */
function pausesWith(random: number): number[] {
  const pauses: number[] = []
  for (let failures = 1; ; failures++) {
    const pause = pauseBeforeRedelivery(failures, random)
    if (pause === null) return pauses
    pauses.push(pause)
  }
}

describe('the pause before a message is tried again', () => {
  it('doubles from five seconds on', () => {
    expect(pausesWith(1).slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000])
  })
  it('lies between half and all of it by chance, so that what failed together does not come back together', () => {
    expect(pauseBeforeRedelivery(3, 0)).toBe(10_000)
    expect(pauseBeforeRedelivery(3, 0.5)).toBe(15_000)
  })
  it('comes to an end within 24 hours, and not long before', () => {
    const total = pausesWith(1).reduce((sum, pause) => sum + pause, 0)
    expect(total).toBeLessThanOrEqual(24 * HOUR_MS)
    expect(total).toBeGreaterThan(18 * HOUR_MS)
    expect(pausesWith(0)).toHaveLength(pausesWith(1).length)
  })
})
