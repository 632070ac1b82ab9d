import { describe, expect, it } from 'vitest'
import { daysOf, monthOf, monthsAround, nextMonth, previousMonth, rangeOfMonth, rangeOfMonths } from '#shared/domain/figures/period.ts'

const SHANGHAI = 'Asia/Shanghai'
const iso = ({ from, to }: { from: Date; to: Date }) => [from.toISOString(), to.toISOString()]

describe('a month', () => {
  it('ends and begins at midnight of the zone, to the millisecond', () => {
    expect(monthOf(new Date('2026-01-31T23:59:59.999+08:00'), SHANGHAI)).toBe('2026-01')
    expect(monthOf(new Date('2026-02-01T00:00:00.000+08:00'), SHANGHAI)).toBe('2026-02')
    expect(iso(rangeOfMonth('2026-02', SHANGHAI))).toEqual(['2026-01-31T16:00:00.000Z', '2026-02-28T16:00:00.000Z'])
  })

  it('is followed and preceded by the others, also over the turn of the year', () => {
    expect([nextMonth('2026-01'), nextMonth('2026-02'), nextMonth('2026-12')]).toEqual(['2026-02', '2026-03', '2027-01'])
    expect([previousMonth('2026-03'), previousMonth('2026-01')]).toEqual(['2026-02', '2025-12'])
  })

  it('has its days, 28 in a February and 29 in that of a leap year', () => {
    expect(daysOf('2026-02')).toHaveLength(28)
    expect(daysOf('2028-02').at(-1)).toBe('2028-02-29')
    expect([daysOf('2026-04').length, daysOf('2026-12').length]).toEqual([30, 31])
    expect(daysOf('2026-03')[0]).toBe('2026-03-01')
  })

  it('is an hour shorter or longer where the clock is changed in it', () => {
    const hours = (month: string) => (rangeOfMonth(month, 'Europe/Berlin').to.getTime() - rangeOfMonth(month, 'Europe/Berlin').from.getTime()) / 3_600_000
    expect([hours('2026-03'), hours('2026-10')]).toEqual([31 * 24 - 1, 31 * 24 + 1])
  })
})

describe('the range of the reminders', () => {
  it('is the year or the month of the zone in which one looks', () => {
    const newYear = new Date('2025-12-31T16:00:00.000Z')
    expect(monthsAround(newYear, 'year', SHANGHAI)).toEqual({ first: '2026-01', end: '2027-01' })
    expect(monthsAround(new Date(newYear.getTime() - 1), 'year', SHANGHAI)).toEqual({ first: '2025-01', end: '2026-01' })
    expect(monthsAround(newYear, 'month', SHANGHAI)).toEqual({ first: '2026-01', end: '2026-02' })
    expect(iso(rangeOfMonths(monthsAround(newYear, 'year', SHANGHAI), SHANGHAI))).toEqual(['2025-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z'])
  })
})
