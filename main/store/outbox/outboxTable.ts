import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { OutboxEntry, OutboxItem, OutboxOutcome } from '#shared/contract/localStore.ts'
import { IpcFailure } from '../../ipc/failure.ts'
import type { Sealer } from '../sealing.ts'
import { COLUMNS, entryIdentity, openEntry, openResult, readRow, resultIdentity, toItem, type OutboxRow } from './outboxRow.ts'
import { DELIVERED_KEPT, mayDiscard, maySettle, mended, nextToSend, noResult, settled, type Moment, type Result, type Standing } from './rules.ts'

export interface Sender {
  owner: string
  process: string
  pid: number
}

/**
 * What waits to be sent, in the order of writing. Each method is to be run in a transaction of its own; which rule holds is
 * decided in `rules.ts`.
 */
export interface OutboxTable {
  list(moment: Moment): OutboxItem[]
  /** @throws {IpcFailure} `ipc_file_missing` */
  add(entry: OutboxEntry, moment: Moment): OutboxItem
  /** `isRenewed`: the sender had it already. */
  claim(sender: Sender, leaseMs: number, moment: Moment): { item: OutboxItem; isRenewed: boolean } | null
  settle(owner: string, id: string, outcome: OutboxOutcome, moment: Moment): boolean
  /** @returns whether anything waited for its time */
  hurry(): boolean
  /** @throws {IpcFailure} `ipc_outbox_state`, `ipc_file_missing` */
  mend(id: string, entry: OutboxEntry, moment: Moment): OutboxItem
  /** @throws {IpcFailure} `ipc_outbox_state` */
  discard(id: string, moment: Moment): void
  /** What a run of the program was sending waits again: its page has gone. @returns whether it was sending anything */
  release(process: string): boolean
  /** Forgets what was delivered long ago. */
  forgetDelivered(now: number): void
  /** Whether an item that was not delivered needs a file. */
  needs(fileId: string): boolean
  /** Whether an item that was delivered had a file. */
  wasSent(fileId: string): boolean
  filesOf(id: string): string[]
  count(): number
}

