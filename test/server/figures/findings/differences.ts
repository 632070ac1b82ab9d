/** Nothing where both are equal as JSON; otherwise what was found and what it had to be. */
export function differences(what: string, actual: unknown, expected: unknown): string[] {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  return found === wanted ? [] : [`${what}: ${found} where ${wanted} was expected`]
}

/** Where one of the totals is another than expected. */
export const totalDifferences = (what: string, totals: readonly number[], expected: number): string[] =>
  differences(`${what}, total`, [...new Set(totals)].filter((total) => total !== expected), [])
