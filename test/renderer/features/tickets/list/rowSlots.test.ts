import { describe, expect, it } from 'vitest'
import { fillSlots } from '../../../../../renderer/features/tickets/list/rowSlots.ts'
import type { RowSlots } from '../../../../../renderer/features/tickets/list/rowSlots.ts'
import { rowWindow, seenRows } from '../../../../../renderer/features/tickets/list/rowWindow.ts'

const HEIGHT = 538
const [A, B] = ['columns A', 'columns B']
const target = (top: number, columns = A, count = 10_000) => ({ window: rowWindow(top, HEIGHT, 32, count), seen: seenRows(top, HEIGHT, 32, count), columns })
const empty: RowSlots<string> = { start: 0, slots: [], complete: true }
const at = (top: number, columns = A): RowSlots<string> => fillSlots(empty, target(top, columns), Number.POSITIVE_INFINITY)
/** The rows that stand where they belong. */
const filled = ({ start, slots }: RowSlots<string>): number[] => slots.flatMap(({ index }, place) => (index === start + place ? [index] : []))
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, step) => from + step)

describe('the elements of a list', () => {
  it('are as many at every place of the list, none named twice', () => {
    let slots = at(0)
    const size = slots.slots.length
    for (const top of [70, 700, 90_000, 89_900, 319_000, 0]) {
      slots = fillSlots(slots, target(top), Number.POSITIVE_INFINITY)
      expect(slots.slots).toHaveLength(size)
      expect(new Set(slots.slots.map(({ key }) => key)).size).toBe(size)
      expect(filled(slots)).toEqual(range(slots.start, slots.start + size))
      expect(slots.complete).toBe(true)
    }
  })
  it('that stay in the window keep their row and their element, and only the others are filled', () => {
    const before = at(3_200)
    const after = fillSlots(before, target(3_200 + 4 * 32), Number.POSITIVE_INFINITY)
    const kept = before.slots.filter(({ index }) => index >= after.start)
    expect(kept).toHaveLength(before.slots.length - 4)
    expect(after.slots.slice(0, kept.length)).toEqual(kept)
    expect(after.slots[0]).toBe(before.slots[4])
    const back = fillSlots(after, target(3_200), Number.POSITIVE_INFINITY)
    expect(back.slots.map(({ key }) => key)).toEqual(before.slots.map(({ key }) => key))
  })
  it('stay where they are when the list jumps: filling all is less work than moving them', () => {
    const before = at(0)
    expect(fillSlots(before, target(160_000), Number.POSITIVE_INFINITY).slots.map(({ key }) => key)).toEqual(before.slots.map(({ key }) => key))
  })
  it('are the same object where nothing changed', () => {
    const slots = at(3_200)
    expect(fillSlots(slots, target(3_201), 5)).toBe(slots)
  })
  it('fill a place that became larger or smaller', () => {
    const larger = fillSlots(at(0), { window: { start: 10, end: 60 }, seen: { start: 14, end: 56 }, columns: A }, Number.POSITIVE_INFINITY)
    expect(filled(larger)).toEqual(range(10, 60))
    expect(new Set(larger.slots.map(({ key }) => key)).size).toBe(50)
    expect(filled(fillSlots(larger, { window: { start: 0, end: 3 }, seen: { start: 0, end: 3 }, columns: A }, Number.POSITIVE_INFINITY))).toEqual([0, 1, 2])
  })
})

describe('a step of filling', () => {
  it('fills no more rows than it may, those that are seen first, and comes to an end', () => {
    const { seen, window } = target(160_000)
    let slots = fillSlots(at(0), target(160_000), 6)
    expect(filled(slots)).toEqual(range(seen.start, seen.start + 6))
    expect(slots.complete).toBe(false)
    for (let step = 0; step < 2; step++) slots = fillSlots(slots, target(160_000), 6)
    expect(filled(slots)).toEqual(range(seen.start, seen.end))
    for (let step = 0; step < 3 && !slots.complete; step++) slots = fillSlots(slots, target(160_000), 6)
    expect(filled(slots)).toEqual(range(window.start, window.end))
    expect(slots.complete).toBe(true)
  })
  it('leaves what is not seen for the next one after a jump, and takes it along where it is little', () => {
    const { seen } = target(160_000)
    expect(filled(fillSlots(at(0), target(160_000), 28))).toEqual(range(seen.start, seen.end))
    expect(fillSlots(at(0), target(4 * 32), 28).complete).toBe(true)
  })
  it('fills rows before columns that came into sight, and both in the end', () => {
    const moved = { ...target(3_200 + 6 * 32), columns: B }
    let slots = fillSlots(at(3_200), moved, 10)
    expect(filled(slots)).toEqual(expect.arrayContaining(range(moved.seen.start, moved.seen.end)))
    for (let step = 0; step < 6 && !slots.complete; step++) slots = fillSlots(slots, moved, 10)
    expect(slots.complete).toBe(true)
    expect(slots.slots.every(({ columns }) => columns === B)).toBe(true)
  })
  it('never shows a row in the place of another: what waits is told by its index', () => {
    const slots = fillSlots(at(0), target(160_000), 6)
    const waiting = slots.slots.filter(({ index }, place) => index !== slots.start + place)
    expect(waiting).toHaveLength(slots.slots.length - 6)
  })
})
