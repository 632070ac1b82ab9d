import { QueryTypes } from 'sequelize'
import type { Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'
import { mendFollowing } from '../tickets/followingColumns.ts'
import { appendChanges } from './changes.ts'
import { compareSlice, slicesOf, type Slice } from './compare.ts'
import type { CountDelta } from './deltas.ts'
import { foldAll } from './fold.ts'
import { endStaleMarks } from './staleMarks.ts'
import { restoreCountState } from './state.ts'

/** Corrections of one transaction. */
const CORRECTIONS = 10_000

export interface Recount {
  /** Counts of months that were looked at. */
  slices: number
  /** Counts that were wrong. */
  corrected: number
  /** Reading marks that were over. */
  staleMarks: number
  /** Tickets of which another row said something wrong. */
  mended: number
}

/**
 * Appends corrections, if nobody else has corrected anything since they were computed.
 * @returns whether they were appended
 */
async function appendCorrections(database: Database, deltas: readonly CountDelta[], corrections: number): Promise<boolean> {
  return runTransaction(database, async (transaction) => {
    const [, matched] = await database.sequelize.query('UPDATE count_state SET corrections = corrections + 1 WHERE id = 1 AND corrections = :corrections',
      { replacements: { corrections }, type: QueryTypes.UPDATE, transaction })
    if (matched !== 1) return false
    await appendChanges(database, deltas, transaction)
    return true
  })
}

/** Corrects the counts of a month. What is missing is added, so that what servers write and add up meanwhile stays right. */
async function correctSlice(database: Database, slice: Slice, timeZone: string): Promise<number> {
  for (let corrected = 0; ;) {
    const { missing, corrections } = await compareSlice(database, slice, timeZone)
    let start = 0
    for (let seen = corrections; start < missing.length && (await appendCorrections(database, missing.slice(start, start + CORRECTIONS), seen)); seen++) start += CORRECTIONS
    corrected += Math.min(start, missing.length)
    // Of another recount's corrections this one knew nothing: it looks again.
    if (start >= missing.length) return corrected
    // Nor is anything corrected while the row is missing that says how often that was done.
    await restoreCountState(database)
  }
}

/**
 * Makes the kept counts those of the tickets, month by month. Safe while servers write, add up and recount; of one that is
 * killed the corrections so far are right.
 * @param timeZone IANA name of the zone by whose days and months is counted
 * @param onSlice hears how far it is
 */
export async function recount(database: Database, timeZone: string, onSlice: (done: number, of: number) => void = () => {}): Promise<Recount> {
  const slices = await slicesOf(database, timeZone)
  let corrected = 0
  for (const [index, slice] of slices.entries()) {
    corrected += await correctSlice(database, slice, timeZone)
    await foldAll(database)
    onSlice(index + 1, slices.length)
  }
  const staleMarks = await endStaleMarks(database, timeZone)
  return { slices: slices.length, corrected, staleMarks, mended: await mendFollowing(database) }
}
