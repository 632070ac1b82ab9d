import type { Transaction } from 'sequelize'
import { insertRows, type Database } from '../database/database.ts'
import type { CountDelta } from './deltas.ts'

/** Rows of one INSERT. */
const ROWS = 1_000

/** Appends what a transaction changes to the counts; it holds from the commit on, for everybody who reads. */
export async function appendChanges({ tables: { countChanges } }: Database, deltas: readonly CountDelta[], transaction: Transaction): Promise<void> {
  for (let start = 0; start < deltas.length; start += ROWS) await insertRows(countChanges, deltas.slice(start, start + ROWS), transaction)
}
