import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartFailure } from './failure.mjs'
import { asRoot } from './mariadbDataFolder.mjs'
import { freePort, readDatabaseGreeting } from './ports.mjs'
import { writePrivateFile } from './privateFile.mjs'
import { hasEnded, readLines, spawnInOwnGroup, stopChild, throwIfInterrupted } from './processes.mjs'

/** @import { MariadbProgram } from './mariadbProgram.mjs' */
/** @import { ProcessRegister } from './processes.mjs' */
/** @import { Report } from './progress.mjs' */

/** Every acknowledged write is on the disk, every page whole. */
export const DURABLE_SETTINGS = Object.freeze([
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-doublewrite=1',
  '--innodb-buffer-pool-size=256M',
])
/** For tests alone: their data is thrown away. */
export const FAST_SETTINGS = Object.freeze([
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--innodb-log-file-size=16M',
  '--innodb-buffer-pool-size=128M',
])

/** How long the database may take to write back its pages after SIGTERM, in ms. Killed, it recovers at the next start. */
const STOP_PATIENCE = 120_000
/** Another program may take the free port between our look and the database's; then another is tried. */
const PORT_ATTEMPTS = 3

/**
 * @typedef {object} RunningDatabase
 * @property {number} port on 127.0.0.1
 * @property {string} version
 * @property {Promise<void>} ended when the process has ended, whoever ended it
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a private MariaDB on a data folder and waits until it serves; a recovery after a crash is waited for as long as
 * it takes. It listens on 127.0.0.1 alone.
 * @param {object} options
 * @param {MariadbProgram} options.program
 * @param {string} options.folder its data folder
 * @param {readonly string[]} options.settings
 * @param {readonly string[]} options.initialSql run, each time, before the first connection is served
 * @param {number} [options.port] a free one when left out
 * @param {(line: string) => void} [options.onLogLine]
 * @param {Report} [options.report]
 * @param {AbortSignal} [options.signal]
 * @param {ProcessRegister} [options.register]
 * @returns {Promise<RunningDatabase>}
 * @throws {StartFailure} with the database's last lines
 */
export async function startMariadb({ port, ...options }) {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryStart({ ...options, port: port ?? (await freePort()) })
    if ('stop' in outcome) return outcome
    const portTaken = outcome.lines.some((line) => line.includes("Can't start server: Bind on TCP/IP port"))
    if (port !== undefined || !portTaken || attempt === PORT_ATTEMPTS) {
      throw new StartFailure(['The embedded database did not start:', ...outcome.lines.slice(-15)].join('\n'))
    }
  }
}

/**
 * @param {Omit<Parameters<typeof startMariadb>[0], 'port'> & { port: number }} options
 * @returns {Promise<RunningDatabase | { lines: string[] }>}
 */
async function tryStart({ program, folder, settings, initialSql, port, onLogLine, report, signal, register }) {
  throwIfInterrupted(signal)
  const initialFile = join(folder, 'gongdan-initial.sql')
  writePrivateFile(initialFile, `${initialSql.join('\n')}\n`)
  // A database that starts deletes the temporary tables of all others that share its folder for them.
  const temporary = `${folder}.temporary`
  mkdirSync(temporary, { recursive: true, mode: 0o700 })
  const marker = `--datadir=${folder}`
  const child = spawnInOwnGroup(program.path, [
    '--no-defaults',
    marker,
    `--tmpdir=${temporary}`,
    `--init-file=${initialFile}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    // Relative to the data folder: the path of a Unix socket may have no more than 107 characters.
    ...(process.platform === 'win32' ? [] : ['--socket=gongdan.sock']),
    `--pid-file=${join(folder, 'gongdan.pid')}`,
    '--skip-name-resolve',
    '--skip-log-bin',
    '--performance-schema=0',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--default-time-zone=+00:00',
    '--max-connections=300',
    '--max-allowed-packet=64M',
    ...settings,
    ...asRoot(),
  ])
  /** @type {string[]} */
  const lines = []
  readLines(child, (line) => {
    lines.push(line)
    if (lines.length > 100) lines.shift()
    onLogLine?.(line)
    if (/recover/i.test(line)) report?.(line.replace(/^.*\[Note\] /, ''))
  })
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.once('close', () => resolve())
    child.once('error', (error) => {
      lines.push(error.message)
      resolve()
    })
  })
  const { pid } = child
  if (pid !== undefined) {
    register?.add('database', pid, marker)
    void ended.then(() => register?.remove(pid))
  }
  const stop = async () => {
    await stopChild(child, STOP_PATIENCE)
    await ended
  }
  while (pid !== undefined && !hasEnded(child)) {
    const version = await readDatabaseGreeting(port, '127.0.0.1', 2000)
    // Our own child listens on this port only while it lives; whoever answers after its death is a stranger.
    if (version && !hasEnded(child)) {
      rmSync(initialFile, { force: true })
      return { port, version, ended, stop }
    }
    if (signal?.aborted) {
      await stop()
      throwIfInterrupted(signal)
    }
    await sleep(50)
  }
  await ended
  return { lines }
}
