import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Interrupted, StartFailure } from './failure.mjs'
import { isRunning } from './processIdentity.mjs'

/** @import { ChildProcess } from 'node:child_process' */
/** @import { ProcessIdentity } from './processIdentity.mjs' */

/**
 * Where the processes that we started are noted, so that the next start finds what a SIGKILL left behind.
 * @typedef {{ add: (role: string, pid: number, marker: string) => void, remove: (pid: number) => void }} ProcessRegister
 */

/** How many of a failed command's last lines are shown. */
const SHOWN_LINES = 15

/**
 * Starts a process in a group of its own: a Ctrl-C in the terminal reaches us alone, and we stop it in our order.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, input?: boolean, shell?: boolean }} [options]
 * @returns {ChildProcess}
 */
export function spawnInOwnGroup(program, parameters, { cwd, env, input = false, shell = false } = {}) {
  return spawn(program, parameters, {
    cwd,
    env,
    shell,
    stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
}

/**
 * Calls `onLine` for each line of standard output and standard error.
 * @param {ChildProcess} child
 * @param {(line: string, source: 'stdout' | 'stderr') => void} onLine
 */
export function readLines(child, onLine) {
  for (const source of /** @type {const} */ (['stdout', 'stderr'])) {
    const stream = child[source]
    if (stream) createInterface({ input: stream }).on('line', (line) => onLine(line, source))
  }
}

/**
 * Runs a command to its end.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.input] written to its standard input
 * @param {boolean} [options.shell]
 * @param {(line: string) => void} [options.onLine]
 * @param {AbortSignal} [options.signal] stops the command; leave it out where half-done work does harm
 * @param {ProcessRegister} [options.register]
 * @param {string} [options.marker] text that its command line keeps, for programs that rewrite theirs
 * @returns {Promise<string[]>} the last lines of its output
 * @throws {StartFailure} when it cannot be started or ends with a code other than 0, with its last lines
 * @throws {Interrupted} when `signal` stopped it
 */
export async function runCommand(
  program,
  parameters,
  { cwd, env, input, shell, onLine, signal, register, marker = parameters[0] ?? program } = {},
) {
  throwIfInterrupted(signal)
  /** @type {string[]} */
  const lines = []
  const child = spawnInOwnGroup(program, parameters, { cwd, env, shell, input: input !== undefined })
  readLines(child, (line) => {
    lines.push(line)
    if (lines.length > 200) lines.shift()
    onLine?.(line)
  })
  if (child.pid) register?.add('command', child.pid, marker)
  // A command that dies early closes its input; its exit code tells more than the broken pipe.
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  const abort = () => void stopChild(child, 5000)
  signal?.addEventListener('abort', abort)
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', (error) => reject(new StartFailure(`${program} cannot be run: ${error.message}`)))
      child.once('close', (exitCode, exitSignal) => resolve(exitCode ?? exitSignal))
    })
    throwIfInterrupted(signal)
    if (code !== 0) {
      throw new StartFailure(
        [`${[program, ...parameters].join(' ')} ended with ${code}:`, ...lines.slice(-SHOWN_LINES)].join('\n'),
      )
    }
    return lines
  } finally {
    signal?.removeEventListener('abort', abort)
    if (child.pid) register?.remove(child.pid)
  }
}

/**
 * @param {AbortSignal} [signal]
 * @throws {Interrupted}
 */
export function throwIfInterrupted(signal) {
  if (signal?.aborted) throw new Interrupted('stopped by a signal')
}

/**
 * Asks a child to end (SIGTERM), waits, and after `patience` ms ends its whole group (SIGKILL).
 * @param {ChildProcess} child
 * @param {number} patience ms
 */
export async function stopChild(child, patience) {
  if (hasEnded(child) || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const patienceEnd = new AbortController()
  const late = sleep(patience, 'late', { signal: patienceEnd.signal }).catch(() => undefined)
  if ((await Promise.race([ended, late])) === 'late') {
    killGroup(child.pid)
    await ended
  }
  patienceEnd.abort()
}

/** @param {ChildProcess} child */
export function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null
}

/**
 * Stops a process that an earlier run left behind. It is looked at again before each signal, so that a stranger that
 * has taken over its number is never touched.
 * @param {ProcessIdentity} identity
 * @param {number} patience ms between SIGTERM and SIGKILL
 * @returns {Promise<boolean>} whether there was something to stop
 */
export async function stopLeftover(identity, patience) {
  if (!isRunning(identity)) return false
  process.kill(identity.pid, 'SIGTERM')
  for (let waited = 0; waited < patience; waited += 100) {
    await sleep(100)
    if (!isRunning(identity)) return true
  }
  killGroup(identity.pid)
  while (isRunning(identity)) await sleep(100)
  return true
}

/** @param {number} pid leader of its group */
function killGroup(pid) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}
