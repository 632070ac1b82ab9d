import { describe, expect, it } from 'vitest'
import { clockSpan } from '../../../renderer/time/clockSpan.ts'
import { remainingUntil, splitSpan } from '../../../renderer/time/remaining.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('splitSpan', () => {
  it.each([
    [0, 'underMinute', 0, 0, 0],
    [59_999, 'underMinute', 0, 0, 0],
    [minute, 'minutes', 0, 0, 1],
    [hour - 1, 'minutes', 0, 0, 59],
    [hour, 'hoursMinutes', 0, 1, 0],
    [2 * hour + 16 * minute + 59_000, 'hoursMinutes', 0, 2, 16],
    [day - 1, 'hoursMinutes', 0, 23, 59],
    [day, 'days', 1, 0, 0],
    [day + 59 * minute, 'days', 1, 0, 59],
    [day + 4 * hour, 'daysHours', 1, 4, 0],
  ] as const)('splits %i ms', (span, shape, days, hours, minutes) => {
    expect(splitSpan(span)).toEqual({ shape, days, hours, minutes })
    expect(splitSpan(-span)).toEqual({ shape, days, hours, minutes })
  })
})

describe('remainingUntil', () => {
  const dueAt = '2026-09-29T07:58:00.000Z'
  const due = Date.parse(dueAt)
  it('is in time at the deadline itself and overdue a millisecond later', () => {
    expect(remainingUntil(dueAt, due).overdue).toBe(false)
    expect(remainingUntil(dueAt, due + 1).overdue).toBe(true)
  })
  it('rounds what is left up, so that four hours are never said before the row is blue', () => {
    expect(remainingUntil(dueAt, due - 4 * hour).span).toMatchObject({ hours: 4, minutes: 0 })
    expect(remainingUntil(dueAt, due - 4 * hour - 1).span).toMatchObject({ hours: 4, minutes: 1 })
    expect(remainingUntil(dueAt, due - 1).span).toMatchObject({ shape: 'minutes', minutes: 1 })
  })
  it('counts what has passed since the deadline', () => {
    expect(remainingUntil(dueAt, due + 22 * minute).span).toMatchObject({ shape: 'minutes', minutes: 22 })
  })
})

describe('clockSpan', () => {
  it('writes minutes and seconds, from one hour on hours too', () => {
    expect(clockSpan(157_000)).toBe('02:37')
    expect(clockSpan(26 * minute + 12_999)).toBe('26:12')
    expect(clockSpan(hour + 2 * minute + 37_000)).toBe('1:02:37')
    expect(clockSpan(-5)).toBe('00:00')
  })
})
