import type { OutboxEntry, OutboxItem } from '#shared/contract/localStore.ts'
import { openJson, type Sealer } from '../sealing.ts'
import { stateAt, type Moment, type Result, type Standing } from './rules.ts'

export const COLUMNS = 'position, id, state, attempts, next_attempt_at, lease_owner, lease_process, lease_pid, lease_until, delivered_at, entry, result'

/** A row of `outbox`, its sealed columns still closed. */
export interface OutboxRow extends Standing {
  position: number
  entry: Uint8Array
  result: Uint8Array
}

export const entryIdentity = (id: string): string => `outbox-entry:${id}`
export const resultIdentity = (id: string): string => `outbox-result:${id}`

const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value))

/** @param row as selected by {@link COLUMNS} */
export function readRow(row: Readonly<Record<string, unknown>>): OutboxRow {
  const until = numberOrNull(row['lease_until'])
  return {
    position: Number(row['position']), id: String(row['id']), state: row['state'] as OutboxItem['state'], attempts: Number(row['attempts']),
    nextAttemptAt: numberOrNull(row['next_attempt_at']), deliveredAt: numberOrNull(row['delivered_at']),
    lease: until === null ? null : { owner: String(row['lease_owner']), process: String(row['lease_process']), pid: Number(row['lease_pid']), until },
    entry: row['entry'] as Uint8Array, result: row['result'] as Uint8Array,
  }
}

const instantOrNull = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())

/** @throws {DamagedContent} */
export const openEntry = (sealer: Sealer, row: OutboxRow): OutboxEntry => openJson(sealer, entryIdentity(row.id), row.entry)
/** @throws {DamagedContent} */
export const openResult = (sealer: Sealer, row: OutboxRow): Result => openJson(sealer, resultIdentity(row.id), row.result)

/** The item as the page sees it. @throws {DamagedContent} */
export function toItem(sealer: Sealer, row: OutboxRow, moment: Moment): OutboxItem {
  return {
    ...openEntry(sealer, row), ...openResult(sealer, row), position: row.position, state: stateAt(row, moment), attempts: row.attempts,
    nextAttemptAt: instantOrNull(row.nextAttemptAt), deliveredAt: instantOrNull(row.deliveredAt),
  }
}
