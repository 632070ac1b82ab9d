import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { StartFailure } from './failure.mjs'

/** Shorter secrets can be guessed; 32 characters hold 128 bits even when written as hexadecimal digits. */
export const SECRET_MINIMUM_LENGTH = 32

/**
 * @typedef {object} Settings
 * @property {number} port GONGDAN_PORT
 * @property {string} host GONGDAN_HOST
 * @property {string} dataFolder GONGDAN_DATA_DIR, absolute
 * @property {boolean} demo GONGDAN_DEMO
 * @property {boolean} desktop GONGDAN_DESKTOP
 * @property {string | undefined} databaseUrl DATABASE_URL; undefined means the embedded database
 * @property {string} timeZone GONGDAN_TIMEZONE
 * @property {string | undefined} secret GONGDAN_SECRET; undefined only in the demonstration
 */

/** Every variable that `npm start` and `npm run serve` read, with what it means. */
export const VARIABLES = Object.freeze({
  GONGDAN_PORT: 'TCP port of the server, 1 to 65535 (default 8080)',
  GONGDAN_HOST: 'address to listen on (default 127.0.0.1); the demonstration listens on loopback alone',
  GONGDAN_DATA_DIR: 'folder of the embedded database, attachments and logs (default: data in the checkout)',
  GONGDAN_DEMO: '1: demonstration accounts and data; 0: none (default 1 with npm start, 0 with npm run serve)',
  GONGDAN_DESKTOP: '0: do not open the desktop program (default 1; npm run serve never opens it)',
  DATABASE_URL: 'mysql://user:password@host:port/database of a MySQL 8.4 or MariaDB 10.11+ instead of the embedded one',
  GONGDAN_TIMEZONE: 'IANA time zone in which deadlines are computed and dates shown (default Asia/Shanghai)',
  GONGDAN_SECRET: `at least ${SECRET_MINIMUM_LENGTH} characters that sign sessions; required outside the demonstration`,
})

/**
 * Reads and validates the environment. All that is wrong is reported in one failure.
 * @param {Record<string, string | undefined>} env
 * @param {{ root: string, demoByDefault: boolean }} context `root` is the checkout
 * @returns {Settings}
 * @throws {StartFailure} when a variable is wrong or missing
 */
export function readEnvironment(env, { root, demoByDefault }) {
  /** @type {string[]} */
  const problems = []
  /** @param {string} name @param {string} fallback */
  const text = (name, fallback) => env[name]?.trim() || fallback
  /** @param {string} name @param {boolean} fallback */
  const flag = (name, fallback) => {
    const value = text(name, fallback ? '1' : '0')
    if (value !== '0' && value !== '1') problems.push(`${name} is "${value}"; it must be 0 or 1`)
    return value === '1'
  }

  const portText = text('GONGDAN_PORT', '8080')
  const port = Number(portText)
  if (!/^\d+$/.test(portText) || port < 1 || port > 65535) {
    problems.push(`GONGDAN_PORT is "${portText}"; it must be a whole number from 1 to 65535`)
  }

  const timeZone = text('GONGDAN_TIMEZONE', 'Asia/Shanghai')
  if (!isTimeZone(timeZone))
    problems.push(`GONGDAN_TIMEZONE is "${timeZone}"; it must be an IANA time zone such as Asia/Shanghai`)

  const databaseUrl = text('DATABASE_URL', '') || undefined
  if (databaseUrl && !isDatabaseUrl(databaseUrl)) {
    problems.push('DATABASE_URL must look like mysql://user:password@host:3306/database')
  }

  const host = text('GONGDAN_HOST', '127.0.0.1')
  const demo = flag('GONGDAN_DEMO', demoByDefault)
  if (demo && !isLoopback(host)) {
    problems.push(`GONGDAN_HOST is "${host}"; the demonstration (GONGDAN_DEMO=1) listens on loopback alone, such as 127.0.0.1`)
  }

  const secret = text('GONGDAN_SECRET', '') || undefined
  if (!secret && !demo) problems.push('GONGDAN_SECRET is missing; it is required outside the demonstration (GONGDAN_DEMO=0)')
  if (secret && secret.length < SECRET_MINIMUM_LENGTH) {
    problems.push(`GONGDAN_SECRET has ${secret.length} characters; it needs at least ${SECRET_MINIMUM_LENGTH}`)
  }

  const desktop = flag('GONGDAN_DESKTOP', true)
  if (problems.length > 0) throw new StartFailure(problems.join('\n'))
  return { port, host, dataFolder: resolve(root, text('GONGDAN_DATA_DIR', 'data')), demo, desktop, databaseUrl, timeZone, secret }
}

/**
 * True for addresses that only this machine can reach.
 * @param {string} host
 */
export function isLoopback(host) {
  if (host === 'localhost' || host === '::1') return true
  return isIP(host) === 4 && host.startsWith('127.')
}

/** @param {string} name */
function isTimeZone(name) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

/** @param {string} value */
function isDatabaseUrl(value) {
  try {
    const url = new URL(value)
    return ['mysql:', 'mariadb:'].includes(url.protocol) && url.hostname !== '' && url.pathname.length > 1
  } catch {
    return false
  }
}
