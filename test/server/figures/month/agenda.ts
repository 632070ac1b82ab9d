/** What is still to happen, in the order of time. */
export interface Agenda {
  add: (at: number, work: (at: number) => Promise<void>) => void
  /** Does everything up to an instant, also what is added meanwhile. */
  run: (until: number, before: (at: number) => Promise<void>) => Promise<number>
}

interface Entry { at: number; sequence: number; work: (at: number) => Promise<void> }

export function createAgenda(): Agenda {
  const entries: Entry[] = []
  let sequence = 0
  const earlier = (one: Entry, other: Entry): boolean => one.at < other.at || (one.at === other.at && one.sequence < other.sequence)
  return {
    add(at, work) {
      const entry = { at: Math.round(at), sequence: sequence++, work }
      let [low, high] = [0, entries.length]
      // Latest first, so that the next one is at the end.
      while (low < high) {
        const middle = (low + high) >>> 1
        if (earlier(entry, entries[middle]!)) low = middle + 1
        else high = middle
      }
      entries.splice(low, 0, entry)
    },
    async run(until, before) {
      let done = 0
      for (let entry = entries.at(-1); entry && entry.at <= until; entry = entries.at(-1)) {
        entries.pop()
        await before(entry.at)
        await entry.work(entry.at)
        done++
      }
      return done
    },
  }
}
