import { findRow, type Database } from '../database/database.ts'

/** The one row that says how far the walk over all tickets has come. */
export const WALK_ROW = { id: 1 }

/** From the end of a walk to the next one, in ms: what a server of an older version wrote during an upgrade is found then. */
export const WALK_EVERY_MS = 6 * 60 * 60_000

/** Whether every ticket that there was before the index has been looked at once. */
export async function isIndexComplete({ tables }: Database): Promise<boolean> {
  const row = await findRow(tables.searchWalk, WALK_ROW, { attributes: ['completeAt'] })
  return row !== null && row.completeAt !== null
}
