import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { keepDatabase } from './databaseKeeper.mjs'
import { openDesktop } from './desktop.mjs'
import { readEnvironment } from './environment.mjs'
import { Interrupted, StartFailure, describeFailure } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { openLogFile } from './logFile.mjs'
import { checkNode } from './node.mjs'
import { checkPort, readDatabaseGreeting } from './ports.mjs'
import { throwIfInterrupted } from './processes.mjs'
import { createProgress } from './progress.mjs'
import { takeRunRecord } from './runRecord.mjs'
import { demonstrationSecret } from './secret.mjs'
import { startServer } from './serverProcess.mjs'
import { watchForStop } from './shutdown.mjs'

/** @import { Settings } from './environment.mjs' */
/** @import { Progress } from './progress.mjs' */

/** How long a database elsewhere may take to answer, in ms. */
const DATABASE_PATIENCE = 5000

/**
 * @typedef {object} Mode
 * @property {string} script the started file, part of our command line
 * @property {boolean} demoByDefault
 * @property {boolean} window whether the desktop program may be opened, and the build be brought up to date for it
 * @property {boolean} logToOutput structured logs go to standard output instead of a file
 */

/**
 * Brings the whole program up, keeps it up and takes it down again, in the reverse order.
 * @param {string} root the checkout
 * @param {Mode} mode
 * @returns {Promise<number>} the exit code: 0 after a stop that was asked for
 */
export async function supervise(root, mode) {
  const signal = watchForStop()
  const progress = createProgress(process.stdout)
  /** What is to be stopped, oldest first. @type {(() => Promise<void> | void)[]} */
  const closers = []
  try {
    await run(root, mode, { signal, progress, closers })
    return 0
  } catch (error) {
    if (error instanceof Interrupted) return 0
    process.stderr.write(`\n${describeFailure(error)}\n`)
    return 1
  } finally {
    for (const close of closers.reverse()) await close()
    if (signal.aborted) progress.line('stopped')
  }
}

/**
 * @param {string} root
 * @param {Mode} mode
 * @param {{ signal: AbortSignal, progress: Progress, closers: (() => Promise<void> | void)[] }} context
 */
async function run(root, mode, { signal, progress, closers }) {
  checkNode()
  const settings = readEnvironment(process.env, { root, demoByDefault: mode.demoByDefault })
  const register = await takeRunRecord(recordPath(settings), {
    url: `http://127.0.0.1:${settings.port}`,
    marker: mode.script,
    onLeftover: ({ role, pid }) => progress.line(`- stopping the ${role} (process ${pid}) of a run that was killed`),
  })
  closers.push(() => register.release())
  signal.addEventListener('abort', () => register.markStopping())
  await checkPort(settings.port, settings.host)
  if (settings.databaseUrl) await checkDatabase(settings.databaseUrl)

  const node = await ensureInstalled(root, { progress, signal, register })
  await ensureBuilt(root, { node, progress, acceptAny: !mode.window, signal, register })
  mkdirSync(settings.dataFolder, { recursive: true })

  const database = settings.databaseUrl
    ? undefined
    : await keepDatabase(settings.dataFolder, {
        progress,
        signal,
        register,
        onLogLine: openLogFile(join(settings.dataFolder, 'logs', 'database.log')),
      })
  if (database) closers.push(database.stop)
  const databaseUrl = settings.databaseUrl ?? database?.url ?? ''
  const logFile = mode.logToOutput ? undefined : openLogFile(join(settings.dataFolder, 'logs', 'server.log'))
  const server = await progress.step('Starting the server', () =>
    startServer(root, {
      node,
      settings: { ...settings, databaseUrl, secret: settings.secret ?? demonstrationSecret(settings.dataFolder) },
      onLine: logFile ?? ((line) => void process.stdout.write(`${line}\n`)),
      onNotice: logFile ? (line) => progress.line(`  ${line}`) : () => {},
      signal,
      register,
    }),
  )
  closers.push(server.stop)

  if (mode.window && settings.desktop) {
    const onLine = openLogFile(join(settings.dataFolder, 'logs', 'desktop.log'))
    const close = openDesktop(root, { url: server.url, say: progress.line, onLine, register })
    if (close) closers.push(close)
  }
  progress.line(`ready ${server.url}`)

  const reason = await Promise.race([server.ended, aborted(signal), ...(database ? [database.failed] : [])])
  throwIfInterrupted(signal)
  throw new StartFailure(reason)
}

/**
 * The embedded database belongs to one run; servers on a database elsewhere differ by their port.
 * @param {Settings} settings
 */
function recordPath({ dataFolder, databaseUrl, port }) {
  return join(dataFolder, 'run', databaseUrl ? `server-${port}.json` : 'gongdan.json')
}

/**
 * Fails before the long work when nothing answers; whether version and account are right, the server finds out.
 * @param {string} databaseUrl
 * @throws {StartFailure}
 */
async function checkDatabase(databaseUrl) {
  const { hostname, port } = new URL(databaseUrl)
  const host = hostname.replace(/^\[|\]$/g, '')
  const version = await readDatabaseGreeting(Number(port || 3306), host, DATABASE_PATIENCE)
  if (version === undefined) throw new StartFailure(`No database answers at ${hostname}:${port || 3306} (DATABASE_URL)`)
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('stopped')
    signal.addEventListener('abort', () => resolve('stopped'))
  })
}
