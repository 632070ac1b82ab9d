import { onBeforeUnmount } from 'vue'
import { useClockStore } from '../stores/clock.ts'
import { useSessionStore } from '../stores/session.ts'

/** How often the machine's clock is looked at, in ms. */
const INTERVAL = 2_000

/** Asks the server for its time when the machine's clock was set or the machine slept, as long as the calling component lives. */
export function useServerClock(): void {
  const clock = useClockStore()
  const session = useSessionStore()
  // Unanswered, the next answer of the server brings its time too.
  const timer = setInterval(() => { if (clock.wasMoved()) session.loadServerInfo().catch(() => undefined) }, INTERVAL)
  onBeforeUnmount(() => clearInterval(timer))
}
