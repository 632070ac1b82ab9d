import { describe, expect, it } from 'vitest'
import { mergeRows } from '../../../../../renderer/features/tickets/list/mergeRows.ts'
import { rowWindow, scrollToRow, seenRows } from '../../../../../renderer/features/tickets/list/rowWindow.ts'

describe('the rows that are drawn', () => {
  it('are few, however long the list is', () => {
    const { start, end } = rowWindow(160_000, 538, 32, 10_000)
    expect(start).toBeLessThanOrEqual(5_000 - 4)
    expect(end).toBeGreaterThanOrEqual(5_017 + 4)
    expect(end - start).toBeLessThan(32)
  })
  it('never leave the list', () => {
    expect(rowWindow(0, 538, 32, 3)).toEqual({ start: 0, end: 3 })
    expect(rowWindow(9_999, 538, 32, 3)).toEqual({ start: 0, end: 3 })
    expect(rowWindow(320_000, 538, 32, 10_000).end).toBe(10_000)
    expect(rowWindow(0, 538, 32, 0)).toEqual({ start: 0, end: 0 })
    expect(rowWindow(-40, 538, 32, 100).start).toBe(0)
  })
  it('cover what is seen at every scroll position', () => {
    for (let top = 0; top < 100 * 32 - 538; top += 7) {
      const { start, end } = rowWindow(top, 538, 32, 100)
      expect(start * 32).toBeLessThanOrEqual(top)
      expect(end * 32).toBeGreaterThanOrEqual(Math.min(3200, top + 538))
    }
  })
})

describe('bringing a row into sight', () => {
  it('scrolls no further than needed, and not at all where it is seen', () => {
    expect(scrollToRow(0, 320, 538, 32)).toBe(0)
    expect(scrollToRow(12, 320, 538, 32)).toBe(320)
    expect(scrollToRow(40, 320, 538, 32)).toBe(41 * 32 - 538)
  })
})

describe('a new reading of the same rows', () => {
  it('keeps the rows that did not change, in their new order', () => {
    const [a, b] = [{ no: '1', version: 1 }, { no: '2', version: 1 }]
    const merged = mergeRows([a, b], [{ no: '2', version: 1 }, { no: '1', version: 2 }, { no: '3', version: 1 }])
    expect(merged[0]).toBe(b)
    expect(merged[1]).toEqual({ no: '1', version: 2 })
    expect(merged[1]).not.toBe(a)
    expect(merged.map((row) => row.no)).toEqual(['2', '1', '3'])
  })
})

describe('the window', () => {
  it('has as many rows at every place of the list, so that no element is made while it moves', () => {
    for (const height of [0, 300, 538, 1080, 2160]) {
      const sizes = new Set<number>()
      for (let top = 0; top < 500 * 32; top += 13) {
        const { start, end } = rowWindow(top, height, 32, 500)
        sizes.add(end - start)
      }
      expect(sizes.size, String(height)).toBe(1)
    }
  })
  it('holds what is seen and spare rows on both sides', () => {
    for (let top = 0; top < 4_000; top += 7) {
      const [seen, { start, end }] = [seenRows(top, 538, 32, 500), rowWindow(top, 538, 32, 500)]
      expect(start).toBeLessThanOrEqual(Math.max(0, seen.start - 4))
      expect(end).toBeGreaterThanOrEqual(seen.end + 4)
    }
    expect(seenRows(9_999, 538, 32, 3)).toEqual({ start: 3, end: 3 })
  })
})
