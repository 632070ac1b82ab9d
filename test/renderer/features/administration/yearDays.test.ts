import { describe, expect, it } from 'vitest'
import type { CalendarDay } from '#shared/contract/calendar.ts'
import { daysOfYear, effectOf, monthsOf, runsOf } from '../../../../renderer/features/administration/calendar/yearDays.ts'

const entry = (day: string, more: Partial<CalendarDay> = {}): CalendarDay =>
  ({ day, working: false, source: 'holiday_data', name: '国庆节', englishName: 'National Day', changedByName: null, changedAt: null, ...more })
const own = (day: string, working: boolean): CalendarDay => entry(day, { working, source: 'administrator', name: '盘点', englishName: null, changedByName: '程砚', changedAt: '2026-09-01T02:00:00.000Z' })

describe('the days of a year', () => {
  it('has every day, and Monday to Friday decide where the server says nothing', () => {
    const days = daysOfYear(2026, [entry('2026-10-01'), entry('2026-10-10', { working: true })])
    expect(days).toHaveLength(365)
    expect(daysOfYear(2028, [])).toHaveLength(366)
    const of = (day: string) => days.find((one) => one.day === day)!
    expect([of('2026-10-01').working, of('2026-10-01').name]).toEqual([false, '国庆节'])
    expect([of('2026-10-10').working, of('2026-10-10').source]).toEqual([true, 'holiday_data'])
    expect([of('2026-10-09').working, of('2026-10-09').source]).toEqual([true, 'weekday'])
    expect(of('2026-10-11').working).toBe(false)
  })
  it('is drawn as twelve months of weeks that begin on Monday', () => {
    const months = monthsOf(daysOfYear(2026, []))
    expect(months).toHaveLength(12)
    const october = months[9]!
    expect(october.weeks.every((week) => week.length === 7)).toBe(true)
    expect(october.weeks[0]!.map((day) => day?.date ?? null)).toEqual([null, null, null, 1, 2, 3, 4])
    expect(october.weeks.at(-1)!.map((day) => day?.date ?? null)).toEqual([26, 27, 28, 29, 30, 31, null])
    expect(months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== null)).toHaveLength(365)
  })
})

describe('runs of entries', () => {
  it('puts days together that follow each other and say the same', () => {
    const runs = runsOf([entry('2026-10-01'), entry('2026-10-02'), entry('2026-10-03'), entry('2026-10-10', { working: true }), entry('2026-12-31'), own('2027-01-01', false)])
    expect(runs.map(({ day, to, days, source }) => [day, to, days, source])).toEqual([
      ['2026-10-01', '2026-10-03', 3, 'holiday_data'], ['2026-10-10', '2026-10-10', 1, 'holiday_data'], ['2026-12-31', '2026-12-31', 1, 'holiday_data'], ['2027-01-01', '2027-01-01', 1, 'administrator'],
    ])
  })
})

describe('what an entry would do', () => {
  const days = daysOfYear(2026, [entry('2026-10-01'), own('2026-10-09', false), own('2026-10-10', true)])
  const range = { from: '2026-10-08', to: '2026-10-11' }
  it.each([[false, 2], [true, 2], [null, 2]] as const)('counts the days that change (%s)', (working, changes) => {
    expect(effectOf(days, range, working)).toEqual({ days: 4, changes })
  })
  it('changes nothing where every day is so already', () => {
    expect(effectOf(days, { from: '2026-10-01', to: '2026-10-01' }, false).changes).toBe(0)
    expect(effectOf(days, { from: '2026-10-01', to: '2026-10-01' }, null).changes).toBe(0)
  })
})
