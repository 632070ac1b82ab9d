import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEADLINE_KINDS, deadlinesOf } from '#shared/domain/sla/deadlines.ts'
import { explainDeadline, type DeadlineExplanation } from '#shared/domain/sla/explanation.ts'
import { chineseCalendar } from '#test/support/calendar.ts'

const calendar = chineseCalendar()
const HOUR = 3_600_000

/** One letter or number a day, as the page draws it: 起 the start, 休 days off, numbers what counts, · what is outside. */
const drawn = ({ weeks }: DeadlineExplanation) =>
  weeks.map((week) => week.map(({ role, number, result }) => {
    const mark = { outside: '·', start: '起', start_of_count: '0', counted: String(number), skipped: '休', passed: '-' }[role]
    return result ? `[${mark}]` : mark
  }).join(' '))

describe('the explanation of a deadline', () => {
  it('is the drawn one of the ticket page: submitted on 23 September, resolved by 8 October', () => {
    const explained = explainDeadline('resolveDueAt', new Date('2026-09-23T09:26:00+08:00'), calendar)
    expect(drawn(explained)).toEqual(['· · 起 1 休 休 休', '2 3 4 休 休 休 休', '休 休 休 [5] · · ·'])
    expect(explained.start).toEqual({ at: '2026-09-23T01:26:00.000Z', day: '2026-09-23', weekday: 3, timeOfDayMs: 9 * HOUR + 26 * 60_000 })
    expect(explained.countedFrom).toEqual(explained.start)
    expect(explained.rule).toEqual({ id: 'working_days', workingDays: 5 })
    expect(explained.skipped).toEqual({
      total: 10,
      groups: [
        { source: 'holiday_data', name: '中秋节', englishName: 'Mid-autumn Festival', days: 3 },
        { source: 'holiday_data', name: '国庆节', englishName: 'National Day', days: 7 },
      ],
    })
    expect(explained.result).toEqual({ at: '2026-10-08T01:26:00.000Z', day: '2026-10-08', weekday: 4, timeOfDayMs: 9 * HOUR + 26 * 60_000 })
    expect(explained.calendar).toEqual({ timeZone: 'Asia/Shanghai', years: [{ year: 2026, covered: true }], administratorDays: [] })
    expect(explained.provisional).toBe(false)
  })

  it('shows where the count starts after a day off', () => {
    const explained = explainDeadline('replyDueAt', new Date('2026-11-28T15:00:00+08:00'), calendar)
    expect(drawn(explained)).toEqual(['· · · · · 起 休', '0 1 [2] · · · ·'])
    expect(explained.countedFrom.day).toBe('2026-11-30')
    expect(explained.countedFrom.timeOfDayMs).toBe(8.5 * HOUR)
    expect(explained.skipped).toEqual({ total: 2, groups: [{ source: 'weekday', days: 2 }] })
  })

  it('counts a shifted working day and names why it counts', () => {
    const explained = explainDeadline('replyDueAt', new Date('2026-09-18T18:00:00+08:00'), calendar)
    expect(drawn(explained)).toEqual(['· · · · 起 休 1', '[2] · · · · · ·'])
    expect(explained.weeks[0]?.[6]).toMatchObject({ day: '2026-09-20', working: true, reason: { source: 'holiday_data', name: '国庆节' } })
  })

  it("shows the administrator's own entries", () => {
    const changed = chineseCalendar({ '2026-11-24': { working: false, name: '盘点' }, '2026-11-28': { working: true } })
    const explained = explainDeadline('resolveDueAt', new Date('2026-11-23T10:00:00+08:00'), changed)
    expect(drawn(explained)).toEqual(['起 休 1 2 3 4 休', '[5] · · · · · ·'])
    expect(explained.skipped.groups).toEqual([{ source: 'administrator', name: '盘点', days: 1 }, { source: 'weekday', days: 1 }])
    expect(explained.calendar.administratorDays).toEqual(['2026-11-24', '2026-11-28'])
  })

  it('says which year the data does not cover', () => {
    const explained = explainDeadline('resolveDueAt', new Date('2026-12-29T10:00:00+08:00'), calendar)
    expect(explained.calendar.years).toEqual([{ year: 2026, covered: true }, { year: 2027, covered: false }])
    expect(explained.provisional).toBe(true)
  })

  it.each([
    ['2026-11-23T10:00:00+08:00', 'from_submission', ['[起] · · · · · ·']],
    ['2026-11-23T07:00:00+08:00', 'from_opening_same_day', ['[起] · · · · · ·']],
    ['2026-11-27T20:00:00+08:00', 'from_opening_next_day', ['· · · · 起 [-] ·']],
  ] as const)('of a first contact submitted %s names the rule %s and skips nothing', (submitted, variant, weeks) => {
    const explained = explainDeadline('firstContactDueAt', new Date(submitted), calendar)
    expect(explained.rule).toEqual({ id: 'first_contact', variant, hours: 4 })
    expect(drawn(explained)).toEqual(weeks)
    expect(explained.skipped).toEqual({ total: 0, groups: [] })
  })

  it('always ends where the deadline is, counts each number once, fills whole weeks and survives JSON', () => {
    const instant = fc.date({ min: new Date('2025-12-01Z'), max: new Date('2027-02-01Z'), noInvalidDate: true })
    fc.assert(fc.property(instant, fc.constantFrom(...DEADLINE_KINDS), (submittedAt, kind) => {
      const explained = explainDeadline(kind, submittedAt, calendar)
      expect(explained.result.at).toBe(deadlinesOf(submittedAt, calendar)[kind].toISOString())
      expect(JSON.parse(JSON.stringify(explained))).toEqual(explained)
      const days = explained.weeks.flat()
      expect(explained.weeks.every((week) => week.length === 7 && week[0]?.weekday === 1)).toBe(true)
      expect(days.filter(({ result }) => result).map(({ day }) => day)).toEqual([explained.result.day])
      const numbers = days.flatMap(({ number }) => number ?? [])
      const expected = explained.rule.id === 'working_days' ? explained.rule.workingDays : 0
      expect(numbers).toEqual(Array.from({ length: expected }, (_, index) => index + 1))
      expect(explained.skipped.groups.reduce((sum, group) => sum + group.days, 0)).toBe(explained.skipped.total)
    }), { numRuns: 300 })
  })
})
