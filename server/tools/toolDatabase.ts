import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { startEmbeddedDatabase } from '../bootstrap/embeddedDatabase.mjs'
import { readDatabaseGreeting } from '../bootstrap/ports.mjs'
import { createProgress } from '../bootstrap/progress.mjs'
import { takeRunRecord } from '../bootstrap/runRecord.mjs'
import { connectDatabase, type Database } from '../database/database.ts'

/** The database that a command of the terminal works on. */
export interface ToolDatabase {
  database: Database
  close: () => Promise<void>
}

/** How long a running embedded database may take to answer, in ms. */
const PATIENCE_MS = 2_000

/** What `bootstrap/embeddedDatabase.mjs` keeps beside its data. */
const account = z.object({ user: z.string(), password: z.string(), database: z.string(), port: z.int().optional() })

/** There is no database to work on; the message says why in one line. */
export class NoDatabase extends Error {}

const connected = (url: string, alsoClose: () => Promise<void> = async () => {}): ToolDatabase => {
  const database = connectDatabase(url, { poolSize: 2 })
  return {
    database,
    async close() {
      await database.sequelize.close()
      await alsoClose()
    },
  }
}

/** Starts the embedded database for this command alone; its run record keeps the program from starting beside it. */
async function startEmbedded(dataFolder: string): Promise<ToolDatabase> {
  const register = await takeRunRecord(join(dataFolder, 'run', 'gongdan.json'), { url: 'no server', marker: 'server/tools' })
  try {
    const running = await startEmbeddedDatabase(dataFolder, { progress: createProgress(process.stderr), register })
    return connected(running.url, async () => {
      await running.stop()
      register.release()
    })
  } catch (error) {
    register.release()
    throw error
  }
}

/**
 * `DATABASE_URL`, or the embedded database of `GONGDAN_DATA_DIR`: the running one, else it is started for this command.
 * @param root the folder that a relative GONGDAN_DATA_DIR starts from
 * @throws NoDatabase where there is none; StartFailure of the bootstrap
 */
export async function openToolDatabase(env: Record<string, string | undefined>, root: string): Promise<ToolDatabase> {
  const given = env['DATABASE_URL']?.trim()
  if (given) return connected(given.replace(/^mariadb:/, 'mysql:'))
  const dataFolder = resolve(root, env['GONGDAN_DATA_DIR']?.trim() || 'data')
  const path = join(dataFolder, 'database.json')
  if (!existsSync(path)) throw new NoDatabase(`There is no database in ${dataFolder} (GONGDAN_DATA_DIR), and DATABASE_URL names none`)
  const { user, password, database, port } = account.parse(JSON.parse(readFileSync(path, 'utf8')))
  const isRunning = port !== undefined && (await readDatabaseGreeting(port, '127.0.0.1', PATIENCE_MS)) !== undefined
  return isRunning ? connected(`mysql://${user}:${password}@127.0.0.1:${port}/${database}`) : startEmbedded(dataFolder)
}
