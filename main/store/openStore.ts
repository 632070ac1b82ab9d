import { existsSync, mkdirSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { Rescue } from '#shared/contract/localStore.ts'
import type { Encryption } from '../storage/sessionVault.ts'
import { createCacheTable, type CacheTable } from './cache.ts'
import { createDataKey, loadDataKey, type DataKey } from './dataKey.ts'
import { createDraftTable, type DraftTable } from './drafts.ts'
import { createFileTable, type FileTable } from './files/fileTable.ts'
import { migrate, versionOf } from './migrations.ts'
import { checkKey, createStore } from './newStore.ts'
import { createOutboxTable, type OutboxTable } from './outbox/outboxTable.ts'
import type { StorePaths } from './paths.ts'
import { finishRescue, rescueStore, setAside } from './rescue/rescue.ts'
import { createSealer, type Sealer } from './sealing.ts'
import { connect, DamagedContent, isDamage } from './sqlite.ts'

/** An open store file and what is in it. */
export interface OpenDatabase {
  database: DatabaseSync
  drafts: DraftTable
  outbox: OutboxTable
  files: FileTable
  cache: CacheTable
}

/** What is looked through at each start; the cache is large, and the server has it. */
const WRITTEN_TABLES = ['meta', 'drafts', 'outbox', 'files', 'outbox_files']

/** Every row that a person wrote must be whole: what is found now is not found in the middle of a call. @throws {DamagedContent} */
function verify({ database, drafts, outbox, files }: OpenDatabase, sealer: Sealer): void {
  for (const table of WRITTEN_TABLES) {
    const faults = database.prepare(`PRAGMA quick_check(${table})`).all()
    if (faults.length !== 1 || faults[0]?.['quick_check'] !== 'ok') throw new DamagedContent('quick_check')
  }
  checkKey(database, sealer)
  drafts.list('call')
  outbox.list({ now: 0, isGone: () => false })
  for (const id of files.ids()) files.find(id)
}

/** Every store begins whole and with more than a page (`newStore.ts`); SQLite would take less for a new file and write into it. */
const LEAST_BYTES = 4096

/** @throws what {@link isDamage} tells from other errors */
function openDatabase(paths: StorePaths, sealer: Sealer): OpenDatabase {
  if (statSync(paths.database).size < LEAST_BYTES) throw new DamagedContent('no whole page')
  const database = connect(paths.database)
  try {
    if (versionOf(database) === 0) throw new DamagedContent('no tables')
    migrate(database)
    const opened = {
      database, drafts: createDraftTable(database, sealer), outbox: createOutboxTable(database, sealer),
      files: createFileTable(database, sealer), cache: createCacheTable(database, sealer),
    }
    verify(opened, sealer)
    return opened
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Opens the file of a store, or makes it; a damaged one is set aside and what can be read of it is in the one that opens.
 * @param isDamaged it was found damaged already, where the look at its opening does not reach
 */
export function openOrRescue(paths: StorePaths, sealer: Sealer, now: Date, isDamaged = false): OpenDatabase & { rescued: Rescue | null } {
  finishRescue(paths)
  if (!existsSync(paths.database)) createStore(paths, sealer)
  try {
    if (isDamaged) throw new DamagedContent('found before')
    return { ...openDatabase(paths, sealer), rescued: null }
  } catch (error) {
    if (!isDamage(error)) throw error
    const rescued = rescueStore(paths, sealer, now)
    return { ...openDatabase(paths, sealer), rescued }
  }
}

const everything = ['key.json', 'store.db', 'store.db-wal', 'store.db.rescued', 'files']

/**
 * The key of a store. Where it cannot be had any more, the whole store is set aside, since nothing in it can be read, and a new
 * key begins a new store.
 */
export async function keyOfStore(paths: StorePaths, encryption: Encryption, now: Date): Promise<DataKey & { sealer: Sealer; lost: boolean }> {
  mkdirSync(paths.folder, { recursive: true, mode: 0o700 })
  const found = await loadDataKey(paths.folder, encryption)
  const lost = found === 'unreadable' || (found === 'missing' && existsSync(paths.database))
  if (lost) setAside(paths, everything, 'key', now)
  const key = typeof found === 'string' ? await createDataKey(paths.folder, encryption) : found
  mkdirSync(paths.files, { recursive: true, mode: 0o700 })
  return { ...key, sealer: createSealer(key.key), lost }
}
