/** The server's clock, injected everywhere; the database's is never read. */
export interface Clock {
  now: () => Date
}

export const systemClock: Clock = { now: () => new Date() }
