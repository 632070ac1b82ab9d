import { onBeforeUnmount, watch } from 'vue'
import { onIncomingCall } from '../../../api/bridge.ts'
import { useStreamStore } from '../../../stores/stream.ts'
import { useWorkspaceStore } from '../../../stores/workspace.ts'
import { useCallDraftsStore } from '../draft/callDrafts.ts'
import { useCallDeskStore } from './callDesk.ts'
import { useTelephoneStore } from './telephone.ts'

const draftIdOf = (key: string): string | null => /^\/call\/(.+)$/.exec(key)?.[1] ?? null

/**
 * Keeps the call desk as long as the calling component lives: listens for calls, restores the forms of who signed in,
 * writes what waits before the page goes, and forgets the forms whose tabs were closed. Call once, in the frame, after the
 * workspace was restored.
 * @param takesCalls whether the signed-in user makes tickets at all
 */
export function useCallDesk(takesCalls: () => boolean): void {
  const workspace = useWorkspaceStore()
  const drafts = useCallDraftsStore()
  const desk = useCallDeskStore()
  const stream = useStreamStore()
  const telephone = useTelephoneStore()
  let endListening: (() => void) | null = null

  function listen(): () => void {
    // The card is to be in front within 300 ms: its page is fetched before anybody calls.
    void import('../CallPage.vue').catch(() => undefined)
    const ends = [onIncomingCall((call) => desk.receive(call)), stream.subscribeCalls(desk.hear)]
    return () => { for (const end of ends) end() }
  }
  // The server tells anew what is at the desk now, but not what ended meanwhile.
  watch(() => stream.live, (live) => { if (live) void telephone.verify() })
  watch([() => workspace.owner, takesCalls], ([owner, takes]) => {
    endListening?.()
    endListening = null
    if (owner === null) drafts.leave()
    else {
      drafts.start(owner)
      desk.restore()
      telephone.reset()
      if (takes) endListening = listen()
    }
  }, { immediate: true })

  // A tab that goes while its owner stays was closed by him: its form goes with it. The shell has asked before.
  watch(() => workspace.tabs.map((tab) => tab.key), (now, before) => {
    if (workspace.owner === null || workspace.owner !== drafts.owner) return
    for (const key of before) {
      const id = draftIdOf(key)
      if (id !== null && !now.includes(key)) drafts.remove(id)
    }
  }, { flush: 'sync' })

  const write = (): void => drafts.flush()
  const follow = (event: StorageEvent): void => { if (event.key !== null) drafts.observe(event.key) }
  window.addEventListener('pagehide', write)
  document.addEventListener('visibilitychange', write)
  window.addEventListener('storage', follow)
  onBeforeUnmount(() => {
    endListening?.()
    write()
    window.removeEventListener('pagehide', write)
    document.removeEventListener('visibilitychange', write)
    window.removeEventListener('storage', follow)
  })
}
