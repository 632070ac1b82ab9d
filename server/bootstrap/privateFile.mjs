import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a file that only its owner may read: written beside, flushed, renamed. Never half a file.
 * @param {string} path
 * @param {string} content
 */
export function writePrivateFile(path, content) {
  renameSync(writeBeside(path, content), path)
}

/**
 * Creates a file, whole, unless it exists.
 * @param {string} path
 * @param {string} content
 * @returns {boolean} false when there is one already
 */
export function createPrivateFile(path, content) {
  const beside = writeBeside(path, content)
  try {
    linkSync(beside, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(beside, { force: true })
  }
}

/** @param {string} path @param {string} content */
function writeBeside(path, content) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const beside = `${path}.${process.pid}.new`
  const file = openSync(beside, 'w', 0o600)
  try {
    writeSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return beside
}
