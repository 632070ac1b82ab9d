import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * One hash over files and folders: names and contents count, dates do not. Missing ones count as missing.
 * @param {string} root
 * @param {readonly string[]} paths relative to `root`
 * @param {(name: string) => boolean} [counts] which files count
 * @returns {string}
 */
export function hashOf(root, paths, counts = () => true) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => listFiles(root, path)).filter(counts)) {
    hash
      .update(`${relative(root, file).split(sep).join('/')}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string | undefined}
 */
export function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}

/** @param {string} root @param {string} path @returns {string[]} */
function listFiles(root, path) {
  const start = join(root, path)
  if (!existsSync(start)) return []
  try {
    return (
      readdirSync(start, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        // Before Node 20.12 the folder was called `path`.
        .map((entry) => join(entry.parentPath ?? /** @type {{ path?: string }} */ (entry).path, entry.name))
        .sort()
    )
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [start]
    throw error
  }
}
