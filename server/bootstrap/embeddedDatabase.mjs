import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartFailure } from './failure.mjs'
import { ensureDataFolder } from './mariadbDataFolder.mjs'
import { OLDEST_MARIADB, compareVersions, findMariadb } from './mariadbProgram.mjs'
import { DURABLE_SETTINGS, startMariadb } from './mariadbServer.mjs'
import { writePrivateFile } from './privateFile.mjs'
import { installRequirements } from './systemPackages.mjs'

/** @import { MariadbProgram } from './mariadbProgram.mjs' */
/** @import { RunningDatabase } from './mariadbServer.mjs' */
/** @import { ProcessRegister } from './processes.mjs' */
/** @import { Progress } from './progress.mjs' */
/** @typedef {{ user: string, password: string, database: string, version: string, port?: number }} Account `port` of the last start */

/**
 * Provides the database of its own that the program uses when no other is configured: finds or installs MariaDB, makes
 * the data folder on first use, starts it durably.
 * @param {string} dataFolder GONGDAN_DATA_DIR
 * @param {object} context
 * @param {Progress} context.progress
 * @param {number} [context.port] keeps the port of a database that is started again
 * @param {(line: string) => void} [context.onLogLine]
 * @param {AbortSignal} [context.signal]
 * @param {ProcessRegister} [context.register]
 * @returns {Promise<RunningDatabase & { url: string }>}
 * @throws {StartFailure}
 */
export async function startEmbeddedDatabase(dataFolder, { progress, port, onLogLine, signal, register }) {
  const program = await ensureMariadb(progress, signal)
  return progress.step(`Starting the embedded MariaDB ${program.version}`, async (report) => {
    mkdirSync(dataFolder, { recursive: true })
    const folder = join(dataFolder, 'mariadb')
    const accountFile = join(dataFolder, 'database.json')
    const account = readAccount(accountFile, program)
    if (!existsSync(join(folder, 'mysql'))) report('making its data folder')
    await ensureDataFolder(program, folder, { signal, register })
    const initialSql = accountSql(account)
    const running = await startMariadb({
      program,
      folder,
      settings: DURABLE_SETTINGS,
      initialSql,
      port,
      onLogLine,
      report,
      signal,
      register,
    })
    // Commands of the terminal find the running database by it.
    writeAccount(accountFile, { ...account, port: running.port })
    return { ...running, url: `mysql://${account.user}:${account.password}@127.0.0.1:${running.port}/${account.database}` }
  })
}

/**
 * @param {Progress} progress
 * @param {AbortSignal} [signal]
 * @returns {Promise<MariadbProgram>}
 */
export async function ensureMariadb(progress, signal) {
  const found = findMariadb()
  if (found.program) return found.program
  await progress.step('Installing MariaDB (mariadb-server-core)', (report) =>
    installRequirements(['mariadb'], { report, signal }),
  )
  const { program, tooOld } = findMariadb()
  if (program) return program
  const old = tooOld.map(({ path, version }) => ` (${path} is ${version})`).join('')
  throw new StartFailure(
    `MariaDB ${OLDEST_MARIADB} or newer is needed${old}: install it from https://mariadb.org, or set DATABASE_URL`,
  )
}

/**
 * The account of the program in its embedded database, made once and kept where only the owner reads.
 * @param {string} path
 * @param {MariadbProgram} program
 * @returns {Account}
 * @throws {StartFailure} when a newer MariaDB has written the data
 */
function readAccount(path, program) {
  /** @type {Account} */
  const account = existsSync(path)
    ? JSON.parse(readFileSync(path, 'utf8'))
    : { user: 'gongdan', password: randomBytes(24).toString('hex'), database: 'gongdan', version: program.version }
  const series = account.version.split('.').slice(0, 2).join('.')
  if (compareVersions(program.version, series) < 0) {
    throw new StartFailure(
      `The data folder was written by MariaDB ${account.version}, and ${program.path} is ${program.version}: install ${series} or newer`,
    )
  }
  const current = compareVersions(program.version, account.version) > 0 ? { ...account, version: program.version } : account
  writeAccount(path, current)
  return current
}

/** @param {string} path @param {Account} account */
function writeAccount(path, account) {
  writePrivateFile(path, `${JSON.stringify(account, null, 2)}\n`)
}

/** @param {Account} account */
function accountSql({ user, password, database }) {
  return [
    `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
    `CREATE USER IF NOT EXISTS '${user}'@'127.0.0.1';`,
    `ALTER USER '${user}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON \`${database}\`.* TO '${user}'@'127.0.0.1';`,
  ]
}
