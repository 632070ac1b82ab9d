import { SequelizeStorage, Umzug } from 'umzug'
import { MIGRATIONS } from '../migrations/index.ts'
import type { Database } from './database.ts'

const LOCK = 'gongdan_migration'
const LOCK_SECONDS = 120

const umzugOf = (database: Database): Umzug<Database> =>
  new Umzug({
    migrations: MIGRATIONS.map(({ name, statements }) => ({
      name,
      up: async () => {
        for (const statement of statements) await database.sequelize.query(statement)
      },
    })),
    context: database,
    storage: new SequelizeStorage({ sequelize: database.sequelize, tableName: 'migrations', modelName: 'migration' }),
    logger: undefined,
  })

/** Brings the schema up to date; several servers starting at once take turns by a named lock. @returns the names applied */
export async function migrate(database: Database, onApplied: (name: string) => void = () => {}): Promise<string[]> {
  return database.sequelize.transaction(async (transaction) => {
    // The named lock belongs to this transaction's connection; the migrations themselves run on others.
    await database.sequelize.query('SELECT GET_LOCK(?, ?)', { replacements: [LOCK, LOCK_SECONDS], transaction })
    try {
      const umzug = umzugOf(database)
      umzug.on('migrated', ({ name }) => onApplied(name))
      const applied = await umzug.up()
      return applied.map(({ name }) => name)
    } finally {
      await database.sequelize.query('SELECT RELEASE_LOCK(?)', { replacements: [LOCK], transaction })
    }
  })
}

/** Whether the schema is the one this program was written for. */
export const pendingMigrations = async (database: Database): Promise<string[]> => (await umzugOf(database).pending()).map(({ name }) => name)
