import type { DatabaseSync } from 'node:sqlite'
import type { LocalFile } from '#shared/contract/localStore.ts'
import { openJson, type Sealer } from '../sealing.ts'

/** What the store knows of the files beside it. */
export interface FileTable {
  find(id: string): LocalFile | null
  /** Ids of the files with a content. */
  withContent(sha256: string): string[]
  put(file: LocalFile, addedAt: number): void
  remove(id: string): void
  ids(): string[]
  addedBefore(time: number): string[]
}

export function createFileTable(database: DatabaseSync, sealer: Sealer): FileTable {
  const byId = database.prepare('SELECT sealed FROM files WHERE id = ?')
  const byContent = database.prepare('SELECT id FROM files WHERE content = ? ORDER BY number')
  const insert = database.prepare('INSERT OR IGNORE INTO files (id, content, sealed, added_at) VALUES (?, ?, ?, ?)')
  const drop = database.prepare('DELETE FROM files WHERE id = ?')
  const older = database.prepare('SELECT id FROM files WHERE added_at < ?')
  const identity = (id: string) => `file-row:${id}`
  return {
    find(id) {
      const row = byId.get(id)
      return row ? openJson<LocalFile>(sealer, identity(id), row['sealed']) : null
    },
    withContent: (sha256) => byContent.all(sealer.fingerprint('content', sha256)).map(({ id }) => String(id)),
    put(file, addedAt) {
      insert.run(file.id, sealer.fingerprint('content', file.sha256), sealer.seal(identity(file.id), JSON.stringify(file)), addedAt)
    },
    remove(id) {
      drop.run(id)
    },
    ids: () => older.all(Number.MAX_SAFE_INTEGER).map(({ id }) => String(id)),
    addedBefore: (time) => older.all(time).map(({ id }) => String(id)),
  }
}
