import type * as sqliteModule from 'node:sqlite'
import type { DatabaseSync } from 'node:sqlite'
import { IpcFailure } from '../ipc/failure.ts'

/** How long a statement waits for another process that writes, in ms. */
const BUSY_TIMEOUT = 5_000

type Sqlite = Pick<typeof sqliteModule, 'DatabaseSync'>

/** Asks the running Node for node:sqlite, which can be left out of a build of Node or Electron. */
export const findSqlite = (): Sqlite | undefined => process.getBuiltinModule('node:sqlite')

function sqlite(): Sqlite {
  const found = findSqlite()
  if (!found) throw new IpcFailure('ipc_store_unavailable', 'node:sqlite is missing')
  return found
}

/**
 * Opens a database file, or makes an empty one. What was committed has reached the disk (WAL with full sync), also where a
 * system call alone does not promise it (macOS).
 * @throws {IpcFailure} `ipc_store_unavailable` without node:sqlite
 */
export function connect(file: string): DatabaseSync {
  const { DatabaseSync } = sqlite()
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: true })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON')
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** Runs `work` in one transaction that nobody else writes beside; an error takes all of it back. */
export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    try {
      // A full disk has taken the transaction back already.
      if (database.isTransaction) database.exec('ROLLBACK')
    } catch {
      // What went wrong first says more; what was not committed is not there.
    }
    throw error
  }
}

/** Content that was changed behind the program's back: it does not carry the seal that it was written with. */
export class DamagedContent extends Error {
  override readonly name = 'DamagedContent'
}

/** SQLite's result code with its extension (https://sqlite.org/rescode.html), or null for another error. */
const resultCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null

const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_NOTADB = 26
const SQLITE_IOERR_SHORT_READ = 522
const SQLITE_IOERR_WRITE = 778
const SQLITE_IOERR_SHMSIZE = 4874

/** Whether an error says that a store's content is damaged. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedContent) return true
  const code = resultCode(error)
  return code !== null && ([SQLITE_CORRUPT, SQLITE_NOTADB].includes(code & 0xff) || code === SQLITE_IOERR_SHORT_READ)
}

/** Whether an error says that a disk, a quota or a file takes no more. */
export function isDiskFull(error: unknown): boolean {
  const code = resultCode(error)
  if (code !== null) return [SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE].includes(code)
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code))
}
