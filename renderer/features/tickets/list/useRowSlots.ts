import { onBeforeUnmount, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { fillSlots } from './rowSlots.ts'
import type { RowSlots, SlotTarget } from './rowSlots.ts'

/** The elements of a table's rows, filled in portions of one a frame. */
export interface UsedRowSlots<Columns> {
  readonly slots: Readonly<ShallowRef<RowSlots<Columns>>>
  /** Fills with the next frames what a move brought into sight. */
  readonly follow: () => void
  /** Fills everything now: there are other rows, other columns, or a place of another size. */
  readonly fillAll: () => void
}

/**
 * @param target what the elements should hold now
 * @param atOnce rows that may be filled in one frame
 */
export function useRowSlots<Columns>(target: () => SlotTarget<Columns>, atOnce: () => number): UsedRowSlots<Columns> {
  const slots = shallowRef<RowSlots<Columns>>({ start: 0, slots: [], complete: true })
  let frame = 0
  function step(): void {
    frame = 0
    slots.value = fillSlots(slots.value, target(), atOnce())
    if (!slots.value.complete) follow()
  }
  // One portion a frame, however often something moves within it.
  function follow(): void {
    if (frame === 0) frame = requestAnimationFrame(step)
  }
  const fillAll = (): void => { slots.value = fillSlots(slots.value, target(), Number.POSITIVE_INFINITY) }
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  fillAll()
  return { slots, follow, fillAll }
}
