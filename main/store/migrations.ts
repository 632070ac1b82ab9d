import type { DatabaseSync } from 'node:sqlite'
import { IpcFailure } from '../ipc/failure.ts'
import { transaction } from './sqlite.ts'

/**
 * Each step makes a store of its version into one of the next, as SQL alone. A step that was released is never edited.
 * Rows of `drafts`, `outbox` and `files` are read out of damaged files by their columns' order (`rescue/rows.ts`): columns are
 * added at the end only. Their numbers are never given twice, so that of two versions of one row the older is known.
 */
export const migrations: readonly string[] = [
  /** 0, an empty file → 1: what a person wrote. */
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);
   CREATE TABLE drafts (number INTEGER PRIMARY KEY AUTOINCREMENT, fingerprint BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, sealed BLOB NOT NULL, saved_at INTEGER NOT NULL);
   CREATE TABLE outbox (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, attempts INTEGER NOT NULL,
     next_attempt_at INTEGER, lease_owner TEXT, lease_process TEXT, lease_pid INTEGER, lease_until INTEGER, delivered_at INTEGER,
     entry BLOB NOT NULL, result BLOB NOT NULL);
   CREATE INDEX outbox_state ON outbox (state, position);
   CREATE TABLE files (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, content BLOB NOT NULL, sealed BLOB NOT NULL, added_at INTEGER NOT NULL);
   CREATE INDEX files_content ON files (content);
   CREATE TABLE outbox_files (position INTEGER NOT NULL REFERENCES outbox (position) ON DELETE CASCADE, file TEXT NOT NULL, PRIMARY KEY (position, file)) WITHOUT ROWID;
   CREATE INDEX outbox_files_file ON outbox_files (file);`,
  /** 1 → 2: customers and tickets as last seen. */
  `CREATE TABLE cache_customers (number INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL, seen_at INTEGER NOT NULL);
   CREATE INDEX cache_customers_seen ON cache_customers (seen_at);
   CREATE TABLE cache_phones (fingerprint BLOB NOT NULL, customer INTEGER NOT NULL REFERENCES cache_customers (number) ON DELETE CASCADE, PRIMARY KEY (fingerprint, customer)) WITHOUT ROWID;
   CREATE INDEX cache_phones_customer ON cache_phones (customer);
   CREATE TABLE cache_tickets (number INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL UNIQUE, customer BLOB NOT NULL, sealed BLOB NOT NULL, seen_at INTEGER NOT NULL);
   CREATE INDEX cache_tickets_customer ON cache_tickets (customer);
   CREATE INDEX cache_tickets_seen ON cache_tickets (seen_at);`,
]

/** Version of a store's tables; 0 for an empty file. */
export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}

/**
 * Brings a store to this program's version, each step in a transaction of its own.
 * @param target for tests: a version before the last
 * @throws {IpcFailure} `ipc_store_newer`, before anything is written
 */
export function migrate(database: DatabaseSync, target = migrations.length): void {
  const found = versionOf(database)
  if (found > migrations.length) throw new IpcFailure('ipc_store_newer', `store of version ${found}, program of ${migrations.length}`)
  for (const [from, step] of migrations.slice(0, target).entries()) {
    if (from < found) continue
    transaction(database, () => {
      // Looked at again under the lock: another process may have made the step.
      if (versionOf(database) !== from) return
      database.exec(step)
      database.exec(`PRAGMA user_version = ${from + 1}`)
    })
  }
}
