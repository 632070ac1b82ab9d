import { onBeforeUnmount, watch } from 'vue'
import { renewSession } from '../api/client.ts'
import { useApprovalsStore } from '../stores/approvals.ts'
import { useClockStore } from '../stores/clock.ts'
import { useConnectionStore } from '../stores/connection.ts'
import { useSessionStore } from '../stores/session.ts'
import { useStreamStore } from '../stores/stream.ts'

/** The access token is renewed this long before it ends, so that the stream does not break for it. Milliseconds. */
const RENEW_BEFORE = 60_000
/** The longest span of a timer in ms. */
const LONGEST_TIMER = 2_147_483_647

/** Keeps the stream of the person who signed in, as long as the calling component lives. Call before pages are made. */
export function useLiveUpdates(): void {
  const stream = useStreamStore()
  const session = useSessionStore()
  const connection = useConnectionStore()
  const clock = useClockStore()
  const approvals = useApprovalsStore()
  if (!session.hasTicketModule) return
  let renewal: ReturnType<typeof setTimeout> | undefined

  function planRenewal(): void {
    clearTimeout(renewal)
    if (!session.access || !stream.live) return
    const wait = session.access.expiresAt - RENEW_BEFORE - clock.now()
    // Without an answer the server's own refusal asks again.
    renewal = setTimeout(() => { renewSession().catch(() => undefined) }, Math.min(LONGEST_TIMER, Math.max(RENEW_BEFORE / 2, wait)))
  }
  const nudge = (): void => { if (document.visibilityState === 'visible') stream.nudge() }

  stream.start()
  const endApprovals = stream.subscribeAll((news) => {
    if (news.type === 'everything') void approvals.refresh()
    else approvals.noteChange(news.ticketNo, news.type === 'change' ? news.event : null)
  })
  watch(() => session.access, () => {
    stream.renewed()
    planRenewal()
  })
  watch(() => stream.live, (live) => {
    planRenewal()
    // The stream often knows first that the server is gone; the connection state says so then.
    if (!live && stream.state !== 'off') session.loadServerInfo().catch(() => undefined)
  })
  watch(() => connection.online, (online) => { if (online) nudge() })
  const windowEvents = ['online', 'offline', 'focus', 'pageshow'] as const
  for (const name of windowEvents) window.addEventListener(name, nudge)
  document.addEventListener('visibilitychange', nudge)

  onBeforeUnmount(() => {
    clearTimeout(renewal)
    endApprovals()
    stream.stop()
    for (const name of windowEvents) window.removeEventListener(name, nudge)
    document.removeEventListener('visibilitychange', nudge)
  })
}
