/** A count that a run must show: what is right, and what was found. */
export interface Check {
  what: string
  expected: number
  found: number
}

/** Of a set of keys that must each be there once. */
export interface Compared {
  expected: number
  found: number
  twice: number
  lost: number
  /** There, though nobody planned it. */
  stray: number
}

/** @param wanted keys, each once @param there the keys of what was found, with repetitions */
export function compareKeys(wanted: readonly string[], there: readonly string[]): Compared {
  const expected = new Set(wanted)
  if (expected.size !== wanted.length) throw new Error('the plan names a key twice')
  const found = new Set(there)
  return {
    expected: expected.size, found: found.size, twice: there.length - found.size,
    lost: [...expected].filter((key) => !found.has(key)).length, stray: [...found].filter((key) => !expected.has(key)).length,
  }
}

export const isRight = ({ twice, lost, stray }: Compared): boolean => twice + lost + stray === 0

export const describe = ({ expected, found, twice, lost, stray }: Compared): string => `${expected} expected, ${found} found, ${twice} twice, ${lost} lost, ${stray} stray`

export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
