import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller } from '../caller.ts'
import { findRow } from '../database/database.ts'
import { ApiError } from '../errors.ts'
import type { Services } from '../services.ts'
import { endSilent, ownRuns } from './exportRecords.ts'

/** Between two looks at the export that is in the way, in ms. */
const LOOK_MS = 100
/** Looks after which one that its user has given up, or whose reader has gone, has ended where its server is well. */
const LOOKS_AT_ENDING = 10
/** Looks in which a running one gives a dozen signs of life. */
const LOOKS_AT_SILENCE = 60

/**
 * Waits while an own export ends that is over for its user: its reader hung up, it was cancelled, or its server is gone.
 * Nothing is judged by a clock: servers may disagree about the time, and one export is noted by one and looked at by another.
 * @throws ApiError `rate_limited` while one really runs, `conflict` where it is the one that is to begin; the signal's reason
 */
export async function awaitOwnExport(services: Services, caller: Caller, id: string, signal: AbortSignal): Promise<void> {
  const { exports } = services.database.tables
  const find = () => findRow(exports, { runningKey: caller.user.id }, { attributes: ['id', 'beats', 'rowsWritten', 'cut', 'cancelWanted'] })
  const first = await find()
  let row = first
  for (let looks = 1; row; looks++) {
    if (row.id === id) throw new ApiError('conflict')
    // What has begun meanwhile is wanted.
    if (row.id !== first?.id) throw ownRuns()
    const runs = row.beats !== first.beats
    if (runs && looks > (row.cancelWanted ? LOOKS_AT_SILENCE : LOOKS_AT_ENDING)) throw ownRuns()
    if (!runs && looks > LOOKS_AT_SILENCE) return endSilent(services, caller, row)
    await sleep(LOOK_MS)
    signal.throwIfAborted()
    row = await find()
  }
}
