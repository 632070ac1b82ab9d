import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLines, spawnInOwnGroup, stopChild } from './processes.mjs'

/** @import { ProcessRegister } from './processes.mjs' */

const STOP_PATIENCE = 5000

/**
 * Where Electron's binary is, if it is on this machine. Electron's own package is not asked: it would download it.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findElectron(root, env = process.env) {
  const folder = join(root, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  const program = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : ''
  const override = env.ELECTRON_OVERRIDE_DIST_PATH
  if (!override && !program) return undefined
  const binary = override ? join(override, program || 'electron') : join(folder, 'dist', program)
  return existsSync(binary) ? binary : undefined
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [platform]
 * @returns {boolean} whether a window can be shown
 */
export function hasDisplay(env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * Opens the desktop program, or says in one line why not and where the browser entry is.
 * @param {string} root
 * @param {object} options
 * @param {string} options.url of the server
 * @param {(text: string) => void} options.say
 * @param {(line: string) => void} options.onLine
 * @param {ProcessRegister} options.register
 * @returns {(() => Promise<void>) | undefined} stops it; undefined when it was not opened
 */
export function openDesktop(root, { url, say, onLine, register }) {
  const entry = `浏览器入口 (browser entry): ${url}`
  const binary = findElectron(root)
  if (!binary) {
    say(
      `桌面端未打开：本机没有 Electron 程序文件 (desktop program not opened: Electron's binary is not on this machine; npx install-electron downloads it). ${entry}`,
    )
    if (hasDisplay(process.env) && process.stdout.isTTY) openBrowser(url)
    return undefined
  }
  if (!hasDisplay(process.env)) {
    say(`桌面端未打开：没有图形界面 (desktop program not opened: no DISPLAY). ${entry}`)
    return undefined
  }
  // Chromium refuses its sandbox to the superuser; everybody else keeps it.
  const superuser = process.platform === 'linux' && process.getuid?.() === 0
  const child = spawnInOwnGroup(binary, [...(superuser ? ['--no-sandbox'] : []), root], {
    cwd: root,
    env: { ...process.env, GONGDAN_SERVER_URL: url },
  })
  readLines(child, onLine)
  const { pid } = child
  if (pid !== undefined) register.add('desktop', pid, binary)
  child.once('error', (error) => say(`桌面端未打开 (desktop program not opened): ${error.message}. ${entry}`))
  child.once('exit', () => {
    if (pid !== undefined) register.remove(pid)
  })
  say(`桌面端已打开 (desktop program opened). ${entry}`)
  return () => stopChild(child, STOP_PATIENCE)
}

/** @param {string} url */
function openBrowser(url) {
  const [program, ...parameters] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '', url]
      : process.platform === 'darwin'
        ? ['open', url]
        : ['xdg-open', url]
  const child = spawn(program ?? '', parameters, { stdio: 'ignore', detached: true })
  // Without such a program the line with the address stands; nothing else is lost.
  child.once('error', () => {})
  child.unref()
}
