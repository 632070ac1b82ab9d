import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** Where the parts of one store lie. */
export interface StorePaths {
  folder: string
  database: string
  /** A store made of a damaged one, about to take its place. */
  rescued: string
  files: string
  setAside: string
}

/**
 * One folder for each server and user, named so that neither can be read from it.
 * @param root folder of all stores
 */
export function storePaths(root: string, serverUrl: string, userId: string): StorePaths {
  const folder = join(root, createHash('sha256').update(`${serverUrl}\n${userId}`).digest('hex').slice(0, 32))
  return { folder, database: join(folder, 'store.db'), rescued: join(folder, 'store.db.rescued'), files: join(folder, 'files'), setAside: join(folder, 'set-aside') }
}

/** Where a file lies. @param id a UUID, checked by the contract */
export const filePaths = (paths: StorePaths, id: string): string => join(paths.files, id)
