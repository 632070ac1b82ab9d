import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { addWorkingDays, elapsedWorkingDays, OPENING_TIME_MS } from '#shared/domain/sla/deadlines.ts'
import { addDays, dayOf, daysBetween, instantOf, timeOfDay } from '#shared/domain/sla/zonedTime.ts'
import { chineseCalendar, weekdayCalendar } from '#test/support/calendar.ts'

const HOUR = 3_600_000
const EARLIEST = new Date('2026-01-01T00:00:00Z')
const LATEST = new Date('2027-03-31T00:00:00Z')

const instant = fc.date({ min: EARLIEST, max: LATEST, noInvalidDate: true })
const count = fc.integer({ min: 0, max: 40 })
const someDay = fc.integer({ min: 0, max: 500 }).map((offset) => addDays('2026-01-01', offset))
const administratorDays = fc.dictionary(someDay, fc.record({ working: fc.boolean() }), { maxKeys: 40 })
const chinese = administratorDays.map((overrides) => chineseCalendar(overrides))
/** Zones with changes of the clock, which all fall on days off there. */
const elsewhere = fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'America/Santiago', 'UTC').map((zone) => weekdayCalendar(zone))
const calendars: fc.Arbitrary<WorkingCalendar> = fc.oneof(chinese, elsewhere)

describe('addWorkingDays, for any instant, number of days and calendar', () => {
  const runs = { numRuns: 600 }

  it('never lands on a day off', () => {
    fc.assert(fc.property(instant, count, calendars, (t, n, calendar) => {
      expect(calendar.isWorkingDay(dayOf(addWorkingDays(t, n, calendar), calendar.timeZone))).toBe(true)
    }), runs)
  })

  it('keeps the time of day, or takes 08:30 where it starts on a day off', () => {
    fc.assert(fc.property(instant, count, calendars, (t, n, calendar) => {
      const { timeZone } = calendar
      const expected = calendar.isWorkingDay(dayOf(t, timeZone)) ? timeOfDay(t, timeZone) : OPENING_TIME_MS
      expect(timeOfDay(addWorkingDays(t, n, calendar), timeZone)).toBe(expected)
    }), runs)
  })

  const twoInstants = fc.tuple(instant, fc.integer({ min: 0, max: 5 * 24 * HOUR })).map(([t, later]) => [t, new Date(t.getTime() + later)] as const)

  it('is monotone in the instant, from working day to working day and from day off to day off', () => {
    fc.assert(fc.property(twoInstants, count, calendars, ([earlier, later], n, calendar) => {
      fc.pre(calendar.isWorkingDay(dayOf(earlier, calendar.timeZone)) === calendar.isWorkingDay(dayOf(later, calendar.timeZone)))
      expect(addWorkingDays(earlier, n, calendar).getTime()).toBeLessThanOrEqual(addWorkingDays(later, n, calendar).getTime())
    }), runs)
  })

  it('is monotone in the instant everywhere by the day of the result', () => {
    fc.assert(fc.property(twoInstants, count, calendars, ([earlier, later], n, calendar) => {
      const [one, other] = [earlier, later].map((t) => dayOf(addWorkingDays(t, n, calendar), calendar.timeZone))
      expect(daysBetween(String(one), String(other))).toBeGreaterThanOrEqual(0)
    }), runs)
  })

  // The two rules of time.md, 08:30 after a day off and the time kept on a working day, cross in these hours and
  // nowhere else; time-cases.csv has both sides (2026-11-28T15:00 and 2026-11-23T08:29:59).
  it('is monotone in the instant to the millisecond but for the hours before 08:30 on the working day after a day off', () => {
    fc.assert(fc.property(twoInstants, count, calendars, ([earlier, later], n, calendar) => {
      const { timeZone } = calendar
      const crossing = !calendar.isWorkingDay(dayOf(earlier, timeZone)) && timeOfDay(later, timeZone) < OPENING_TIME_MS &&
        dayOf(addWorkingDays(earlier, 0, calendar), timeZone) === dayOf(later, timeZone)
      const [one, other] = [addWorkingDays(earlier, n, calendar).getTime(), addWorkingDays(later, n, calendar).getTime()]
      if (crossing) expect(one - other).toBeLessThanOrEqual(OPENING_TIME_MS)
      else expect(one).toBeLessThanOrEqual(other)
    }), runs)
  })

  it('is strictly monotone in the number of days', () => {
    fc.assert(fc.property(instant, count, calendars, (t, n, calendar) => {
      expect(addWorkingDays(t, n, calendar).getTime()).toBeLessThan(addWorkingDays(t, n + 1, calendar).getTime())
    }), runs)
  })

  it('is never before its start, and 0 days from a working instant is that instant', () => {
    fc.assert(fc.property(instant, count, calendars, (t, n, calendar) => {
      expect(addWorkingDays(t, n, calendar).getTime()).toBeGreaterThanOrEqual(t.getTime())
      if (calendar.isWorkingDay(dayOf(t, calendar.timeZone))) expect(addWorkingDays(t, 0, calendar)).toEqual(t)
    }), runs)
  })

  it('adds up: m days and then n days are m + n days', () => {
    fc.assert(fc.property(instant, count, count, calendars, (t, m, n, calendar) => {
      expect(addWorkingDays(addWorkingDays(t, m, calendar), n, calendar)).toEqual(addWorkingDays(t, m + n, calendar))
    }), runs)
  })

  it('passes exactly n working days, counted one by one', () => {
    fc.assert(fc.property(instant, count, calendars, (t, n, calendar) => {
      const end = dayOf(addWorkingDays(t, n, calendar), calendar.timeZone)
      let day = dayOf(addWorkingDays(t, 0, calendar), calendar.timeZone)
      let passed = 0
      while (day < end) {
        day = addDays(day, 1)
        if (calendar.isWorkingDay(day)) passed++
      }
      expect(passed).toBe(n)
    }), runs)
  })

  it('has elapsedWorkingDays as its inverse', () => {
    fc.assert(fc.property(instant, count, calendars, (t, n, calendar) => {
      const due = addWorkingDays(t, n, calendar)
      expect(elapsedWorkingDays(t, due, calendar)).toBe(n)
      if (n > 0) expect(elapsedWorkingDays(t, new Date(due.getTime() - 1), calendar)).toBe(n - 1)
    }), runs)
  })

  it('brackets every later instant between the elapsed days and one more', () => {
    fc.assert(fc.property(instant, fc.integer({ min: 0, max: 60 * 24 * HOUR }), calendars, (t, length, calendar) => {
      const now = new Date(t.getTime() + length)
      const elapsed = elapsedWorkingDays(t, now, calendar)
      expect(now.getTime()).toBeLessThan(addWorkingDays(t, elapsed + 1, calendar).getTime())
      if (elapsed > 0) expect(now.getTime()).toBeGreaterThanOrEqual(addWorkingDays(t, elapsed, calendar).getTime())
    }), runs)
  })
})

