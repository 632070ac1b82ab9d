import { ref, watch } from 'vue'
import type { Ref } from 'vue'
import type { Ticket } from '#shared/contract/ticket.ts'
import { useShortcuts } from '../../../keyboard/useShortcuts.ts'
import type { TicketList } from './useTicketList.ts'

/** What the keys need of the table. */
export interface CursorView {
  readonly reveal: () => Promise<void>
  readonly pageRows: () => number
  readonly focus: () => void
}

export interface RowCursor {
  readonly selected: Ref<ReadonlySet<string>>
  readonly toggle: (no: string) => void
  readonly toggleAll: () => void
  readonly clear: () => void
  readonly makeCurrent: (no: string) => void
  /** Keys that only count inside the table: first, last, a screen up or down. */
  readonly onTableKey: (event: KeyboardEvent) => void
}

/**
 * The current row and the selected ones: arrows and J/K move, Enter opens, X selects. J and K go on over the end of a page.
 * @param open opens the ticket of a row
 * @param active whether the list is in front and shows rows
 */
export function useRowCursor(list: TicketList, view: () => CursorView | null | undefined, open: (ticket: Ticket) => void, active: () => boolean): RowCursor {
  const selected = ref<ReadonlySet<string>>(new Set())
  const rows = (): readonly Ticket[] => list.page.value?.rows ?? []
  const indexOfCurrent = (): number => rows().findIndex((row) => row.no === list.memory.currentNo)
  let lastIndex = -1

  function makeCurrent(no: string): void {
    list.memory.currentNo = no
    lastIndex = indexOfCurrent()
  }
  function moveTo(index: number): void {
    const row = rows()[Math.max(0, Math.min(index, rows().length - 1))]
    if (!row) return
    makeCurrent(row.no)
    void view()?.reveal()
    view()?.focus()
  }
  const move = (steps: number): void => moveTo(indexOfCurrent() < 0 ? (steps > 0 ? 0 : rows().length - 1) : indexOfCurrent() + steps)

  async function step(steps: 1 | -1): Promise<void> {
    const target = indexOfCurrent() + steps
    if (indexOfCurrent() >= 0 && target >= rows().length) {
      if (await list.goNext()) moveTo(0)
    } else if (indexOfCurrent() === 0 && target < 0) {
      if (await list.goPrevious()) moveTo(rows().length - 1)
    } else move(steps)
  }
  function toggle(no: string): void {
    const next = new Set(selected.value)
    if (!next.delete(no)) next.add(no)
    selected.value = next
  }
  function toggleAll(): void {
    const all = rows().every((row) => selected.value.has(row.no))
    const next = new Set(selected.value)
    for (const row of rows()) {
      if (all) next.delete(row.no)
      else next.add(row.no)
    }
    selected.value = next
  }
  const clear = (): void => { selected.value = new Set() }

  // A row that left the list: the one in its place becomes current, so that the keys go on from there.
  watch(list.page, () => {
    if (list.memory.currentNo === null) return
    const at = indexOfCurrent()
    if (at >= 0) lastIndex = at
    else if (lastIndex >= 0) list.memory.currentNo = rows()[Math.min(lastIndex, rows().length - 1)]?.no ?? null
  })

  function onTableKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== event.currentTarget) return
    const screen = view()?.pageRows() ?? 10
    const moves: Readonly<Record<string, () => void>> = {
      Home: () => moveTo(0), End: () => moveTo(rows().length - 1), PageDown: () => move(screen), PageUp: () => move(-screen),
      ' ': () => { if (list.memory.currentNo !== null) toggle(list.memory.currentNo) },
    }
    const act = moves[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  useShortcuts({
    moveDown: () => move(1),
    moveUp: () => move(-1),
    nextTicket: () => void step(1),
    previousTicket: () => void step(-1),
    selectRow: () => { if (list.memory.currentNo !== null) toggle(list.memory.currentNo) },
    openRow: () => {
      const row = rows()[indexOfCurrent()]
      if (!row) return false
      open(row)
      return undefined
    },
  }, active)

  return { selected, toggle, toggleAll, clear, makeCurrent, onTableKey }
}
