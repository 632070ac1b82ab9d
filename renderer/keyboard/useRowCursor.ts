import { ref, watch } from 'vue'
import type { Ref } from 'vue'
import { useShortcuts } from './useShortcuts.ts'

/** What the keys need of a list that is read page by page. */
export interface CursorList<Row> {
  readonly rows: () => readonly Row[]
  /** Names a row, also after the list has been read again. */
  readonly idOf: (row: Row) => string
  /** Id of the row that the keys act on; null where there is none. */
  readonly currentId: () => string | null
  readonly setCurrent: (id: string | null) => void
  /** @returns whether the rows came */
  readonly goNext: () => Promise<boolean>
  readonly goPrevious: () => Promise<boolean>
}

/** What the keys need of the table. */
export interface CursorView {
  readonly reveal: () => Promise<void>
  readonly pageRows: () => number
  readonly focus: () => void
}

export interface RowCursor {
  readonly selected: Ref<ReadonlySet<string>>
  readonly toggle: (id: string) => void
  readonly toggleAll: () => void
  readonly clear: () => void
  readonly makeCurrent: (id: string) => void
  /** Keys that only count inside the table: first, last, a screen up or down. */
  readonly onTableKey: (event: KeyboardEvent) => void
}

/**
 * The current row and the selected ones: arrows and J/K move, Enter opens, X selects. J and K go on over the end of a page.
 * @param open opens what a row is about
 * @param active whether the list is in front and shows rows
 */
export function useRowCursor<Row>(list: CursorList<Row>, view: () => CursorView | null | undefined, open: (row: Row) => void, active: () => boolean): RowCursor {
  const selected = ref<ReadonlySet<string>>(new Set())
  const { rows, idOf } = list
  const indexOfCurrent = (): number => rows().findIndex((row) => idOf(row) === list.currentId())
  let lastIndex = -1

  function makeCurrent(id: string): void {
    list.setCurrent(id)
    lastIndex = indexOfCurrent()
  }
  function moveTo(index: number): void {
    const row = rows()[Math.max(0, Math.min(index, rows().length - 1))]
    if (!row) return
    makeCurrent(idOf(row))
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
  function toggle(id: string): void {
    const next = new Set(selected.value)
    if (!next.delete(id)) next.add(id)
    selected.value = next
  }
  function toggleAll(): void {
    const all = rows().every((row) => selected.value.has(idOf(row)))
    const next = new Set(selected.value)
    for (const row of rows()) {
      if (all) next.delete(idOf(row))
      else next.add(idOf(row))
    }
    selected.value = next
  }
  function toggleCurrent(): void {
    const id = list.currentId()
    if (id !== null) toggle(id)
  }
  const clear = (): void => { selected.value = new Set() }

  // A row that left the list: the one in its place becomes current, so that the keys go on from there.
  watch(rows, () => {
    if (list.currentId() === null) return
    const at = indexOfCurrent()
    if (at >= 0) lastIndex = at
    else if (lastIndex >= 0) {
      const row = rows()[Math.min(lastIndex, rows().length - 1)]
      list.setCurrent(row === undefined ? null : idOf(row))
    }
  })

  function onTableKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== event.currentTarget) return
    const screen = view()?.pageRows() ?? 10
    const moves: Readonly<Record<string, () => void>> = {
      Home: () => moveTo(0), End: () => moveTo(rows().length - 1), PageDown: () => move(screen), PageUp: () => move(-screen),
      ' ': toggleCurrent,
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
    selectRow: toggleCurrent,
    openRow: () => {
      const row = rows()[indexOfCurrent()]
      if (!row) return false
      open(row)
      return undefined
    },
  }, active)

  return { selected, toggle, toggleAll, clear, makeCurrent, onTableKey }
}
