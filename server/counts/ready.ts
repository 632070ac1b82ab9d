import { QueryTypes } from 'sequelize'
import type { Database } from '../database/database.ts'
import { recount } from './recount.ts'

export interface CountState {
  recountNeeded: boolean
  /** By whose days and months the counts are; null before the first server of this program. */
  timeZone: string | null
}

export async function readCountState({ sequelize }: Database): Promise<CountState | null> {
  const [row] = await sequelize.query<{ recountNeeded: number; timeZone: string | null }>(
    'SELECT recount_needed AS recountNeeded, time_zone AS timeZone FROM count_state WHERE id = 1', { type: QueryTypes.SELECT })
  return row ? { recountNeeded: row.recountNeeded === 1, timeZone: row.timeZone } : null
}

const noteRecounted = ({ sequelize }: Database, timeZone: string): Promise<unknown> =>
  sequelize.query('UPDATE count_state SET recount_needed = 0, time_zone = :timeZone WHERE id = 1', { replacements: { timeZone }, type: QueryTypes.UPDATE })

/**
 * Before a server works: tickets of a program that kept no counts are counted once, and all of them anew where the time
 * zone is another one. Several servers may be at it; one that is killed leaves it to the next.
 * @param say takes a line for whoever waits
 */
export async function readyCounts(database: Database, timeZone: string, say: (line: string) => void = () => {}): Promise<void> {
  const state = await readCountState(database)
  if (!state || (!state.recountNeeded && state.timeZone === timeZone)) return
  if (state.recountNeeded || state.timeZone !== null) {
    say('Counting the tickets')
    const { corrected } = await recount(database, timeZone)
    say(`Counted: ${corrected} counts`)
  }
  await noteRecounted(database, timeZone)
}
