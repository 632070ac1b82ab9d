/**
 * Lets so many pieces of work run at once; the others wait in order.
 * @param places how many at once
 */
export function createTurns(places: number): { readonly take: <Result>(work: () => Promise<Result>) => Promise<Result> } {
  let free = places
  const waiting: (() => void)[] = []
  return {
    take: async (work) => {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => { waiting.push(resolve) })
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        // The place goes over without being free in between.
        if (next) next()
        else free += 1
      }
    },
  }
}
