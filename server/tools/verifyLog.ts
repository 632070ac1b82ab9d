// `npm run verify-log`: finds operation logs that were changed behind the program's back. Exit code 1 if there are any.
import { fileURLToPath } from 'node:url'
import { describeFailure } from '../bootstrap/failure.mjs'
import { pendingMigrations } from '../database/migrate.ts'
import { DatabaseFailure, waitForDatabase } from '../database/waitForDatabase.ts'
import { NoDatabase, openToolDatabase } from './toolDatabase.ts'
import { verifyLogs, type BrokenTicketEntry } from './verifyLogs.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)

const WORDS: Record<BrokenTicketEntry['what'], string> = { changed: 'changed', missing: 'missing', head_differs: 'head differs' }

const lineOf = ({ ticketNo, what, sequence, through }: BrokenTicketEntry): string =>
  `ticket ${ticketNo}, entry ${through > sequence ? `${sequence} to ${through}` : sequence}: ${WORDS[what]}`

/** @returns the exit code: 0 where every log is whole, 1 where one is not, 2 where it could not be found out */
async function main(): Promise<number> {
  const { database, close } = await openToolDatabase(process.env, root)
  try {
    await waitForDatabase(database, complain, new AbortController().signal)
    const pending = await pendingMigrations(database)
    if (pending.length > 0) {
      complain(`The database is not up to date (${pending.join(', ')}): start the program once`)
      return 2
    }
    const { tickets, entries, broken } = await verifyLogs(database, { onBroken: (one) => say(lineOf(one)) })
    say(`${tickets} tickets, ${entries} entries: ${broken === 0 ? 'every log is whole' : `${broken} broken`}`)
    return broken === 0 ? 0 : 1
  } finally {
    await close()
  }
}

const isClear = (error: unknown): error is Error => error instanceof DatabaseFailure || error instanceof NoDatabase

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    complain(isClear(error) ? error.message : describeFailure(error))
    process.exit(2)
  },
)
