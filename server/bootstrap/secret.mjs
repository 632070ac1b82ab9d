import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePrivateFile } from './privateFile.mjs'

/**
 * The secret of the demonstration: made once, kept in the data folder where only its owner reads it, so that sessions
 * outlive a restart.
 * @param {string} dataFolder
 * @returns {string}
 */
export function demonstrationSecret(dataFolder) {
  const path = join(dataFolder, 'secret')
  if (!existsSync(path)) writePrivateFile(path, `${randomBytes(32).toString('hex')}\n`)
  return readFileSync(path, 'utf8').trim()
}
