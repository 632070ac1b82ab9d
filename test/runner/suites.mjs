import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { countPlaywright, countVitest, judgeSuite } from './counts.mjs'

/** @import { Counts } from './counts.mjs' */
/** @typedef {{ root: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} Context */
/** @typedef {{ name: string, run: (context: Context) => Promise<Counts> }} Suite */

/** The machine that this is made for has two cores. */
const PARALLEL_CHECKS = 2

/**
 * Scripts of package.json, each one check. Their commands (joined by `&&`) run two at a time, whichever script they are of,
 * and all of them run; what a command says is shown together when it ends.
 * @param {readonly string[]} names of the scripts, those that take long first
 * @returns {Suite}
 */
export function scriptChecks(names) {
  return {
    name: names.join(', '),
    async run(context) {
      const { scripts } = JSON.parse(readFileSync(join(context.root, 'package.json'), 'utf8'))
      /** @type {{ name: string, command: string }[]} */
      const waiting = names.flatMap((name) => scripts[name].split(' && ').map((/** @type {string} */ command) => ({ name, command })))
      /** @type {Set<string>} */
      const failed = new Set()
      const work = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const { name, command } = next
          const { exitCode, output } = await captureShell(command, context)
          process.stdout.write(`--- ${name}: ${command}${exitCode === 0 ? '' : `: exit code ${exitCode}`}\n${output}`)
          if (exitCode !== 0) failed.add(name)
        }
      }
      await Promise.all(Array.from({ length: PARALLEL_CHECKS }, work))
      return { passed: names.length - failed.size, failed: failed.size, skipped: 0 }
    },
  }
}

/**
 * @param {readonly string[]} projects of vitest.config.ts
 * @param {readonly string[]} folders below test/ whose `*.test.ts` files belong to them
 * @returns {Suite}
 */
export function vitestSuite(projects, folders) {
  const chosen = projects.map((project) => `--project ${project}`).join(' ')
  return testSuite(projects.join(', '), folders, '.test.ts', countVitest, (report) => ({
    command: `vitest run ${chosen} --reporter=default --reporter=json --outputFile.json=${quote(report)}`,
  }))
}

/**
 * @param {string} config of Playwright, relative to the checkout
 * @returns {Suite}
 */
export function playwrightSuite(config) {
  return testSuite('e2e', ['e2e'], '.spec.ts', countPlaywright, (report) => ({
    command: `playwright test -c ${config} --reporter=list,json`,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  }))
}

/**
 * @param {string} name
 * @param {readonly string[]} folders
 * @param {string} ending
 * @param {(report: unknown) => Counts} count
 * @param {(report: string) => { command: string, env?: NodeJS.ProcessEnv }} describe
 * @returns {Suite}
 */
function testSuite(name, folders, ending, count, describe) {
  return {
    name,
    async run(context) {
      if (!folders.some((folder) => holdsTests(join(context.root, 'test', folder), ending))) {
        process.stdout.write(`no ${name} tests are written yet\n`)
        return { passed: 0, failed: 0, skipped: 0 }
      }
      const folder = mkdtempSync(join(tmpdir(), 'gongdan-report-'))
      try {
        const report = join(folder, 'report.json')
        const { command, env } = describe(report)
        const exitCode = await runShell(command, { ...context, env: { ...context.env, ...env } })
        return judgeSuite(exitCode, readReport(report, count))
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

/** @param {string} folder @param {string} ending */
function holdsTests(folder, ending) {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith(ending))
}

/**
 * @param {string} path
 * @param {(report: unknown) => Counts} count
 * @returns {Counts | undefined}
 */
function readReport(path, count) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * Runs a command line with its output streamed to ours.
 * @param {string} command
 * @param {Context} context
 * @returns {Promise<number>} its exit code
 */
function runShell(command, context) {
  return ended(spawnShell(command, context, 'inherit'), context.signal)
}

/**
 * Runs a command line and keeps what it says.
 * @param {string} command
 * @param {Context} context
 * @returns {Promise<{ exitCode: number, output: string }>}
 */
async function captureShell(command, context) {
  const child = spawnShell(command, context, 'pipe')
  /** @type {Buffer[]} */
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (/** @type {Buffer} */ chunk) => said.push(chunk))
  const exitCode = await ended(child, context.signal)
  return { exitCode, output: Buffer.concat(said).toString('utf8') }
}

/**
 * @param {string} command
 * @param {Context} context
 * @param {'inherit' | 'pipe'} output
 */
function spawnShell(command, { root, env }, output) {
  return spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', output, output], detached: process.platform !== 'win32' })
}

/**
 * @param {import('node:child_process').ChildProcess} child in a process group of its own
 * @param {AbortSignal} signal ends it with all that it started
 * @returns {Promise<number>} its exit code, when all that it said has been read
 */
function ended(child, signal) {
  return new Promise((resolve) => {
    const stop = () => {
      if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM')
    }
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    child.once('error', () => resolve(1))
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop)
      resolve(code ?? 1)
    })
  })
}

/** @param {string} path */
function quote(path) {
  return `"${path}"`
}
