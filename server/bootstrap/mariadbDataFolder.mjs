import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { userInfo } from 'node:os'
import { StartFailure } from './failure.mjs'
import { findShareFolder } from './mariadbProgram.mjs'
import { runCommand } from './processes.mjs'

/** @import { MariadbProgram } from './mariadbProgram.mjs' */
/** @import { ProcessRegister } from './processes.mjs' */

/** In the order in which they build on each other; the help tables are left out, nobody reads them here. */
const SYSTEM_SQL = ['system_tables', 'performance_tables', 'system_tables_data', 'gis', 'sys_schema']

/**
 * Fills a new data folder with MariaDB's system tables, as `mariadb-install-db` does (which needs a program that
 * `mariadb-server-core` lacks). Made beside and renamed: a half-made folder is never taken for one.
 * `root` may sign in by the Unix socket as the system's same user alone.
 * @param {MariadbProgram} program
 * @param {string} folder
 * @param {{ settings?: readonly string[], signal?: AbortSignal, register?: ProcessRegister }} [options]
 * @returns {Promise<boolean>} whether it was made just now
 * @throws {StartFailure}
 */
export async function ensureDataFolder(program, folder, { settings = [], signal, register } = {}) {
  if (existsSync(join(folder, 'mysql'))) return false
  const share = findShareFolder(program.path)
  if (!share)
    throw new StartFailure(
      `${program.path} was found, but not the SQL files of its installation; install MariaDB's server package again`,
    )
  const beside = `${folder}.new`
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside, { recursive: true, mode: 0o700 })
  const socketUser = userInfo().username.replaceAll("'", '')
  const heading = ['CREATE DATABASE IF NOT EXISTS mysql;', 'USE mysql;', `SET @auth_root_socket='${socketUser}';`, '']
  const input = heading.join('\n') + SYSTEM_SQL.map((part) => readSystemSql(share, part)).join('\n')
  await runCommand(
    program.path,
    [
      '--no-defaults',
      '--bootstrap',
      `--datadir=${beside}`,
      '--log-warnings=0',
      '--enforce-storage-engine=',
      '--max-allowed-packet=8M',
      '--net-buffer-length=16K',
      ...settings,
      ...asRoot(),
    ],
    { input, signal, register },
  )
  renameSync(beside, folder)
  return true
}

/** MariaDB refuses to run as the superuser unless it is told so. @returns {string[]} */
export function asRoot() {
  return process.getuid?.() === 0 ? ['--user=root'] : []
}

/** @param {string} share @param {string} part */
function readSystemSql(share, part) {
  const names = part === 'gis' ? ['maria_add_gis_sp_bootstrap.sql'] : [`mysql_${part}.sql`, `mariadb_${part}.sql`]
  const path = names.map((name) => join(share, name)).find((candidate) => existsSync(candidate))
  if (!path) throw new StartFailure(`MariaDB's ${names[0]} is missing in ${share}`)
  return readFileSync(path, 'utf8')
}
