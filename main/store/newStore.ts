import { rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { linkOrKeep, syncFolder } from './dataKey.ts'
import { migrate } from './migrations.ts'
import type { StorePaths } from './paths.ts'
import type { Sealer } from './sealing.ts'
import { connect, DamagedContent } from './sqlite.ts'

const KEY_CHECK = 'key check'

/** Makes a whole, empty store under a name that nobody opens yet. */
export function createDatabase(file: string, sealer: Sealer): void {
  const database = connect(file)
  try {
    migrate(database)
    database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run(KEY_CHECK, sealer.seal(KEY_CHECK, KEY_CHECK))
  } finally {
    database.close()
  }
}

/** Makes an empty store in its place. So a file of no bytes is never one that this program left. */
export function createStore(paths: StorePaths, sealer: Sealer): void {
  const beside = `${paths.database}.${process.pid}.tmp`
  try {
    rmSync(beside, { force: true })
    createDatabase(beside, sealer)
    linkOrKeep(beside, paths.database)
    syncFolder(paths.folder)
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(beside + suffix, { force: true })
  }
}

/** @throws {DamagedContent} if the store was not written with this key */
export function checkKey(database: DatabaseSync, sealer: Sealer): void {
  const value = database.prepare('SELECT value FROM meta WHERE name = ?').get(KEY_CHECK)?.['value']
  if (!(value instanceof Uint8Array)) throw new DamagedContent('no key check')
  sealer.open(KEY_CHECK, value)
}
