import type { IpcOutput } from '#shared/contract/ipc.ts'
import { IpcFailure } from '../ipc/failure.ts'
import { errorFields } from '../logging/log.ts'
import { LocalStore, type StoreParts } from './localStore.ts'
import { storePaths } from './paths.ts'
import { findSqlite, isDiskFull } from './sqlite.ts'

/** The one store that is open: that of who is signed in. */
export interface LocalStores {
  /**
   * Opens a user's store and closes another's; the open one again is as it is.
   * @throws {IpcFailure} `ipc_store_newer`, `ipc_store_unavailable`, `ipc_disk_full`
   */
  open(serverUrl: string, userId: string): Promise<IpcOutput<'store.open'>>
  /** @throws where none is open */
  current(): LocalStore
  close(): Promise<void>
  /** The page has gone, by a reload or a crash. */
  pageGone(): void
}

/** @param options.folder where the stores lie, one folder each */
export function createLocalStores(options: StoreParts & { folder: string }): LocalStores {
  const { folder, log } = options
  let open: { name: string; store: LocalStore; isProtected: boolean } | null = null
  let last: Promise<unknown> = Promise.resolve()
  if (!findSqlite()) log.error('local_store_unavailable', { reason: 'node:sqlite is missing' })

  /** One opening or closing at a time. */
  function inOrder<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }
  function closeNow(): void {
    open?.store.close()
    open = null
  }
  async function openNow(serverUrl: string, userId: string): Promise<IpcOutput<'store.open'>> {
    const paths = storePaths(folder, serverUrl, userId)
    if (open?.name === paths.folder) return { protected: open.isProtected, rescued: null }
    closeNow()
    try {
      const { store, answer } = await LocalStore.open(paths, options)
      open = { name: paths.folder, store, isProtected: answer.protected }
      return answer
    } catch (error) {
      if (error instanceof IpcFailure) throw error
      log.error('local_store_unavailable', errorFields(error))
      throw isDiskFull(error) ? new IpcFailure('ipc_disk_full', 'nothing more can be written') : new IpcFailure('ipc_store_unavailable', 'cannot be opened')
    }
  }
  return {
    open: (serverUrl, userId) => inOrder(() => openNow(serverUrl, userId)),
    current() {
      if (!open) throw new Error('No store is open')
      return open.store
    },
    close: () => inOrder(closeNow),
    pageGone() {
      try {
        open?.store.releaseLeases()
      } catch (error) {
        // They end by themselves.
        log.warn('leases_not_released', errorFields(error))
      }
    },
  }
}
