import { onBeforeUnmount, watch } from 'vue'
import { useConnectionStore } from '../stores/connection.ts'
import { useCountsStore } from '../stores/counts.ts'
import { useSessionStore } from '../stores/session.ts'

/** Milliseconds between two tries while the server does not answer. */
const interval = 5_000

/** While offline, asks the server from time to time whether it is back; then reads the counts anew. */
export function useReconnection(): void {
  const connection = useConnectionStore()
  const session = useSessionStore()
  const counts = useCountsStore()
  let timer: ReturnType<typeof setInterval> | undefined

  const ask = (): void => { session.loadServerInfo().catch(() => undefined) }
  watch(() => connection.offline, (offline) => {
    clearInterval(timer)
    if (offline) timer = setInterval(ask, interval)
    else if (session.hasTicketModule && !session.expired) void counts.refresh()
  }, { immediate: true })
  window.addEventListener('online', ask)
  window.addEventListener('offline', ask)
  onBeforeUnmount(() => {
    clearInterval(timer)
    window.removeEventListener('online', ask)
    window.removeEventListener('offline', ask)
  })
}
