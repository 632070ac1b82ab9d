import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/**
 * The stores on this machine as numbers: how many there are, how large their databases are, how often a damaged one was set
 * aside. Whose they are is not told.
 * @param folder of all stores
 */
export function storeState(folder: string): Record<string, number> {
  const stores = entries(folder).map((name) => join(folder, name))
  const kilobytes = stores.reduce((sum, store) => sum + sizeOf(join(store, 'store.db')) + sizeOf(join(store, 'store.db-wal')), 0) / 1000
  return {
    stores: stores.length,
    databaseKilobytes: Math.round(kilobytes),
    waitingFiles: stores.reduce((sum, store) => sum + entries(join(store, 'files')).length, 0),
    setAside: stores.reduce((sum, store) => sum + entries(join(store, 'set-aside')).length, 0),
  }
}
