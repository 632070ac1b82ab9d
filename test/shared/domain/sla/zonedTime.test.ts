import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, daysBetween, instantOf, timeOfDay, weekdayOf } from '#shared/domain/sla/zonedTime.ts'
import { isTimeZone, zoneOffset } from '#shared/domain/sla/zoneOffset.ts'

const HOUR = 3_600_000
const ZONES = [
  'Asia/Shanghai', 'UTC', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo',
  'Pacific/Apia', 'Africa/Casablanca', 'America/St_Johns', 'Pacific/Chatham',
]
const zone = fc.constantFrom(...ZONES)
const instant = fc.date({ min: new Date('1971-01-01Z'), max: new Date('2099-12-31Z'), noInvalidDate: true })
const day = instant.map((date) => date.toISOString().slice(0, 10))

/** The wall clock by another road than the program's: the text that Intl writes. */
const wallClock = (date: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(date)

describe('time in a zone', () => {
  it.each([
    ['2026-11-23T16:00:00Z', 'Asia/Shanghai', '2026-11-24', 0],
    ['2026-11-23T15:59:59.999Z', 'Asia/Shanghai', '2026-11-23', 24 * HOUR - 1],
    ['2026-11-23T00:30:00.123Z', 'Asia/Shanghai', '2026-11-23', 8.5 * HOUR + 123],
    ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31', 24 * HOUR - 1000],
    ['2026-03-08T07:00:00Z', 'America/New_York', '2026-03-08', 3 * HOUR],
    ['2026-03-08T06:59:59Z', 'America/New_York', '2026-03-08', 2 * HOUR - 1000],
    ['1969-12-31T23:59:59.999Z', 'UTC', '1969-12-31', 24 * HOUR - 1],
    ['1900-01-01T00:00:00Z', 'Asia/Shanghai', '1900-01-01', 8 * HOUR + 343_000],
  ])('%s in %s is %s, %d ms into the day', (text, timeZone, expectedDay, expectedTime) => {
    const date = new Date(text)
    expect(dayOf(date, timeZone)).toBe(expectedDay)
    expect(timeOfDay(date, timeZone)).toBe(expectedTime)
  })

  it.each([
    ['a time that occurs twice is the first', '2026-11-01', 1.5, 'America/New_York', '2026-11-01T05:30:00Z'],
    ['the first time after the doubled hour', '2026-11-01', 2, 'America/New_York', '2026-11-01T07:00:00Z'],
    ['a time in the gap is the end of the gap', '2026-03-08', 2.5, 'America/New_York', '2026-03-08T07:00:00Z'],
    ['the end of the gap itself', '2026-03-08', 3, 'America/New_York', '2026-03-08T07:00:00Z'],
    ['just before the gap', '2026-03-08', 1.75, 'America/New_York', '2026-03-08T06:45:00Z'],
    ['midnight that does not exist', '2018-11-04', 0, 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['a day that does not exist', '2011-12-30', 12, 'Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['a gap of half an hour', '2026-10-04', 2.25, 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ])('%s', (_name, onDay, hours, timeZone, expected) => {
    expect(instantOf(onDay, hours * HOUR, timeZone)).toEqual(new Date(expected))
  })

  it('agrees with the wall clock that Intl writes', () => {
    fc.assert(fc.property(instant, zone, (date, timeZone) => {
      const shown = new Date(Date.parse(`${dayOf(date, timeZone)}T00:00:00Z`) + timeOfDay(date, timeZone))
      expect(shown.toISOString().slice(0, 19).replace('T', ' ')).toBe(wallClock(date, timeZone))
    }), { numRuns: 1000 })
  })

  it('comes back to the same instant, or to the first of two with the same wall clock', () => {
    fc.assert(fc.property(instant, zone, (date, timeZone) => {
      const back = instantOf(dayOf(date, timeZone), timeOfDay(date, timeZone), timeZone)
      expect(back.getTime()).toBeLessThanOrEqual(date.getTime())
      expect(timeOfDay(back, timeZone)).toBe(timeOfDay(date, timeZone))
      if (back.getTime() !== date.getTime()) expect(zoneOffset(back.getTime(), timeZone)).toBeGreaterThan(zoneOffset(date.getTime(), timeZone))
    }), { numRuns: 1000 })
  })

  it('never makes a later wall-clock time an earlier instant, also around changes of the clock', () => {
    const times = fc.tuple(fc.integer({ min: 0, max: 24 * HOUR - 1 }), fc.integer({ min: 0, max: 24 * HOUR - 1 }))
    const changing = fc.constantFrom('2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25', '2026-04-05', '2026-10-04', '2018-11-04', '2011-12-30')
    fc.assert(fc.property(fc.oneof(day, changing), times, zone, (onDay, [one, other], timeZone) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)]
      expect(instantOf(onDay, early, timeZone).getTime()).toBeLessThanOrEqual(instantOf(onDay, late, timeZone).getTime())
      expect(instantOf(onDay, late, timeZone).getTime()).toBeLessThanOrEqual(instantOf(addDays(onDay, 1), early, timeZone).getTime())
    }), { numRuns: 1000 })
  })

  it('refuses what is no day, no time, no instant and no zone', () => {
    for (const wrong of ['2026-02-29', '2026-13-01', '2026-1-1', 'tomorrow', '']) expect(() => addDays(wrong, 1), wrong).toThrow(RangeError)
    for (const wrong of [-1, 24 * HOUR, Number.NaN]) expect(() => instantOf('2026-01-01', wrong, 'UTC')).toThrow(RangeError)
    expect(() => dayOf(new Date(Number.NaN), 'UTC')).toThrow(RangeError)
    expect(() => dayOf(new Date(0), 'Mars/Olympus')).toThrow(RangeError)
    expect(isTimeZone('Mars/Olympus')).toBe(false)
    expect(isTimeZone('America/New_York')).toBe(true)
  })
})

describe('days of the calendar', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'], ['2028-02-28', 1, '2028-02-29'], ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-08', 1, '2026-03-09'], ['2026-01-01', -1, '2025-12-31'], ['2026-05-05', 0, '2026-05-05'],
  ])('%s and %d days is %s', (from, count, to) => {
    expect(addDays(from, count)).toBe(to)
    expect(daysBetween(from, to)).toBe(count)
  })

  it('numbers weekdays from Monday 1 to Sunday 7', () => {
    expect(Array.from({ length: 7 }, (_, index) => weekdayOf(addDays('2026-11-23', index)))).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('adds up', () => {
    fc.assert(fc.property(day, fc.integer({ min: -2000, max: 2000 }), (from, count) => {
      expect(daysBetween(from, addDays(from, count))).toBe(count)
      expect(addDays(addDays(from, count), -count)).toBe(from)
    }))
  })
})
