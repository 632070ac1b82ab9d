import { computed, onBeforeUnmount, watch } from 'vue'
import type { DeskWork } from '#shared/contract/desktopProgram.ts'
import { program } from '../../api/bridge.ts'
import { useConnectionStore } from '../../stores/connection.ts'
import { useDisplayClock } from '../../time/displayClock.ts'
import { useCallDeskStore } from '../calls/desk/callDesk.ts'
import { useCallDraftsStore } from '../calls/draft/callDrafts.ts'
import { useOutboxStore } from '../outbox/outboxStore.ts'
import { useDraftStore } from '../tickets/operations/draftStore.ts'
import { countUnsaved, isInCall, reportOf } from './workInHand.ts'

/** ms that writing what is left may take before the program is told how it went. */
const FLUSH_MS = 100

/**
 * Tells the desktop program what the person has in hand, whenever it changes: it goes by it when it quits, updates and
 * draws the tray. Before the program ends, everything goes to the disk. Call once, for as long as the page lives.
 */
export function useWorkReport(): void {
  if (!program) return
  const desktop = program
  const clock = useDisplayClock()
  const connection = useConnectionStore()
  const desk = useCallDeskStore()
  const calls = useCallDraftsStore()
  const operations = useDraftStore()
  const outbox = useOutboxStore()

  const unsavedForms = computed(() => countUnsaved([
    ...[...calls.drafts.keys()].map((id) => {
      const kept = calls.keeping.get(id)
      return { savedAt: kept?.savedAt ?? null, failed: (kept?.failure ?? null) !== null }
    }),
    ...Object.values(operations.drafts).map(({ savedAt }) => ({ savedAt, failed: false })),
  ]))
  const work = computed<DeskWork>(() => reportOf({
    inCall: isInCall(calls.drafts.values(), clock.now.value), waitingCalls: desk.waiting.length, unsavedForms: unsavedForms.value,
    sending: outbox.engineState.sending === null ? 0 : 1, waiting: outbox.pending.length, online: connection.online,
  }))
  const report = (): void => { desktop.work.report({ ...work.value }).catch(() => undefined) }
  // The clock ticks every second; what is said again is the same most of the time.
  watch(() => JSON.stringify(work.value), report, { immediate: true })

  onBeforeUnmount(desktop.on('desktop.quitting', () => {
    calls.flush()
    operations.flush()
    setTimeout(report, FLUSH_MS)
  }))
}
