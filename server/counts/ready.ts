import type { Database } from '../database/database.ts'
import { recount } from './recount.ts'
import { noteRecounted, readCountState, restoreCountState } from './state.ts'

/**
 * Before a server works: tickets of a program that kept no counts are counted once, and all of them anew where the time
 * zone is another one or nobody knows any more which it was. Several servers may be at it; one that is killed leaves it to the next.
 * @param say takes a line for whoever waits
 */
export async function readyCounts(database: Database, timeZone: string, say: (line: string) => void = () => {}): Promise<void> {
  const state = await readCountState(database)
  if (!state) await restoreCountState(database)
  if (state && !state.recountNeeded && state.timeZone === timeZone) return
  if (!state || state.recountNeeded || state.timeZone !== null) {
    say('Counting the tickets')
    const { corrected } = await recount(database, timeZone)
    say(`Counted: ${corrected} counts`)
  }
  await noteRecounted(database, timeZone)
}
