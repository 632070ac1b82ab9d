import { describe, expect, it } from 'vitest'
import { addMonths, useDaySelection } from '../../../../renderer/features/administration/calendar/useDaySelection.ts'

describe('choosing days', () => {
  const begin = (day: string) => {
    const selection = useDaySelection(() => 2026)
    selection.pick(day, false)
    return selection
  }
  it('moves by the arrows over the months, and Shift keeps where the choice began', () => {
    const selection = begin('2026-01-31')
    selection.moveBy('ArrowRight', false)
    expect(selection.range.value).toEqual({ from: '2026-02-01', to: '2026-02-01' })
    selection.moveBy('ArrowDown', true)
    expect(selection.range.value).toEqual({ from: '2026-02-01', to: '2026-02-08' })
    selection.moveBy('ArrowUp', true)
    selection.moveBy('ArrowUp', true)
    expect(selection.range.value).toEqual({ from: '2026-01-25', to: '2026-02-01' })
    selection.moveBy('ArrowLeft', false)
    expect(selection.range.value).toEqual({ from: '2026-01-24', to: '2026-01-24' })
  })
  it('goes by months and to the ends of one', () => {
    const selection = begin('2026-01-31')
    selection.moveBy('PageDown', false)
    expect(selection.cursor.value).toBe('2026-02-28')
    selection.moveBy('Home', false)
    expect(selection.cursor.value).toBe('2026-02-01')
    selection.moveBy('End', true)
    expect(selection.range.value).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })
  it('never leaves the year, and knows which keys are none of its own', () => {
    const selection = begin('2026-01-01')
    expect(selection.moveBy('ArrowUp', false)).toBe(true)
    expect(selection.cursor.value).toBe('2026-01-01')
    expect(selection.moveBy('a', false)).toBe(false)
  })
  it('finds the same date of another month', () => {
    expect([addMonths('2026-03-31', -1), addMonths('2028-01-31', 1), addMonths('2026-12-15', 1), addMonths('2026-01-15', -1)]).toEqual(['2026-02-28', '2028-02-29', '2027-01-15', '2025-12-15'])
  })
})
