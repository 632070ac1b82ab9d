import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import { DRAFT_KINDS, outboxEntry, OUTBOX_STATES } from '#shared/contract/localStore.ts'
import { draftIdentity } from '../drafts.ts'
import { entryIdentity, resultIdentity } from '../outbox/outboxRow.ts'
import { noResult } from '../outbox/rules.ts'
import { openJson, type Sealer } from '../sealing.ts'
import { DamagedContent } from '../sqlite.ts'
import type { Columns } from './pages.ts'

/** What a person wrote; everything else can be had again. */
export type RescuedTable = 'drafts' | 'outbox'

const bytes = z.instanceof(Uint8Array)
const count = z.int().min(0)
// In the order of the columns (`migrations.ts`); columns of later versions follow.
const draftColumns = z.tuple([count, bytes, z.enum(DRAFT_KINDS), bytes, z.number()]).rest(z.unknown())
const outboxColumns = z.tuple([
  count, z.uuid(), z.enum(OUTBOX_STATES), count, z.number().nullable(), z.unknown(), z.unknown(), z.unknown(), z.unknown(), z.number().nullable(), bytes, bytes,
]).rest(z.unknown())

/** Whether a seal is whole, asked of bytes that may be anything. */
function opens(sealer: Sealer, identity: string, column: Uint8Array): boolean {
  try {
    sealer.open(identity, column)
    return true
  } catch (error) {
    if (error instanceof DamagedContent) return false
    throw error
  }
}

/** Writes rows that were read from a damaged store into a new one: those only whose seals are whole, the first of each number. */
export interface RowReceiver {
  /** @returns the table of the row; null if it is not a row of what a person wrote, or not whole */
  take(columns: Columns): RescuedTable | null
}

export function createRowReceiver(target: DatabaseSync, sealer: Sealer): RowReceiver {
  const insertDraft = target.prepare('INSERT OR IGNORE INTO drafts (number, fingerprint, kind, sealed, saved_at) VALUES (?, ?, ?, ?, ?)')
  const insertItem = target.prepare(
    'INSERT OR IGNORE INTO outbox (position, id, state, attempts, next_attempt_at, delivered_at, entry, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const linkFile = target.prepare('INSERT OR IGNORE INTO outbox_files (position, file) VALUES (?, ?)')

  function takeDraft(columns: Columns): boolean {
    const row = draftColumns.safeParse(columns)
    if (!row.success) return false
    const [number, fingerprint, kind, sealed, savedAt] = row.data
    if (!opens(sealer, draftIdentity(kind, fingerprint), sealed)) return false
    insertDraft.run(number, fingerprint, kind, sealed, savedAt)
    return true
  }
  function takeItem(columns: Columns): boolean {
    const row = outboxColumns.safeParse(columns)
    if (!row.success) return false
    const [position, id, state, attempts, nextAttemptAt, , , , , deliveredAt, entry, result] = row.data
    if (!opens(sealer, entryIdentity(id), entry)) return false
    const sealedResult = opens(sealer, resultIdentity(id), result) ? result : sealer.seal(resultIdentity(id), JSON.stringify(noResult))
    const values: SQLInputValue[] = [position, id, state === 'sending' ? 'waiting' : state, attempts, nextAttemptAt, deliveredAt]
    const { changes } = insertItem.run(...values, entry, sealedResult)
    if (Number(changes) > 0) for (const { id: file } of outboxEntry.parse(openJson(sealer, entryIdentity(id), entry)).files) linkFile.run(position, file)
    return true
  }
  return {
    take: (columns) => (takeDraft(columns) ? 'drafts' : takeItem(columns) ? 'outbox' : null),
  }
}

/**
 * Reads a table of a damaged file through SQLite as far as it goes, from both ends.
 * @returns whether every row could be read and was whole
 */
export function readTable(source: DatabaseSync, table: RescuedTable, receiver: RowReceiver): boolean {
  let complete = true
  for (const direction of ['ASC', 'DESC']) {
    try {
      const statement = source.prepare(`SELECT * FROM ${table} NOT INDEXED ORDER BY 1 ${direction}`)
      for (const row of statement.iterate()) if (receiver.take(Object.values(row) as Columns) !== table) complete = false
    } catch {
      complete = false
    }
    if (complete) return true
  }
  return false
}
