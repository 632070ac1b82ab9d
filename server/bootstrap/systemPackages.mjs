import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { StartFailure } from './failure.mjs'
import { runCommand } from './processes.mjs'

/** @import { Report } from './progress.mjs' */
/** @typedef {'apt' | 'dnf' | 'pacman' | 'apk' | 'zypper' | 'brew' | 'winget'} Manager */
/** @typedef {{ manager: Manager | undefined, superuser: boolean }} System */
/** @typedef {'mariadb' | 'chromium' | 'chineseFonts' | 'faketime' | 'poppler'} Requirement */

/** What each requirement is called by each package manager. @type {Record<Requirement, Partial<Record<Manager, string>>>} */
const NAMES = {
  mariadb: {
    apt: 'mariadb-server-core',
    dnf: 'mariadb-server',
    pacman: 'mariadb',
    apk: 'mariadb',
    zypper: 'mariadb',
    brew: 'mariadb',
    winget: 'MariaDB.Server',
  },
  chromium: {
    apt: 'chromium',
    dnf: 'chromium',
    pacman: 'chromium',
    apk: 'chromium',
    zypper: 'chromium',
    brew: '--cask chromium',
    winget: 'Hibbiki.Chromium',
  },
  chineseFonts: {
    apt: 'fonts-noto-cjk',
    dnf: 'google-noto-sans-cjk-fonts',
    pacman: 'noto-fonts-cjk',
    apk: 'font-noto-cjk',
    zypper: 'google-noto-sans-cjk-fonts',
    brew: '--cask font-noto-sans-cjk',
  },
  poppler: {
    apt: 'poppler-utils',
    dnf: 'poppler-utils',
    pacman: 'poppler',
    apk: 'poppler-utils',
    zypper: 'poppler-tools',
    brew: 'poppler',
    winget: 'oschwartz10612.Poppler',
  },
  faketime: {
    apt: 'libfaketime',
    dnf: 'libfaketime',
    pacman: 'libfaketime',
    apk: 'libfaketime',
    zypper: 'libfaketime',
  },
}

/** @type {Record<Manager, (names: string) => string>} */
const COMMANDS = {
  apt: (names) => `apt-get update && apt-get install -y --no-install-recommends ${names}`,
  dnf: (names) => `dnf install -y ${names}`,
  pacman: (names) => `pacman -S --noconfirm ${names}`,
  apk: (names) => `apk add ${names}`,
  zypper: (names) => `zypper install -y ${names}`,
  brew: (names) => `brew install ${names}`,
  winget: (names) => `winget install ${names}`,
}

/** By which program a Linux system's package manager is recognised. @type {readonly [string, Manager][]} */
const LINUX_MANAGERS = [
  ['apt-get', 'apt'],
  ['dnf', 'dnf'],
  ['zypper', 'zypper'],
  ['pacman', 'pacman'],
  ['apk', 'apk'],
]

/**
 * @param {{ platform?: string, superuser?: boolean, has?: (program: string) => boolean }} [machine]
 * @returns {System}
 */
export function identifySystem({ platform = process.platform, superuser = process.getuid?.() === 0, has = isOnPath } = {}) {
  if (platform === 'win32') return { manager: 'winget', superuser }
  if (platform === 'darwin') return { manager: 'brew', superuser }
  return { manager: LINUX_MANAGERS.find(([program]) => has(program))?.[1], superuser }
}

/**
 * The exact command that a person types on this system.
 * @param {System} system
 * @param {readonly Requirement[]} requirements
 * @returns {string | undefined} undefined when the system's package manager is unknown
 */
export function installCommand({ manager, superuser }, requirements) {
  if (!manager) return undefined
  const names = requirements.map((requirement) => NAMES[requirement][manager]).filter((name) => name !== undefined)
  const command = COMMANDS[manager](names.join(' '))
  const needsSudo = !superuser && manager !== 'brew' && manager !== 'winget'
  return needsSudo
    ? command
        .split(' && ')
        .map((part) => `sudo ${part}`)
        .join(' && ')
    : command
}

/**
 * Installs from Debian's or Ubuntu's packages when we may; says the exact command where we may not.
 * @param {readonly Requirement[]} requirements
 * @param {{ report: Report, system?: System, signal?: AbortSignal }} context
 * @throws {StartFailure} with the command to type, or with what apt-get said
 */
export async function installRequirements(requirements, { report, system = identifySystem(), signal }) {
  if (system.manager !== 'apt' || !system.superuser) {
    const command = installCommand(system, requirements)
    const needed = requirements.join(', ')
    throw new StartFailure(
      command
        ? `Missing on this machine: ${needed}. Install with:\n  ${command}`
        : `Missing on this machine: ${needed}. Install with this system's package manager`,
    )
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const common = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3']
  const names = requirements.map((requirement) => NAMES[requirement].apt ?? requirement)
  report('apt-get update')
  await runCommand('apt-get', ['update', ...common], { env, signal })
  // Without `signal`: a dpkg stopped half-way leaves the system to be repaired by hand.
  await runCommand('apt-get', ['install', '-y', '--no-install-recommends', '-o', 'APT::Status-Fd=1', ...common, ...names], {
    env,
    onLine: (line) => {
      const text = aptProgress(line)
      if (text) report(text)
    },
  })
}

/**
 * @param {string} line of apt's status: `dlstatus:1:12.5:Retrieving …` or `pmstatus:chromium:60:Unpacking …`
 * @returns {string | undefined}
 */
export function aptProgress(line) {
  const match = /^(dlstatus|pmstatus):[^:]*:([\d.]+):(.*)$/.exec(line)
  if (!match) return undefined
  return `${match[1] === 'dlstatus' ? 'downloading' : 'installing'} ${Math.floor(Number(match[2]))} % (${match[3]})`
}

/**
 * The first program of these names on the PATH or in a few more folders.
 * @param {readonly string[]} names
 * @param {readonly string[]} [moreFolders]
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string[]} absolute paths, the PATH's first
 */
export function findPrograms(names, moreFolders = [], env = process.env) {
  const folders = [...(env.PATH ?? '').split(delimiter), ...moreFolders].filter((folder) => folder !== '')
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return [...new Set(folders)]
    .flatMap((folder) => names.map((name) => join(folder, `${name}${suffix}`)))
    .filter((path) => existsSync(path))
}

/** @param {string} program */
function isOnPath(program) {
  return findPrograms([program], ['/usr/bin', '/usr/sbin', '/sbin']).length > 0
}

/** @returns {string | undefined} the system's name for people, such as `Debian GNU/Linux 12 (bookworm)` */
export function systemName() {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  } catch {
    return undefined
  }
}
