import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, uncoveredYearsToAnnounce } from '#shared/domain/sla/calendar.ts'
import { addDays, weekdayOf } from '#shared/domain/sla/zonedTime.ts'
import { chineseCalendar } from '#test/support/calendar.ts'

describe('the working calendar', () => {
  const calendar = chineseCalendar()

  it.each([
    ['2026-11-23', true, { source: 'weekday' }],
    ['2026-11-28', false, { source: 'weekday' }],
    ['2026-10-01', false, { source: 'holiday_data', name: '国庆节', englishName: 'National Day' }],
    ['2026-10-10', true, { source: 'holiday_data', name: '国庆节', englishName: 'National Day' }],
    ['2026-09-25', false, { source: 'holiday_data', name: '中秋节', englishName: 'Mid-autumn Festival' }],
    ['2026-02-14', true, { source: 'holiday_data', name: '春节', englishName: 'Spring Festival' }],
  ])('%s is a working day: %s', (day, working, reason) => {
    expect(calendar.isWorkingDay(day)).toBe(working)
    expect(calendar.reason(day)).toEqual(reason)
  })

  it("puts an administrator's own entry before the holiday data, and that before Monday to Friday", () => {
    const changed = chineseCalendar({
      '2026-10-01': { working: true, name: '国庆值班' },
      '2026-10-10': { working: false },
      '2026-11-23': { working: false, name: '盘点' },
      '2026-11-28': { working: true },
    })
    expect(['2026-10-01', '2026-10-10', '2026-11-23', '2026-11-28'].map((day) => changed.isWorkingDay(day))).toEqual([true, false, false, true])
    expect(changed.reason('2026-11-23')).toEqual({ source: 'administrator', name: '盘点' })
    expect(changed.reason('2026-10-10')).toEqual({ source: 'administrator' })
    expect(changed.reason('2026-10-02').source).toBe('holiday_data')
  })

  it('is Monday to Friday where nothing else is known', () => {
    const plain = createCalendar({ timeZone: 'UTC', holidayData: { days: {}, years: [] } })
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (count) => {
      const day = addDays('1990-01-01', count)
      expect(plain.isWorkingDay(day)).toBe(weekdayOf(day) <= 5)
      expect(plain.covers(day)).toBe(false)
    }))
  })

  it('covers the years of the data and no other, whatever an administrator entered', () => {
    const changed = chineseCalendar({ '2027-01-01': { working: false, name: '元旦' } })
    expect(changed.covers('2026-12-31')).toBe(true)
    expect(changed.covers('2027-01-01')).toBe(false)
    expect(changed.isWorkingDay('2027-01-01')).toBe(false)
  })

  it('does not change with the objects that it was made from', () => {
    const overrides = { '2026-11-23': { working: false } }
    const made = chineseCalendar(overrides)
    overrides['2026-11-23'].working = true
    delete (overrides as Record<string, unknown>)['2026-11-23']
    expect(made.isWorkingDay('2026-11-23')).toBe(false)
  })

  it('refuses an unknown time zone', () => expect(() => chineseCalendar({}, 'Asia/Peking')).toThrow(RangeError))

  it.each([
    ['2026-10-31', []], ['2026-11-01', [2027]], ['2026-12-31', [2027]], ['2027-01-01', [2027]], ['2027-11-01', [2027, 2028]], ['2025-12-01', []],
  ])('on %s announces %j as not covered', (today, years) => {
    expect(uncoveredYearsToAnnounce(today, calendar)).toEqual(years)
  })
})
