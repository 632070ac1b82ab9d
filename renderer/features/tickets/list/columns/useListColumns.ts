import { computed, onMounted, watch } from 'vue'
import type { ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { TicketColumnId } from '#shared/domain/lists/columns.ts'
import type { TicketTab, TicketTabId } from '#shared/domain/lists/tabs.ts'
import { toastNote } from '../../../../components/toast.ts'
import { columnsOf, standardColumns } from '../columns.ts'
import { asPreference, chosenColumns, withWidth } from './columnChoice.ts'
import type { ChosenColumn } from './columnChoice.ts'
import type { ListColumn, ListRoom } from './columnLook.ts'
import { mayPass, useListColumnsStore } from './columnsStore.ts'

/** A list that comes to the front asks again whether another machine changed its columns. Milliseconds. */
const FRESH_ENOUGH = 60_000

/** The columns of a list, and what a person does to them. */
export interface UsedColumns {
  /** Those that are shown. */
  readonly shown: ComputedRef<readonly ListColumn[]>
  /** All, shown or not, in their order. */
  readonly all: ComputedRef<readonly ChosenColumn[]>
  readonly isStandard: ComputedRef<boolean>
  /** The choice is not on the server, and whether it will get there by itself; null where it is. */
  readonly hindrance: ComputedRef<{ readonly passes: boolean } | null>
  readonly choose: (columns: readonly ChosenColumn[]) => void
  readonly resize: (id: TicketColumnId, width: number | null) => void
  readonly reset: () => void
}

/**
 * @param room what the widths depend on
 * @param active whether the list is in front
 */
export function useListColumns(tab: TicketTab, list: TicketTabId, room: () => ListRoom, active: () => boolean): UsedColumns {
  const { t } = useI18n()
  const store = useListColumnsStore()
  const entry = computed(() => store.columnsOf(list))
  const standard = computed(() => standardColumns(tab, room()))
  const all = computed(() => chosenColumns(entry.value.columns, standard.value))
  const wanted = computed(() => columnsOf(tab, room(), entry.value.columns))
  let last: readonly ListColumn[] = []
  /** The same columns stay the same object, so that rows are not drawn anew because a list was read. */
  const shown = computed(() => {
    if (JSON.stringify(wanted.value) !== JSON.stringify(last)) last = wanted.value
    return last
  })
  const hindrance = computed(() => {
    const { problem, unsaved } = entry.value
    return problem && unsaved ? { passes: mayPass(problem) } : null
  })
  // Said once for a run of failures; the panel of the columns goes on saying it.
  watch(hindrance, (now, before) => { if (now && !before && active()) toastNote(t(now.passes ? 'list.columns.savedLater' : 'list.columns.notSaved')) })

  let readAt = 0
  function refresh(): void {
    if (!active() || Date.now() - readAt < FRESH_ENOUGH) return
    readAt = Date.now()
    void store.refresh(list)
  }
  onMounted(refresh)
  watch(active, refresh)

  const choose = (columns: readonly ChosenColumn[]): void => store.choose(list, asPreference(columns))
  return {
    shown, all, hindrance, choose, isStandard: computed(() => entry.value.columns === null),
    resize: (id, width) => choose(withWidth(all.value, id, width)),
    reset: () => store.choose(list, null),
  }
}
