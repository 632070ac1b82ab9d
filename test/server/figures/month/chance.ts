/** Chance that repeats itself: the same seed gives the same month. */
export interface Chance {
  /** In [0, 1). */
  next: () => number
  /** In [from, to). */
  between: (from: number, to: number) => number
  happens: (probability: number) => boolean
  pick: <Value>(values: readonly Value[]) => Value
  /** Each value as often as its weight says. */
  weigh: <Value>(values: readonly (readonly [Value, number])[]) => Value
}

/** @param seed a whole number (mulberry32) */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    happens: (probability) => next() < probability,
    pick: (values) => values[Math.floor(next() * values.length)]!,
    weigh: (values) => {
      let rest = next() * values.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of values) {
        rest -= weight
        if (rest < 0) return value
      }
      return values.at(-1)![0]
    },
  }
}
