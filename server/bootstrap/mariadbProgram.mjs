import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findPrograms } from './systemPackages.mjs'

/** @typedef {{ path: string, version: string }} MariadbProgram */

export const OLDEST_MARIADB = '10.11'

const FOLDERS = [
  '/usr/sbin',
  '/usr/libexec',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/local/libexec',
  '/opt/homebrew/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/usr/local/opt/mariadb/bin',
  '/usr/local/mysql/bin',
]

/**
 * The MariaDB server on this machine that is new enough, and those that were found but are not.
 * @param {{ candidates?: readonly string[], readVersion?: (path: string) => string }} [lookup]
 * @returns {{ program: MariadbProgram | undefined, tooOld: MariadbProgram[] }}
 */
export function findMariadb({
  candidates = findPrograms(['mariadbd', 'mysqld'], [...FOLDERS, ...windowsFolders()]),
  readVersion = askVersion,
} = {}) {
  /** @type {MariadbProgram[]} */
  const tooOld = []
  for (const path of candidates) {
    const version = parseMariadbVersion(readVersion(path))
    if (!version) continue
    if (compareVersions(version, OLDEST_MARIADB) >= 0) return { program: { path, version }, tooOld }
    tooOld.push({ path, version })
  }
  return { program: undefined, tooOld }
}

/**
 * @param {string} text the output of `mariadbd --version` or a server's greeting
 * @returns {string | undefined} such as `10.11.19`; undefined for other servers, MySQL among them
 */
export function parseMariadbVersion(text) {
  return /(\d+\.\d+\.\d+)-MariaDB/i.exec(text)?.[1]
}

/**
 * @param {string} left @param {string} right
 * @returns {number} negative, zero or positive; missing parts count as zero
 */
export function compareVersions(left, right) {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number))
  for (let part = 0; part < 3; part += 1) {
    const difference = (a?.[part] ?? 0) - (b?.[part] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * The folder with the SQL that fills a new data folder; it lies beside the program or where the distribution puts it.
 * @param {string} program
 * @returns {string | undefined}
 */
export function findShareFolder(program) {
  const base = dirname(dirname(program))
  const folders = [
    join(base, 'share/mysql'),
    join(base, 'share/mariadb'),
    join(base, 'share'),
    '/usr/share/mysql',
    '/usr/share/mariadb',
  ]
  return folders.find(
    (folder) => existsSync(join(folder, 'mysql_system_tables.sql')) || existsSync(join(folder, 'mariadb_system_tables.sql')),
  )
}

/** @param {string} path */
function askVersion(path) {
  try {
    return execFileSync(path, ['--no-defaults', '--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    })
  } catch {
    return ''
  }
}

function windowsFolders() {
  return [process.env.ProgramFiles, process.env.ProgramW6432].flatMap((folder) => {
    if (!folder || !existsSync(folder)) return []
    return readdirSync(folder)
      .filter((name) => name.startsWith('MariaDB'))
      .map((name) => join(folder, name, 'bin'))
  })
}
