import { onBeforeUnmount, watch } from 'vue'
import { renewSession } from '../api/client.ts'
import { useConnectionStore } from '../stores/connection.ts'
import { useCountsStore } from '../stores/counts.ts'
import { useSessionStore } from '../stores/session.ts'

/** Milliseconds between two tries while the server does not answer. */
const interval = 3_000

/** While offline, or signed in without the server's word, asks the server from time to time whether it is back; then reads the counts anew. */
export function useReconnection(): void {
  const connection = useConnectionStore()
  const session = useSessionStore()
  const counts = useCountsStore()
  let timer: ReturnType<typeof setInterval> | undefined

  /** Who started without the server asks for his session, which says the same and more. */
  const ask = (): void => { (session.unconfirmed ? renewSession() : session.loadServerInfo()).catch(() => undefined) }
  watch([() => connection.offline, () => session.unconfirmed], ([offline, unconfirmed]) => {
    clearInterval(timer)
    if (offline || unconfirmed) timer = setInterval(ask, interval)
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
