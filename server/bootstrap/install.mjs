import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findNode24 } from './node.mjs'
import { runCommand } from './processes.mjs'
import { hashOf, readStamp } from './stamp.mjs'

/** @import { Progress } from './progress.mjs' */
/** @import { ProcessRegister } from './processes.mjs' */
/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean }> }} LockFile */

const STAMP = 'node_modules/.gongdan-install'
/** npm writes it last, and only after an installation that went through. */
const INSTALLED_LOCK = 'node_modules/.package-lock.json'

/**
 * Installs the locked packages when they are missing or the lock file has changed since. Never runs install scripts, so
 * Electron's binary is never downloaded.
 * @param {string} root the checkout
 * @param {{ progress: Progress, signal?: AbortSignal, register?: ProcessRegister }} context
 * @returns {Promise<string>} the path of Node 24
 * @throws {import('./failure.mjs').StartFailure}
 */
export async function ensureInstalled(root, { progress, signal, register }) {
  const stamp = installStamp(root)
  if (!isInstalled(root, stamp)) {
    const paths = lockedPaths(readLock(join(root, 'package-lock.json')))
    await progress.step('Installing packages (npm ci)', async (report) => {
      const counter = setInterval(() => report(installedShare(root, paths)), 1000)
      try {
        const [program, ...before] = findNpm()
        const parameters = [
          ...before,
          'ci',
          '--ignore-scripts',
          '--include=dev',
          '--include=optional',
          '--no-audit',
          '--no-fund',
          '--loglevel=error',
        ]
        const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', npm_config_progress: 'false' }
        await runCommand(program, parameters, {
          cwd: root,
          env,
          signal,
          register,
          marker: 'npm',
          shell: process.platform === 'win32' && before.length === 0,
        })
      } finally {
        clearInterval(counter)
      }
    })
  }
  const node = findNode24(root)
  writeFileSync(join(root, STAMP), `${stamp}\n`)
  return node
}

/**
 * @param {string} root
 * @param {string} [stamp] of the lock file as it is
 * @returns {boolean} whether node_modules holds what the lock file asks for
 */
export function isInstalled(root, stamp = installStamp(root)) {
  if (!existsSync(join(root, INSTALLED_LOCK))) return false
  if (readStamp(join(root, STAMP)) === stamp) return true
  // Installed by hand with npm: what npm noted decides.
  return sameVersions(readLock(join(root, 'package-lock.json')), readLock(join(root, INSTALLED_LOCK)))
}

/**
 * True when every package of the lock file is installed in its version. Optional ones may be missing: they are for
 * other systems.
 * @param {LockFile} wanted
 * @param {LockFile} installed
 */
export function sameVersions(wanted, installed) {
  return Object.entries(wanted.packages ?? {}).every(([path, entry]) => {
    if (path === '') return true
    const found = installed.packages?.[path]
    return found ? found.version === entry.version : entry.optional === true
  })
}

/** @param {string} root */
function installStamp(root) {
  return `${hashOf(root, ['package-lock.json'])} ${process.platform}-${process.arch}`
}

/** @param {string} path @returns {LockFile} */
function readLock(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** @param {LockFile} lock */
function lockedPaths(lock) {
  return Object.entries(lock.packages ?? {})
    .filter(([path, entry]) => path !== '' && !entry.optional)
    .map(([path]) => path)
}

/** @param {string} root @param {string[]} paths */
function installedShare(root, paths) {
  const present = paths.filter((path) => existsSync(join(root, path, 'package.json'))).length
  return `${Math.floor((100 * present) / paths.length)} % (${present} of ${paths.length} packages)`
}

/** @returns {[string, ...string[]]} the program and its first parameters */
function findNpm() {
  const beside = dirname(process.execPath)
  const scripts = [
    process.env.npm_execpath ?? '',
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ]
  const script = scripts.find((path) => path.endsWith('npm-cli.js') && existsSync(path))
  return script ? [process.execPath, script] : ['npm']
}
