import { QueryTypes } from 'sequelize'
import type { Database } from '../database/database.ts'

export interface CountState {
  recountNeeded: boolean
  /** By whose days and months the counts are; null before the first server of this program. */
  timeZone: string | null
}

/** @returns null where the row is missing: {@link restoreCountState} */
export async function readCountState({ sequelize }: Database): Promise<CountState | null> {
  const [row] = await sequelize.query<{ recountNeeded: number; timeZone: string | null }>(
    'SELECT recount_needed AS recountNeeded, time_zone AS timeZone FROM count_state WHERE id = 1', { type: QueryTypes.SELECT })
  return row ? { recountNeeded: row.recountNeeded === 1, timeZone: row.timeZone } : null
}

export const noteRecounted = ({ sequelize }: Database, timeZone: string): Promise<unknown> =>
  sequelize.query('UPDATE count_state SET recount_needed = 0, time_zone = :timeZone WHERE id = 1', { replacements: { timeZone }, type: QueryTypes.UPDATE })

/**
 * Makes the row anew where it was lost: without it nothing is added up and nothing corrected. By which zone the counts are
 * is lost with it, so that the next server counts anew.
 */
export async function restoreCountState({ sequelize }: Database): Promise<void> {
  await sequelize.query('INSERT IGNORE INTO count_state (id, recount_needed) VALUES (1, 1)', { type: QueryTypes.INSERT })
}
