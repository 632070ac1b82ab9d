import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const NAME = 'libfaketime.so.1'

/** Where the packages of Linux systems put it: `/usr/lib/<architecture>/faketime` on Debian, `/usr/lib64/faketime`, `/usr/lib/faketime`. */
function folders() {
  const triplets = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-')) : []
  return [...triplets.map((name) => join('/usr/lib', name)), '/usr/lib64', '/usr/lib', '/usr/local/lib'].map((folder) => join(folder, 'faketime'))
}

/**
 * The library that gives a process a clock of ours; only Linux has it.
 * @returns {string | undefined} its absolute path
 */
export function findFaketime() {
  return process.platform === 'linux' ? folders().map((folder) => join(folder, NAME)).find((path) => existsSync(path)) : undefined
}
