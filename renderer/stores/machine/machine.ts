import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { ipcErrorCode } from '#shared/contract/ipc.ts'
import type { Rescue } from '#shared/contract/localStore.ts'
import { localStore, onStoreRescued } from '../../api/bridge.ts'
import type { LocalStore } from '../../api/localStore.ts'
import { browserDrafts } from './browserDrafts.ts'
import { openDesktopDrafts } from './desktopDrafts.ts'
import type { DraftPlace } from './draftPlace.ts'

/** Why this machine keeps less than it should: `newer`, the store is of a newer program; `unavailable`, there can be none. */
export type MachineTrouble = 'newer' | 'unavailable'

/** What this machine keeps for the person who is signed in: drafts everywhere, outbox and cache in the desktop program. */
export const useMachineStore = defineStore('machine', () => {
  /** Whose things are open; null until {@link open} has come to its end. */
  const owner = ref<string | null>(null)
  /** The store of the desktop program, open; null in a browser and where it cannot be used. */
  const store = shallowRef<LocalStore | null>(null)
  const trouble = ref<MachineTrouble | null>(null)
  /** A damaged store was set aside, and so much of it could be read. */
  const rescued = ref<Rescue | null>(null)
  /** False where the system cannot protect the key of what is kept. */
  const isProtected = ref(true)
  let place: DraftPlace | null = null
  /** A later wish counts; what an earlier one still brings is left aside. */
  let wish = 0

  onStoreRescued((found) => { if (store.value) rescued.value = found })

  function ready(userId: string, opened: LocalStore | null, drafts: DraftPlace): void {
    place = drafts
    store.value = opened
    owner.value = userId
  }
  /** Opens what is kept for a person. Always comes to an end: without the store the page's own storage is used. */
  async function open(userId: string, given: LocalStore | null = localStore): Promise<void> {
    const own = ++wish
    owner.value = null
    store.value = null
    place = null
    trouble.value = null
    rescued.value = null
    isProtected.value = true
    const fallback = browserDrafts(userId, localStorage)
    if (!given) {
      ready(userId, null, fallback)
      return
    }
    try {
      const found = await given.store.open({ userId })
      const drafts = await openDesktopDrafts(given, fallback, () => own === wish)
      if (own !== wish) return
      isProtected.value = found.protected
      rescued.value = found.rescued
      ready(userId, given, drafts)
    } catch (error) {
      if (own !== wish) return
      trouble.value = ipcErrorCode(error) === 'ipc_store_newer' ? 'newer' : 'unavailable'
      ready(userId, null, fallback)
    }
  }
  /** Nobody is signed in any more; what is kept stays. */
  async function close(): Promise<void> {
    wish += 1
    const opened = store.value
    owner.value = null
    store.value = null
    place = null
    await opened?.store.close().catch(() => undefined)
  }
  /**
   * Where the drafts of a person are kept.
   * @returns null in the desktop program before his store is open
   */
  function draftsOf(userId: string): DraftPlace | null {
    if (owner.value === userId) return place
    return localStore === null ? browserDrafts(userId, localStorage) : null
  }
  return { owner, store, trouble, rescued, isProtected, open, close, draftsOf }
})
