import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Names one running process so that a later one with the same number is not taken for it.
 * @typedef {object} ProcessIdentity
 * @property {string} role what it is to us: `start`, `server`, `database`, …
 * @property {number} pid
 * @property {string} startedAt the system's own mark of when it started
 * @property {string} marker text that its command line contains
 */

/**
 * @param {string} role
 * @param {number} pid
 * @param {string} marker
 * @returns {ProcessIdentity}
 */
export function identify(role, pid, marker) {
  return { role, pid, marker, startedAt: inspectProcess(pid)?.startedAt ?? '' }
}

/**
 * True while this very process runs: the number, the start and the command line agree.
 * @param {ProcessIdentity} identity
 */
export function isRunning(identity) {
  const found = inspectProcess(identity.pid)
  return found !== undefined && found.startedAt === identity.startedAt && found.commandLine.includes(identity.marker)
}

/**
 * @param {number} pid
 * @returns {{ startedAt: string, commandLine: string, parent?: number } | undefined} undefined when there is no such process or it has ended
 */
export function inspectProcess(pid) {
  try {
    if (process.platform === 'linux') return inspectByProc(pid)
    if (process.platform === 'win32') return inspectByPowerShell(pid)
    return inspectByPs(pid)
  } catch {
    return undefined
  }
}

/** @param {number} pid */
function inspectByProc(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the program's name in parentheses and may itself contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state] = fields
  if (state === 'Z' || state === 'X') return undefined
  const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  return { startedAt: fields[19] ?? '', commandLine, parent: Number(fields[1]) }
}

/** @param {number} pid */
function inspectByPs(pid) {
  const row = execFileSync('ps', ['-o', 'lstart=', '-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  })
  return row.trim() === '' ? undefined : { startedAt: row.slice(0, 24), commandLine: row.slice(24).trim() }
}

/** @param {number} pid */
function inspectByPowerShell(pid) {
  const query = `$p = Get-CimInstance Win32_Process -Filter "ProcessId=${pid}"; if ($p) { $p.CreationDate.Ticks; $p.CommandLine }`
  const [startedAt = '', ...rest] = execFileSync('powershell.exe', ['-NoProfile', '-Command', query], { encoding: 'utf8' }).split(
    /\r?\n/,
  )
  return startedAt === '' ? undefined : { startedAt, commandLine: rest.join(' ') }
}
