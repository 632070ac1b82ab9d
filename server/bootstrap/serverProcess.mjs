import { join } from 'node:path'
import { Interrupted, StartFailure } from './failure.mjs'
import { withNode } from './node.mjs'
import { readLines, spawnInOwnGroup, stopChild } from './processes.mjs'

/** @import { Settings } from './environment.mjs' */
/** @import { ProcessRegister } from './processes.mjs' */

/** How long the server may take to finish what it has begun after SIGTERM, in ms. */
const STOP_PATIENCE = 30_000
const SHOWN_LINES = 10
/** Where something failed is in the log; people are told what failed. */
const STACK_LINE = /^\s+at |^node:internal|^Node\.js v|^\s*\^+$|^\s+throw /

/**
 * @typedef {object} RunningServer
 * @property {string} url
 * @property {Promise<string>} ended with what to tell when it ended by itself
 * @property {() => Promise<void>} stop
 */

/**
 * Starts `server/main.ts` and waits until it is ready.
 * @param {string} root
 * @param {object} options
 * @param {string} options.node Node 24
 * @param {Settings & { databaseUrl: string, secret: string }} options.settings
 * @param {(line: string) => void} options.onLine every line of its output but the ready line
 * @param {(line: string) => void} options.onNotice lines for people (not structured logs) until it is ready
 * @param {AbortSignal} options.signal
 * @param {ProcessRegister} options.register
 * @returns {Promise<RunningServer>}
 * @throws {StartFailure} with its error when it ends before it is ready
 */
export async function startServer(root, { node, settings, onLine, onNotice, signal, register }) {
  const program = join(root, 'server', 'main.ts')
  const child = spawnInOwnGroup(node, [program], { cwd: root, env: { ...withNode(node, root), ...serverVariables(settings) } })
  /** @type {string[]} */
  const errors = []
  /** @type {string | undefined} */
  let url
  const { pid } = child
  if (pid !== undefined) register.add('server', pid, program)

  const ended = new Promise((/** @type {(reason: string) => void} */ resolve) => {
    child.once('error', (error) => resolve(`The server cannot be started: ${error.message}`))
    child.once('close', (code, endSignal) => {
      if (pid !== undefined) register.remove(pid)
      const heading = url
        ? `The server ended unexpectedly (${code ?? endSignal})`
        : `The server did not start (${code ?? endSignal})`
      resolve([errors.length > 0 ? `${heading}:` : heading, ...errors.slice(-SHOWN_LINES)].join('\n'))
    })
  })
  const ready = new Promise((/** @type {(value: undefined) => void} */ resolve) => {
    readLines(child, (line, source) => {
      const address = /^ready (https?:\/\/\S+)$/.exec(line)?.[1]
      if (!url && source === 'stdout' && address) {
        url = address
        resolve(undefined)
        return
      }
      onLine(line)
      const problem = readProblem(line, source)
      if (problem !== undefined) errors.push(problem)
      if (errors.length > 50) errors.shift()
      if (!url && source === 'stdout' && !line.startsWith('{') && line.trim() !== '') onNotice(line)
    })
  })
  const stop = () => stopChild(child, STOP_PATIENCE)
  const abort = () => void stop()
  signal.addEventListener('abort', abort)
  try {
    const failure = await Promise.race([ready, ended])
    if (signal.aborted) throw new Interrupted('stopped by a signal')
    if (failure !== undefined || !url) throw new StartFailure(failure ?? 'The server did not start')
  } finally {
    signal.removeEventListener('abort', abort)
  }
  return { url, ended, stop }
}

/**
 * @param {Settings & { databaseUrl: string, secret: string }} settings
 * @returns {Record<string, string>}
 */
function serverVariables(settings) {
  return {
    DATABASE_URL: settings.databaseUrl,
    GONGDAN_PORT: String(settings.port),
    GONGDAN_HOST: settings.host,
    GONGDAN_TIMEZONE: settings.timeZone,
    GONGDAN_SECRET: settings.secret,
    GONGDAN_DEMO: settings.demo ? '1' : '0',
    GONGDAN_DATA_DIR: settings.dataFolder,
  }
}

/**
 * What of a line tells why the server failed: plain text on standard error but stack traces, the message of structured
 * errors.
 * @param {string} line
 * @param {'stdout' | 'stderr'} source
 * @returns {string | undefined}
 */
export function readProblem(line, source) {
  if (STACK_LINE.test(line)) return undefined
  if (!line.startsWith('{')) return source === 'stderr' && line.trim() !== '' ? line : undefined
  try {
    const { level, msg, err } = JSON.parse(line)
    const severe = typeof level === 'number' ? level >= 50 : ['error', 'fatal'].includes(level)
    return severe ? [msg, err?.message].filter(Boolean).join(': ') : undefined
  } catch {
    return undefined
  }
}
