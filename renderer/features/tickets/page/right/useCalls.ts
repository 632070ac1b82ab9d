import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Call } from '#shared/contract/call.ts'
import { client } from '../../../../api/client.ts'
import { useClockStore } from '../../../../stores/clock.ts'
import { useSessionStore } from '../../../../stores/session.ts'
import { useStreamStore } from '../../../../stores/stream.ts'

/** A recording is reported soon after its call; for so long one looks for it, so often. Milliseconds. */
const recordingExpected = 15 * 60_000
const lookEvery = 15_000

/** Whether more is still to come of a call: its end, or its recording. @param now milliseconds */
export const isExpected = (call: Pick<Call, 'endedAt' | 'playable'>, now: number): boolean =>
  !call.playable && (call.endedAt === null || now - Date.parse(call.endedAt) < recordingExpected)

/**
 * The calls of a ticket, for whoever sees it but for malls, to whom calls are nothing. Read again with every change of the
 * ticket, when a call at this desk goes on, and for a while after a call for its recording.
 * @param of the ticket's number and version
 * @param active whether the page is in front
 */
export function useCalls(of: () => { no: string; version: number }, active: () => boolean) {
  const session = useSessionStore()
  const clock = useClockStore()
  const calls = shallowRef<readonly Call[]>([])
  let again: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    clearTimeout(again)
    if (!session.may('calls.read') && session.user?.organisation.kind === 'mall') return
    const { no } = of()
    try {
      const { items } = await client.listCalls({ query: { ticketNo: no } })
      if (no === of().no) calls.value = items
    } catch {
      // The ticket stands without its calls; the next reading asks again.
    }
    clearTimeout(again)
    if (active() && calls.value.some((call) => isExpected(call, clock.now()))) again = setTimeout(() => void read(), lookEvery)
  }
  watch(() => of().no, () => { calls.value = [] })
  watch([() => of().no, () => of().version, active], ([, , inFront]) => { if (inFront) void read() }, { immediate: true })
  const endListening = useStreamStore().subscribeCalls(({ event }) => { if (event !== 'ringing' && active()) void read() })
  onScopeDispose(() => {
    clearTimeout(again)
    endListening()
  })
  return calls
}
