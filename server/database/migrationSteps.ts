import { QueryTypes } from 'sequelize'
import type { Statement } from '../migrations/index.ts'
import type { Database } from './database.ts'
import { isAlreadyDone, isPassing } from './errors.ts'
import type { Turn } from './migrationLock.ts'

/** How many statements of a migration have been done, and how many begun. */
const STEPS = `CREATE TABLE IF NOT EXISTS migration_steps (
  name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, done INT NOT NULL, begun INT NOT NULL
) ENGINE=InnoDB`

/** Ids of tickets that one statement changes: no transaction of a million rows that everybody waits for, or that a cluster refuses. */
const RANGE = 20_000

interface Steps {
  done: number
  begun: number
}

const readSteps = async ({ sequelize }: Database, name: string): Promise<Steps> =>
  (await sequelize.query<Steps>('SELECT done, begun FROM migration_steps WHERE name = ?', { replacements: [name], type: QueryTypes.SELECT }))[0] ?? { done: 0, begun: 0 }

const writeSteps = ({ sequelize }: Database, name: string, steps: Steps): Promise<unknown> =>
  sequelize.query('INSERT INTO migration_steps (name, done, begun) VALUES (:name, :done, :begun) ON DUPLICATE KEY UPDATE done = :done, begun = :begun', { replacements: { name, ...steps } })

async function runStatement({ sequelize }: Database, statement: Statement, turn: Turn): Promise<void> {
  if (typeof statement === 'string') {
    await sequelize.query(statement)
    return
  }
  const [last] = await sequelize.query<{ id: number | null }>('SELECT MAX(id) AS id FROM tickets', { type: QueryTypes.SELECT })
  for (let after = 0; after < Number(last?.id ?? 0); after += RANGE) {
    turn.requireHeld()
    await sequelize.query(statement.byTickets, { replacements: { after, until: after + RANGE } })
  }
}

/**
 * Runs what of a migration has not been done. A statement that changes the schema stands even when its server is killed
 * right after it: of one that was begun and of which nobody knows more, that it has happened is no error. One that the
 * database refused was not begun. Each statement happens whole or may be repeated.
 */
export async function runStatements(database: Database, name: string, statements: readonly Statement[], turn: Turn): Promise<void> {
  await database.sequelize.query(STEPS)
  const before = await readSteps(database, name)
  for (const [done, statement] of statements.entries()) {
    if (done < before.done) continue
    turn.requireHeld()
    await writeSteps(database, name, { done, begun: done + 1 })
    try {
      await runStatement(database, statement, turn)
    } catch (error) {
      const mayHaveHappened = before.begun > done
      if (mayHaveHappened && isAlreadyDone(error)) continue
      if (!isPassing(error)) await writeSteps(database, name, { done, begun: done })
      throw error
    }
  }
  await writeSteps(database, name, { done: statements.length, begun: statements.length })
}