export function createOutboxTable(database: DatabaseSync, sealer: Sealer): OutboxTable {
  const every = database.prepare(`SELECT ${COLUMNS} FROM outbox ORDER BY position`)
  const queue = database.prepare(`SELECT ${COLUMNS} FROM outbox WHERE state IN ('waiting', 'sending') ORDER BY position LIMIT 1`)
  const byId = database.prepare(`SELECT ${COLUMNS} FROM outbox WHERE id = ?`)
  const insert = database.prepare(`INSERT INTO outbox (id, state, attempts, entry, result) VALUES (?, 'waiting', 0, ?, ?) RETURNING position`)
  const update = database.prepare(
    `UPDATE outbox SET id = ?, state = ?, attempts = ?, next_attempt_at = ?, lease_owner = ?, lease_process = ?, lease_pid = ?, lease_until = ?,
       delivered_at = ?, entry = ?, result = ? WHERE position = ?`)
  const drop = database.prepare('DELETE FROM outbox WHERE position = ?')
  const fileIsHere = database.prepare('SELECT 1 FROM files WHERE id = ?')
  const linkFile = database.prepare('INSERT OR IGNORE INTO outbox_files (position, file) VALUES (?, ?)')
  const unlinkFiles = database.prepare('DELETE FROM outbox_files WHERE position = ?')
  const neededFile = database.prepare("SELECT 1 FROM outbox_files f JOIN outbox o ON o.position = f.position WHERE f.file = ? AND o.state <> 'delivered' LIMIT 1")
  const sentFile = database.prepare("SELECT 1 FROM outbox_files f JOIN outbox o ON o.position = f.position WHERE f.file = ? AND o.state = 'delivered' LIMIT 1")
  const itemFiles = database.prepare('SELECT f.file FROM outbox_files f JOIN outbox o ON o.position = f.position WHERE o.id = ?')
  const hurried = database.prepare("UPDATE outbox SET next_attempt_at = NULL WHERE state = 'waiting' AND next_attempt_at IS NOT NULL")
  const released = database.prepare(
    "UPDATE outbox SET state = 'waiting', lease_owner = NULL, lease_process = NULL, lease_pid = NULL, lease_until = NULL WHERE state = 'sending' AND lease_process = ?")
  const forgotten = database.prepare("DELETE FROM outbox WHERE state = 'delivered' AND delivered_at < ?")
  const counted = database.prepare('SELECT COUNT(*) AS items FROM outbox')

  const find = (id: string): OutboxRow | null => {
    const row = byId.get(id)
    return row ? readRow(row) : null
  }
  const sealEntry = (entry: OutboxEntry) => sealer.seal(entryIdentity(entry.id), JSON.stringify(entry))
  const sealResult = (id: string, result: Result) => sealer.seal(resultIdentity(id), JSON.stringify(result))
  function store(position: number, standing: Standing, entry: Uint8Array, result: Uint8Array): OutboxRow {
    const { id, state, attempts, nextAttemptAt, deliveredAt, lease } = standing
    const values: SQLInputValue[] = [id, state, attempts, nextAttemptAt, lease?.owner ?? null, lease?.process ?? null, lease?.pid ?? null, lease?.until ?? null, deliveredAt]
    update.run(...values, entry, result, position)
    return { ...standing, position, entry, result }
  }
  function link(position: number, { files }: OutboxEntry): void {
    const missing = files.filter(({ id }) => !fileIsHere.get(id))
    if (missing.length > 0) throw new IpcFailure('ipc_file_missing', `${missing.length} of ${files.length} files`)
    for (const { id } of files) linkFile.run(position, id)
  }

  return {
    list: (moment) => every.all().map((row) => toItem(sealer, readRow(row), moment)),
    add(entry, moment) {
      const known = find(entry.id)
      if (known) return toItem(sealer, known, moment)
      const { position } = insert.get(entry.id, sealEntry(entry), sealResult(entry.id, noResult)) as { position: number }
      link(position, entry)
      const added = find(entry.id)
      if (!added) throw new Error('The item that was just added is not there')
      return toItem(sealer, added, moment)
    },
    claim({ owner, process, pid }, leaseMs, moment) {
      const first = queue.get()
      const head = first ? nextToSend([readRow(first)], owner, moment) : null
      if (!head) return null
      const lease = { owner, process, pid, until: moment.now + leaseMs }
      const item = toItem(sealer, store(head.position, { ...head, state: 'sending', lease }, head.entry, head.result), moment)
      return { item, isRenewed: maySettle(head, owner) }
    },
    settle(owner, id, outcome, moment) {
      const row = find(id)
      if (!row || !maySettle(row, owner)) return false
      const after = settled(row, openResult(sealer, row), outcome, moment.now)
      const entry = outcome.kind === 'rebased' ? sealEntry({ ...openEntry(sealer, row), request: outcome.request }) : row.entry
      store(row.position, after.standing, entry, sealResult(id, after.result))
      return true
    },
    hurry: () => Number(hurried.run().changes) > 0,
    mend(id, entry, moment) {
      const row = find(id)
      // The answer to the first mending was lost.
      const already = row || entry.id === id ? null : find(entry.id)
      if (already) return toItem(sealer, already, moment)
      if (row?.state !== 'refused' || (entry.id !== id && find(entry.id))) throw new IpcFailure('ipc_outbox_state', row?.state ?? 'unknown item')
      const stored = store(row.position, mended(entry.id), sealEntry(entry), sealResult(entry.id, noResult))
      unlinkFiles.run(row.position)
      link(row.position, entry)
      return toItem(sealer, stored, moment)
    },
    discard(id, moment) {
      const row = find(id)
      if (!row) return
      if (!mayDiscard(row, moment)) throw new IpcFailure('ipc_outbox_state', row.state)
      drop.run(row.position)
    },
    release: (process) => Number(released.run(process).changes) > 0,
    forgetDelivered(now) {
      forgotten.run(now - DELIVERED_KEPT)
    },
    filesOf: (id) => itemFiles.all(id).map(({ file }) => String(file)),
    wasSent: (fileId) => sentFile.get(fileId) !== undefined,
    needs: (fileId) => neededFile.get(fileId) !== undefined,
    count: () => Number(counted.get()?.['items']),
  }
}
