import { SequelizeStorage, Umzug } from 'umzug'
import { MIGRATIONS, type Migration } from '../migrations/index.ts'
import type { Database } from './database.ts'
import { withMigrationLock, type Turn } from './migrationLock.ts'
import { runStatements } from './migrationSteps.ts'

const umzugOf = (database: Database, migrations: readonly Migration[], turn: Turn): Umzug<Database> =>
  new Umzug({
    migrations: migrations.map(({ name, statements }) => ({ name, up: () => runStatements(database, name, statements, turn) })),
    context: database,
    storage: new SequelizeStorage({ sequelize: database.sequelize, tableName: 'migrations', modelName: 'migration' }),
    logger: undefined,
  })

export interface MigrateOptions {
  onApplied?: (name: string) => void
  /** Hears once that another server is at it. */
  onWaiting?: () => void
  /** Ends the waiting for another server, not what has been begun. */
  signal?: AbortSignal
  migrations?: readonly Migration[]
}

/**
 * Brings the schema up to date; several servers starting at once take turns, however long it takes. What a server that was
 * killed has begun, the next one ends.
 * @returns the names applied
 * @throws Error when the connection that holds the turn is lost: another server may be at it by now
 */
export async function migrate(database: Database, { onApplied = () => {}, onWaiting = () => {}, signal, migrations = MIGRATIONS }: MigrateOptions = {}): Promise<string[]> {
  return withMigrationLock(database, { onWaiting, signal }, async (turn) => {
    const umzug = umzugOf(database, migrations, turn)
    umzug.on('migrated', ({ name }) => onApplied(name))
    const applied = await umzug.up()
    return applied.map(({ name }) => name)
  })
}

const NO_TURN: Turn = { requireHeld() { throw new Error('nothing is migrated without a turn') } }

/** Whether the schema is the one this program was written for. */
export const pendingMigrations = async (database: Database): Promise<string[]> => (await umzugOf(database, MIGRATIONS, NO_TURN).pending()).map(({ name }) => name)
