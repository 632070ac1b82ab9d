import { nextTick, shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { selectionKey } from './breachNumbers.ts'
import type { BreachSelection, ReportFilter } from './breachNumbers.ts'

/** The number of a report whose breaches are shown beside it. */
export interface SelectedBreaches {
  readonly selection: ShallowRef<BreachSelection | null>
  /** Shows the breaches of a number; those that are shown already are closed. */
  readonly toggle: (wanted: BreachSelection) => void
  /** The keyboard goes back to the number. */
  readonly close: () => void
}

/** Call in the setup of a component. Another month or line is another report: nothing stays beside it. */
export function useBreachSelection(filter: () => ReportFilter): SelectedBreaches {
  const selection = shallowRef<BreachSelection | null>(null)
  let from: Element | null = null
  function close(): void {
    selection.value = null
    const back = from
    from = null
    if (back instanceof HTMLElement) void nextTick(() => back.focus())
  }
  function toggle(wanted: BreachSelection): void {
    if (selection.value && selectionKey(filter(), selection.value) === selectionKey(filter(), wanted)) {
      close()
      return
    }
    from = document.activeElement
    selection.value = wanted
    // What was pressed stays in sight beside its breaches.
    const pressed = from
    void nextTick(() => pressed?.scrollIntoView({ block: 'nearest', inline: 'nearest' }))
  }
  watch(() => [filter().month, filter().marketingLine], () => { selection.value = null })
  return { selection, toggle, close }
}