describe('addWorkingDays at its edges', () => {
  const newYork = weekdayCalendar('America/New_York')

  it('keeps the wall clock, not the hours, across a change of the clock', () => {
    const friday = new Date('2026-03-06T15:00:00Z')
    expect(addWorkingDays(friday, 1, newYork)).toEqual(new Date('2026-03-09T14:00:00Z'))
    expect(addWorkingDays(new Date('2026-10-30T14:00:00Z'), 1, newYork)).toEqual(new Date('2026-11-02T15:00:00Z'))
  })

  it('moves a time that the clock leaps over to the end of the leap', () => {
    const sundayShift = weekdayCalendar('America/New_York', { '2026-03-08': { working: true } })
    expect(addWorkingDays(new Date('2026-03-06T07:30:00Z'), 1, sundayShift)).toEqual(new Date('2026-03-08T07:00:00Z'))
  })

  it('stays on the second of two equal hours when nothing is added', () => {
    const sundayShift = weekdayCalendar('America/New_York', { '2026-11-01': { working: true } })
    const second = new Date('2026-11-01T06:30:00Z')
    expect(addWorkingDays(second, 0, sundayShift)).toEqual(second)
  })

  it('starts at 08:30 of the local morning after a day off', () => {
    expect(addWorkingDays(new Date('2026-03-07T17:00:00Z'), 0, newYork)).toEqual(new Date('2026-03-09T12:30:00Z'))
    expect(addWorkingDays(new Date('2026-11-28T07:00:00Z'), 0, chineseCalendar())).toEqual(instantOf('2026-11-30', OPENING_TIME_MS, 'Asia/Shanghai'))
  })

  it('counts nothing before its start', () => {
    expect(elapsedWorkingDays(new Date('2026-11-28T07:00:00Z'), new Date('2026-11-29T07:00:00Z'), chineseCalendar())).toBe(0)
    expect(elapsedWorkingDays(new Date('2026-11-27T07:00:00Z'), new Date('2026-11-20T07:00:00Z'), chineseCalendar())).toBe(0)
  })

  it('gives a new date and leaves the one given alone', () => {
    const given = new Date('2026-11-23T02:00:00Z')
    addWorkingDays(given, 0, newYork).setTime(0)
    addWorkingDays(given, 3, newYork)
    expect(given).toEqual(new Date('2026-11-23T02:00:00Z'))
  })

  it('refuses a negative, broken or missing number of days, and a calendar without working days', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => addWorkingDays(EARLIEST, wrong, newYork)).toThrow(RangeError)
    expect(() => addWorkingDays(EARLIEST, 1, { ...newYork, isWorkingDay: () => false })).toThrow(RangeError)
    expect(() => addWorkingDays(new Date(Number.NaN), 1, newYork)).toThrow(RangeError)
  })
})
