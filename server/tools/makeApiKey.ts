// `npm run make-api-key -- NAME`: a key with which another program may send customers' reports (`POST /api/v1/intake`).
import { fileURLToPath } from 'node:url'
import { describeFailure } from '../bootstrap/failure.mjs'
import { systemClock } from '../clock.ts'
import { isDuplicate } from '../database/errors.ts'
import { pendingMigrations } from '../database/migrate.ts'
import { createApiKey } from '../session/apiKeys.ts'
import { NoDatabase, openToolDatabase } from './toolDatabase.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const NAME = /^[\p{L}\p{N} ._-]{1,50}$/u

/** @returns the exit code: 0 where the key was made, 1 where the name is taken, 2 where it could not be made */
async function main(name: string): Promise<number> {
  if (!NAME.test(name)) {
    process.stderr.write('Say the name of the program: npm run make-api-key -- NAME (letters, digits, spaces, . _ -, at most 50)\n')
    return 2
  }
  const { database, close } = await openToolDatabase(process.env, root)
  try {
    const pending = await pendingMigrations(database)
    if (pending.length > 0) {
      process.stderr.write(`The database is not up to date (${pending.join(', ')}): start the program once\n`)
      return 2
    }
    const key = await createApiKey(database, name, systemClock.now())
    process.stdout.write(`${key}\nIt is shown this once: Authorization: ApiKey ${key}\n`)
    return 0
  } catch (error) {
    if (!isDuplicate(error)) throw error
    process.stderr.write(`A program named ${name} has a key already\n`)
    return 1
  } finally {
    await close()
  }
}

main(process.argv.slice(2).join(' ').trim()).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof NoDatabase ? error.message : describeFailure(error)}\n`)
    process.exit(2)
  },
)
