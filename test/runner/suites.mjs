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
 * A script of package.json as one check; its commands (joined by `&&`) run two at a time, and all of them run.
 * @param {string} name of the script
 * @returns {Suite}
 */
export function scriptCheck(name) {
  return {
    name,
    async run(context) {
      const { scripts } = JSON.parse(readFileSync(join(context.root, 'package.json'), 'utf8'))
      /** @type {string[]} */
      const waiting = scripts[name].split(' && ')
      let failed = 0
      const work = async () => {
        for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) {
          if ((await runShell(command, context)) !== 0) failed = 1
        }
      }
      await Promise.all(Array.from({ length: PARALLEL_CHECKS }, work))
      return { passed: 1 - failed, failed, skipped: 0 }
    },
  }
}

/**
 * @param {string} project of vitest.config.ts
 * @param {readonly string[]} folders below test/ whose `*.test.ts` files belong to it
 * @returns {Suite}
 */
export function vitestSuite(project, folders) {
  return testSuite(project, folders, '.test.ts', countVitest, (report) => ({
    command: `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json=${quote(report)}`,
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
function runShell(command, { root, env, signal }) {
  return new Promise((resolve) => {
    const child = spawn(command, {
      cwd: root,
      env,
      shell: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    })
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
