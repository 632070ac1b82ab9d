import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_QUIET_HOURS, quietUntil } from '#shared/domain/channels/quietHours.ts'
import { timeOfDay } from '#shared/domain/sla/zonedTime.ts'

const SHANGHAI = 'Asia/Shanghai'
const BERLIN = 'Europe/Berlin'
const NIGHT = { from: '22:00', to: '07:00' }
const until = (instant: string, hours: { from: string; to: string } | null = NIGHT, zone = SHANGHAI): string | null => quietUntil(new Date(instant), hours, zone)?.toISOString() ?? null

const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)
const hours = fc.record({ from: time, to: time }).filter(({ from, to }) => from !== to)
const zone = fc.constantFrom(SHANGHAI, BERLIN, 'America/St_Johns', 'Australia/Lord_Howe', 'UTC')
const instant = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true })
const millisecondsOf = (given: string): number => (Number(given.slice(0, 2)) * 60 + Number(given.slice(3))) * 60_000

describe('quiet hours', () => {
  it('of SMS are 22:00 to 07:00 unless changed; the other channels have none', () => {
    expect(DEFAULT_QUIET_HOURS).toEqual({ sms: NIGHT, app: null, oa: null })
    expect(until('2026-03-04T23:00:00+08:00', null)).toBeNull()
  })

  it('begin at their beginning and are over at their end', () => {
    expect(until('2026-03-04T21:59:59.999+08:00')).toBeNull()
    expect(until('2026-03-04T22:00:00+08:00')).toBe('2026-03-04T23:00:00.000Z')
    expect(until('2026-03-05T00:00:00+08:00')).toBe('2026-03-04T23:00:00.000Z')
    expect(until('2026-03-05T06:59:59.999+08:00')).toBe('2026-03-04T23:00:00.000Z')
    expect(until('2026-03-05T07:00:00+08:00')).toBeNull()
  })

  it('may lie within a day', () => {
    const noon = { from: '12:00', to: '13:30' }
    expect(until('2026-03-04T11:59:00+08:00', noon)).toBeNull()
    expect(until('2026-03-04T12:00:00+08:00', noon)).toBe('2026-03-04T05:30:00.000Z')
    expect(until('2026-03-04T13:30:00+08:00', noon)).toBeNull()
  })

  it('end on the wall clock in the nights in which it is moved', () => {
    expect(until('2026-03-28T22:30:00+01:00', NIGHT, BERLIN)).toBe('2026-03-29T05:00:00.000Z')
    expect(until('2026-10-24T22:30:00+02:00', NIGHT, BERLIN)).toBe('2026-10-25T06:00:00.000Z')
  })

  it('do not begin again when the clock is put back after their end', () => {
    const early = { from: '22:00', to: '02:30' }
    expect(until('2026-10-25T02:29:00+02:00', early, BERLIN)).toBe('2026-10-25T00:30:00.000Z')
    expect(until('2026-10-25T02:29:00+01:00', early, BERLIN)).toBeNull()
  })

  it('a time that is none is an error', () => {
    expect(() => until('2026-03-04T23:00:00+08:00', { from: '25:00', to: '07:00' })).toThrow(RangeError)
  })

  it('always end later than now, within a day and the clock’s change, and then it is not quiet by the wall clock', () => {
    fc.assert(fc.property(instant, hours, zone, (now, quiet, timeZone) => {
      const end = quietUntil(now, quiet, timeZone)
      if (end === null) return
      expect(end.getTime()).toBeGreaterThan(now.getTime())
      expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
      // The same end for every instant up to it.
      expect(quietUntil(new Date(Math.floor((now.getTime() + end.getTime()) / 2)), quiet, timeZone)).toEqual(end)
    }), { numRuns: 2_000 })
  })

  it('where the clock is never moved, are exactly the times between the two', () => {
    fc.assert(fc.property(instant, hours, (now, quiet) => {
      const [at, from, to] = [timeOfDay(now, SHANGHAI), millisecondsOf(quiet.from), millisecondsOf(quiet.to)]
      expect(quietUntil(now, quiet, SHANGHAI) !== null).toBe(from < to ? from <= at && at < to : at >= from || at < to)
    }), { numRuns: 2_000 })
  })
})
