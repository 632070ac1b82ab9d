import { fileURLToPath } from 'node:url'
import { describeFailure } from '../bootstrap/failure.mjs'
import { readCountState } from '../counts/state.ts'
import type { Database } from '../database/database.ts'
import { pendingMigrations } from '../database/migrate.ts'
import { DatabaseFailure, waitForDatabase } from '../database/waitForDatabase.ts'
import { NoDatabase, openToolDatabase } from './toolDatabase.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const say = (line: string): void => void process.stdout.write(`${line}\n`)
export const complain = (line: string): void => void process.stderr.write(`${line}\n`)

/** Opens the database, asks which time zone its servers count by, and does the work. */
async function withCounts(work: (database: Database, timeZone: string) => Promise<number>): Promise<number> {
  const { database, close } = await openToolDatabase(process.env, root)
  try {
    await waitForDatabase(database, complain, new AbortController().signal)
    const pending = await pendingMigrations(database)
    const state = pending.length > 0 ? null : await readCountState(database)
    if (pending.length === 0 && !state) {
      complain('The database has lost the row of count_state: start the program once, it makes it anew and counts')
      return 2
    }
    if (!state?.timeZone) {
      complain(`The database is not up to date${pending.length > 0 ? ` (${pending.join(', ')})` : ''}: start the program once`)
      return 2
    }
    return await work(database, state.timeZone)
  } finally {
    await close()
  }
}

const isClear = (error: unknown): error is Error => error instanceof DatabaseFailure || error instanceof NoDatabase

/** Runs a command of the terminal on the kept counts and ends the process with the code that it gives; 2 where it could not be done. */
export function runCountTool(work: (database: Database, timeZone: string) => Promise<number>): void {
  withCounts(work).then(
    (code) => process.exit(code),
    (error: unknown) => {
      complain(isClear(error) ? error.message : describeFailure(error))
      process.exit(2)
    },
  )
}
