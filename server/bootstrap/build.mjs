import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withNode } from './node.mjs'
import { runCommand } from './processes.mjs'
import { hashOf, readStamp } from './stamp.mjs'

/** @import { Progress } from './progress.mjs' */
/** @import { ProcessRegister } from './processes.mjs' */

const STAMP = 'out/.gongdan-build'
/** All that the build reads. */
const SOURCES = [
  'renderer',
  'main',
  'shared',
  'electron.vite.config.ts',
  'electron.vite.config.mjs',
  'vite.config.ts',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
]
/** Renderer, main process and preload each report when they are written. */
const PARTS = 3

/**
 * Builds the desktop program and the browser entry when there is no build, or when its sources have changed since.
 * @param {string} root
 * @param {object} context
 * @param {string} context.node Node 24
 * @param {Progress} context.progress
 * @param {boolean} [context.acceptAny] take a build as it is, whatever its sources
 * @param {AbortSignal} [context.signal]
 * @param {ProcessRegister} [context.register]
 * @returns {Promise<boolean>} whether it was built just now
 * @throws {import('./failure.mjs').StartFailure}
 */
export async function ensureBuilt(root, { node, progress, acceptAny = false, signal, register }) {
  // Type declarations never reach the build, and the build itself writes some of them.
  const hash = hashOf(root, SOURCES, (name) => !name.endsWith('.d.ts'))
  const present = existsSync(join(root, 'out/renderer/index.html'))
  if (present && (acceptAny || readStamp(join(root, STAMP)) === hash)) return false
  rmSync(join(root, STAMP), { force: true })
  await progress.step('Building the program', async (report) => {
    let parts = 0
    await runCommand(node, [binaryOf(root, 'electron-vite'), 'build'], {
      cwd: root,
      env: withNode(node, root),
      signal,
      register,
      onLine: (line) => {
        if (/built in/.test(line)) parts += 1
        const text = line.replace(/\x1b\[[\d;]*m/g, '').trim()
        if (text) report(`${Math.floor((100 * Math.min(parts, PARTS)) / PARTS)} %, ${text.slice(0, 60)}`)
      },
    })
  })
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(join(root, STAMP), `${hash}\n`)
  return true
}

/**
 * The script behind an installed package's command.
 * @param {string} root
 * @param {string} name of the package and of its command
 */
function binaryOf(root, name) {
  const { bin } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'))
  return join(root, 'node_modules', name, typeof bin === 'string' ? bin : bin[name])
}
