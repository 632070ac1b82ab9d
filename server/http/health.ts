import { QueryTypes } from 'sequelize'
import type { Database } from '../database/database.ts'
import { isOutsideCluster } from '../database/errors.ts'
import { pendingMigrations } from '../database/migrate.ts'

/** How long the database may take to answer before the server counts as not ready, in ms. */
const PATIENCE_MS = 3_000

export interface Readiness {
  ready: boolean
  /** What is missing; names without details. */
  missing: ('database' | 'cluster' | 'migrations')[]
}

const show = async (database: Database, statement: string): Promise<string | undefined> =>
  (await database.sequelize.query<{ Value: string }>(statement, { type: QueryTypes.SELECT }))[0]?.Value

/** A node of a Galera cluster without quorum answers, but serves nothing. MariaDB outside a cluster has the status, too, always off. */
const isServing = async (database: Database): Promise<boolean> =>
  (await show(database, "SHOW GLOBAL VARIABLES LIKE 'wsrep_on'")) !== 'ON' || (await show(database, "SHOW GLOBAL STATUS LIKE 'wsrep_ready'")) === 'ON'

/**
 * Whether this server can serve: the database answers, its node belongs to the cluster, and the schema is this program's.
 * Checks that run at the same moment are one.
 */
export function createReadiness(database: Database): () => Promise<Readiness> {
  let migrated = false
  let checking: Promise<Readiness> | null = null

  const look = async (): Promise<Readiness> => {
    await database.sequelize.query('SELECT 1', { type: QueryTypes.SELECT })
    if (!(await isServing(database))) return { ready: false, missing: ['cluster'] }
    migrated ||= (await pendingMigrations(database)).length === 0
    return migrated ? { ready: true, missing: [] } : { ready: false, missing: ['migrations'] }
  }
  const check = async (): Promise<Readiness> => {
    const away: Readiness = { ready: false, missing: ['database'] }
    // A node that reads wait for (`database.ts`) refuses them all, its own state included.
    const explain = (error: unknown): Readiness => (isOutsideCluster(error) ? { ready: false, missing: ['cluster'] } : away)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<Readiness>((resolve) => { timer = setTimeout(() => resolve(away), PATIENCE_MS) })
    try {
      return await Promise.race([look().catch(explain), late])
    } finally {
      clearTimeout(timer)
    }
  }
  return () => (checking ??= check().finally(() => { checking = null }))
}
