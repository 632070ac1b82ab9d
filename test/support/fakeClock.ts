import type { Clock } from '#server/clock.ts'

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  set: (instant: Date | string) => void
  /** @param ms may be negative */
  advance: (ms: number) => void
}

export function createFakeClock(start: Date | string): FakeClock {
  let time = new Date(start).getTime()
  return {
    now: () => new Date(time),
    set: (instant) => { time = new Date(instant).getTime() },
    advance: (ms) => { time += ms },
  }
}
