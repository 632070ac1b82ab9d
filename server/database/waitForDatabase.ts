import { setTimeout as sleep } from 'node:timers/promises'
import { QueryTypes } from 'sequelize'
import type { Database } from './database.ts'

const PATIENCE_MS = 30_000
const PAUSE_MS = 500
const OLDEST = { MySQL: [8, 4], MariaDB: [10, 11] } as const

/** The database cannot be used; the message says why in one line, without its password. */
export class DatabaseFailure extends Error {}

/** @param version as the server reports it, such as `10.11.6-MariaDB-1` or `8.4.3` */
export function isSupported(version: string): boolean {
  // Older clients are told that MariaDB is 5.5.5 of something.
  const [, major, minor] = /^(?:5\.5\.5-)?(\d+)\.(\d+)/.exec(version) ?? []
  const [oldestMajor, oldestMinor] = /mariadb/i.test(version) ? OLDEST.MariaDB : OLDEST.MySQL
  return Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)
}

interface Refusal { code?: string; parent?: Refusal; original?: Refusal }
const codeOf = (error: Refusal): string => (error.parent ?? error.original ? codeOf((error.parent ?? error.original)!) : (error.code ?? 'no answer'))

/** What waiting does not change. */
const FINAL: Record<string, string> = {
  ER_ACCESS_DENIED_ERROR: 'The database refuses the user or the password of DATABASE_URL',
  ER_DBACCESS_DENIED_ERROR: 'The user of DATABASE_URL may not use its database',
  ER_BAD_DB_ERROR: 'The database that DATABASE_URL names does not exist on the server',
}

/**
 * Waits until the database answers, at most thirty seconds, and checks its version. Ends early when aborted.
 * @throws DatabaseFailure
 */
export async function waitForDatabase(database: Database, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      const [row] = await database.sequelize.query<{ version: string }>('SELECT VERSION() AS version', { type: QueryTypes.SELECT })
      if (row && !isSupported(row.version)) throw new DatabaseFailure(`The database is ${row.version}; MySQL 8.4 or MariaDB 10.11 or newer is needed (DATABASE_URL)`)
      return
    } catch (error) {
      if (error instanceof DatabaseFailure) throw error
      const code = codeOf(error as Refusal)
      if (code in FINAL) throw new DatabaseFailure(`${FINAL[code]} (${code})`)
      if (performance.now() > deadline) throw new DatabaseFailure(`The database does not answer (${code}; DATABASE_URL)`)
      if (attempt === 1) say('Waiting for the database')
      await sleep(PAUSE_MS)
    }
  }
}
