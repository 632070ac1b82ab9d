import type { Database } from '../database/database.ts'
import { countDiffering } from '../tickets/followingColumns.ts'
import { compareSlice, slicesOf } from './compare.ts'
import type { CountDelta } from './deltas.ts'
import { countStaleMarks } from './staleMarks.ts'

export interface Check {
  tickets: number
  /** Counts that say something else than the tickets. */
  differences: number
  /** Reading marks that stand for nothing that is read. */
  staleMarks: number
  /** Tickets of which another row says something wrong. */
  differing: number
}

/**
 * Compares every kept count, and every column that repeats what a ticket says, with the tickets, by the rule itself. Servers may work meanwhile.
 * @param onDifference hears of each; `n` is what the count lacks
 */
export async function checkCounts(database: Database, timeZone: string, onDifference: (difference: CountDelta) => void): Promise<Check> {
  const check: Check = { tickets: 0, differences: 0, staleMarks: 0, differing: 0 }
  for (const slice of await slicesOf(database, timeZone)) {
    const { tickets, missing } = await compareSlice(database, slice, timeZone)
    for (const difference of missing) onDifference(difference)
    check.differences += missing.length
    if (slice.by === 'createdAt') check.tickets += tickets
  }
  check.staleMarks = await countStaleMarks(database)
  check.differing = await countDiffering(database)
  return check
}
