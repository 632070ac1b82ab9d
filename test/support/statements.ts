import type { Database } from '#server/database/database.ts'

/** The SQL that a piece of work sends. */
export async function statementsOf(database: Database, work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const { options } = database.sequelize as unknown as { options: { logging: false | ((sql: string) => void) } }
  options.logging = (sql) => void statements.push(sql)
  try {
    await work()
  } finally {
    options.logging = false
  }
  return statements
}
