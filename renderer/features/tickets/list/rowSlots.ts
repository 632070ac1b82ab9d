import type { RowWindow } from './rowWindow.ts'

/** An element of the table, and what it was filled with last. */
export interface RowSlot<Columns> {
  /** Names the element. */
  readonly key: number
  /** Index of its row. */
  readonly index: number
  readonly columns: Columns
}

/** The elements in their order on the screen. One whose row is not `start` plus its place waits to be filled. */
export interface RowSlots<Columns> {
  /** Index of the row that belongs into the first element. */
  readonly start: number
  readonly slots: readonly RowSlot<Columns>[]
  /** Nothing waits. */
  readonly complete: boolean
}

/** What the elements should hold. */
export interface SlotTarget<Columns> {
  readonly window: RowWindow
  /** Those rows of the window that are seen; they come first. */
  readonly seen: RowWindow
  readonly columns: Columns
}

/** An element that moves is laid out anew like one that is made, so that beyond this share of them filling all is less work. */
const MOVED_AT_MOST = 1 / 3

/** The elements after a move of the window, each still with what it held; those that left it at one end come in at the other. */
function carried<Columns>({ start, slots }: RowSlots<Columns>, { window, columns }: SlotTarget<Columns>): RowSlot<Columns>[] {
  const size = window.end - window.start
  if (slots.length === size) {
    const shift = window.start - start
    return Math.abs(shift) > size * MOVED_AT_MOST ? [...slots] : [...slots.slice(shift), ...slots.slice(0, shift)]
  }
  const key = slots.reduce((most, slot) => Math.max(most, slot.key), -1) + 1
  return Array.from({ length: size }, (_, at) => slots[at] ?? { key: key + at, index: -1, columns })
}

/**
 * Fills some of the elements that wait: rows that are seen before the others, a row before the columns that came into sight.
 * What is seen and what is not are no work of the same step, unless it is little.
 * @param atOnce rows that may be filled in one step
 * @returns the same object where there was nothing to do
 */
export function fillSlots<Columns>(before: RowSlots<Columns>, target: SlotTarget<Columns>, atOnce: number): RowSlots<Columns> {
  const { window: { start }, seen, columns } = target
  const slots = carried(before, target)
  const isSeen = (at: number): boolean => start + at >= seen.start && start + at < seen.end
  const holdsOther = (at: number): boolean => slots[at]?.index !== start + at
  const waits = (at: number): boolean => holdsOther(at) || slots[at]?.columns !== columns
  let filled = 0
  const fill = (needed: (at: number) => boolean): void => {
    for (const [at, { key }] of slots.entries()) {
      if (filled >= atOnce) return
      if (!needed(at)) continue
      slots[at] = { key, index: start + at, columns }
      filled += 1
    }
  }
  fill((at) => isSeen(at) && holdsOther(at))
  fill((at) => isSeen(at) && waits(at))
  if (filled < atOnce / 2) fill(waits)
  const complete = !slots.some((_, at) => waits(at))
  const same = start === before.start && complete === before.complete && slots.length === before.slots.length && slots.every((slot, at) => slot === before.slots[at])
  return same ? before : { start, slots, complete }
}
