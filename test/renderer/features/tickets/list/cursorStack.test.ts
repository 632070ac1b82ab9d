import { describe, expect, it } from 'vitest'
import { currentCursor, firstPage, isCursorStack, isFirstPage, nextPage, previousPage, rangeOf } from '../../../../../renderer/features/tickets/list/cursorStack.ts'

describe('the pages that were gone through', () => {
  it('begin without a cursor and go on with the cursor each page gave', () => {
    const second = nextPage(firstPage, 'b')
    const third = nextPage(second, 'c')
    expect([currentCursor(firstPage), currentCursor(second), currentCursor(third)]).toEqual([null, 'b', 'c'])
    expect(previousPage(third)).toEqual(second)
    expect(currentCursor(previousPage(second))).toBeNull()
  })
  it('stay where they are behind the last and before the first page', () => {
    const second = nextPage(firstPage, 'b')
    expect(nextPage(second, null)).toBe(second)
    expect(previousPage(firstPage)).toEqual(firstPage)
    expect([isFirstPage(firstPage), isFirstPage(second)]).toEqual([true, false])
  })
  it('say which rows are shown', () => {
    expect(rangeOf(firstPage, 50, 50)).toEqual({ from: 1, to: 50 })
    expect(rangeOf(nextPage(nextPage(firstPage, 'b'), 'c'), 50, 28)).toEqual({ from: 101, to: 128 })
    expect(rangeOf(firstPage, 50, 0)).toBeNull()
  })
  it('are only taken from an earlier start where they are such pages', () => {
    expect(isCursorStack([null, 'b'])).toBe(true)
    for (const other of [[], ['b'], [null, 3], null, 'b', [null, null]]) expect(isCursorStack(other)).toBe(false)
  })
})
