import { onBeforeUnmount, watch } from 'vue'
import { useConnectionStore } from '../../stores/connection.ts'
import { useMachineStore } from '../../stores/machine/machine.ts'
import { useSessionStore } from '../../stores/session.ts'
import { useOutboxStore } from './outboxStore.ts'

/**
 * Runs the outbox of the person who is signed in, as long as the calling component lives: it sends while the server knows
 * his session, and at once when the server answers again or he has signed in anew. Another person's items are in another
 * store and are never touched. Call once, in the frame.
 */
export function useOutbox(): void {
  const machine = useMachineStore()
  const session = useSessionStore()
  const connection = useConnectionStore()
  const outbox = useOutboxStore()
  const maySend = (): boolean => session.user !== null && session.user.id === machine.owner && session.access !== null && !session.expired && !session.unconfirmed

  watch(() => machine.store, (store) => {
    void outbox.close()
    if (!store) return
    outbox.open(store)
    outbox.allow(maySend())
  }, { immediate: true })
  watch(maySend, (may) => outbox.allow(may))
  watch(() => connection.online, (online) => { if (online) outbox.hurry() })
  // The network card knows only that something changed; whether the server answers is found out by sending.
  const hurry = (): void => outbox.hurry()
  window.addEventListener('online', hurry)
  onBeforeUnmount(() => {
    window.removeEventListener('online', hurry)
    void outbox.close()
  })
}
