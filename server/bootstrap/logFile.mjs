import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const LARGEST_LOG = 10 * 1024 * 1024
const KEPT_LOGS = 5

/**
 * Appends lines to a log file that rotates: `server.log`, `server.log.1`, …
 * @param {string} path
 * @param {{ largest?: number, kept?: number }} [limits] bytes of one file; files beside the current one
 * @returns {(line: string) => void}
 */
export function openLogFile(path, { largest = LARGEST_LOG, kept = KEPT_LOGS } = {}) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  let size = existsSync(path) ? statSync(path).size : 0
  return (line) => {
    const text = `${line}\n`
    try {
      if (size > 0 && size + text.length > largest) {
        rotate(path, kept)
        size = 0
      }
      appendFileSync(path, text, { mode: 0o600 })
      size += Buffer.byteLength(text)
    } catch {
      // A full disk must stop neither the server nor the database that it belongs to.
    }
  }
}

/** @param {string} path @param {number} kept */
function rotate(path, kept) {
  for (let number = kept - 1; number >= 0; number -= 1) {
    const from = number === 0 ? path : `${path}.${number}`
    if (existsSync(from)) renameSync(from, `${path}.${number + 1}`)
  }
}
