import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { connectDatabase, type Database } from '#server/database/database.ts'
import { ensureMariadb } from '#server/bootstrap/embeddedDatabase.mjs'
import { ensureDataFolder } from '#server/bootstrap/mariadbDataFolder.mjs'
import { FAST_SETTINGS, startMariadb } from '#server/bootstrap/mariadbServer.mjs'
import { freePort } from '#server/bootstrap/ports.mjs'
import { createProgress } from '#server/bootstrap/progress.mjs'

/** Where the large database is kept unless a command says otherwise. */
export const DEFAULT_FOLDER = '/tmp/gongdan-bench'
/** The database in it. */
export const BENCH_DATABASE = 'gongdan'
/** Only this machine reaches it, and all that is in it is invented. */
const PASSWORD = 'bench'

/** What an installation of a million tickets on 24 GiB gives its database. */
export const BENCH_SETTINGS = ['--innodb-buffer-pool-size=5G', '--innodb-log-file-size=1G', '--innodb-flush-method=O_DIRECT'] as const

export interface BenchDatabase {
  /** `mysql://user:password@127.0.0.1:port`, without a database. */
  serverUrl: string
  /** With the database. */
  url: string
  version: string
  connect: (poolSize?: number) => Database
  stop: () => Promise<void>
}

/**
 * Starts the private MariaDB on a folder that stays. Where another runs on it already, this one fails to lock the data.
 * @param folder made where it is missing
 * @param settings over those of all benchmarks
 * @throws StartFailure
 */
export async function startBenchDatabase(folder: string, settings: readonly string[] = []): Promise<BenchDatabase> {
  const program = await ensureMariadb(createProgress(process.stdout), undefined)
  const base = resolve(folder)
  mkdirSync(base, { recursive: true })
  const data = join(base, 'mariadb')
  await ensureDataFolder(program, data, { settings: FAST_SETTINGS })
  const running = await startMariadb({
    program, folder: data, port: await freePort(), settings: [...FAST_SETTINGS, ...BENCH_SETTINGS, ...settings],
    initialSql: [`CREATE OR REPLACE USER 'bench'@'127.0.0.1' IDENTIFIED BY '${PASSWORD}';`, `GRANT ALL PRIVILEGES ON *.* TO 'bench'@'127.0.0.1' WITH GRANT OPTION;`],
  })
  const serverUrl = `mysql://bench:${PASSWORD}@127.0.0.1:${running.port}`
  const url = `${serverUrl}/${BENCH_DATABASE}`
  return { serverUrl, url, version: running.version, connect: (poolSize) => connectDatabase(url, { ...(poolSize && { poolSize }) }), stop: () => running.stop() }
}

/** An empty database, whatever was there before. */
export async function recreateDatabase({ serverUrl }: BenchDatabase): Promise<void> {
  const administrator = connectDatabase(`${serverUrl}/mysql`, { poolSize: 1 })
  await administrator.sequelize.query(`DROP DATABASE IF EXISTS ${BENCH_DATABASE}`)
  await administrator.sequelize.query(`CREATE DATABASE ${BENCH_DATABASE} CHARACTER SET utf8mb4`)
  await administrator.sequelize.close()
}
