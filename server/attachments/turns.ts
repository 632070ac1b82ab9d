/** Lets a number of jobs run at the same time; the others wait in the order in which they came. */
export type Turns = <Result>(job: () => Promise<Result>) => Promise<Result>

/** @param places jobs at the same time */
export function createTurns(places: number): Turns {
  let free = places
  const waiting: (() => void)[] = []
  return async (job) => {
    if (free > 0) free--
    else await new Promise<void>((proceed) => waiting.push(proceed))
    try {
      return await job()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

/** Lets each of many have a number of jobs at the same time; one more is not begun. */
export type PlacesForEach = <Result>(who: number, job: () => Promise<Result>, none: () => Error) => Promise<Result>

/** @param places jobs of each at the same time */
export function createPlacesForEach(places: number): PlacesForEach {
  const taken = new Map<number, number>()
  return async (who, job, none) => {
    const running = taken.get(who) ?? 0
    if (running >= places) throw none()
    taken.set(who, running + 1)
    try {
      return await job()
    } finally {
      const left = (taken.get(who) ?? 1) - 1
      if (left === 0) taken.delete(who)
      else taken.set(who, left)
    }
  }
}
