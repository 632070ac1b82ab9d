import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deadlinesOf, firstContactDueAt, initialVisitAt, isInTime, isProvisional, overdueAt, replyDueAt, resolveDueAt, visitAtAfterClosing, warningAt,
} from '#shared/domain/sla/deadlines.ts'
import { dayOf, instantOf, timeOfDay } from '#shared/domain/sla/zonedTime.ts'
import { chineseCalendar, weekdayCalendar } from '#test/support/calendar.ts'

const HOUR = 3_600_000
const calendar = chineseCalendar()
const instant = fc.date({ min: new Date('2026-01-01Z'), max: new Date('2026-12-31Z'), noInvalidDate: true })

describe('the first contact', () => {
  it.each([
    ['2026-11-23T08:29:59.999+08:00', '2026-11-23T12:30:00+08:00'],
    ['2026-11-23T08:30:00.000+08:00', '2026-11-23T12:30:00+08:00'],
    ['2026-11-23T08:30:00.001+08:00', '2026-11-23T12:30:00.001+08:00'],
    ['2026-11-23T16:59:59.999+08:00', '2026-11-23T20:59:59.999+08:00'],
    ['2026-11-23T17:00:00.000+08:00', '2026-11-24T12:30:00+08:00'],
    ['2026-11-24T00:00:00.000+08:00', '2026-11-24T12:30:00+08:00'],
    ['2026-10-03T10:00:00.000+08:00', '2026-10-03T14:00:00+08:00'],
  ])('of a ticket submitted %s is due %s', (submitted, due) => {
    expect(firstContactDueAt(new Date(submitted), calendar)).toEqual(new Date(due))
  })

  it('is monotone, at most 19.5 hours after submission, and does not ask for working days', () => {
    const neverOpen = { ...calendar, isWorkingDay: () => false }
    fc.assert(fc.property(instant, fc.integer({ min: 0, max: 48 * HOUR }), (t, later) => {
      const due = firstContactDueAt(t, neverOpen)
      expect(due.getTime() - t.getTime()).toBeGreaterThanOrEqual(4 * HOUR)
      expect(due.getTime() - t.getTime()).toBeLessThanOrEqual(19.5 * HOUR)
      expect(due.getTime()).toBeLessThanOrEqual(firstContactDueAt(new Date(t.getTime() + later), neverOpen).getTime())
    }))
  })

  it('takes 08:30 of the local clock where that was changed in the night', () => {
    const newYork = weekdayCalendar('America/New_York')
    expect(firstContactDueAt(new Date('2026-03-07T23:00:00Z'), newYork)).toEqual(new Date('2026-03-08T16:30:00Z'))
  })
})

describe('the deadlines of an assignment', () => {
  it('are each what the single functions say', () => {
    fc.assert(fc.property(instant, (t) => {
      const all = deadlinesOf(t, calendar)
      expect(all.firstContactDueAt).toEqual(firstContactDueAt(t, calendar))
      expect(all.replyDueAt).toEqual(replyDueAt(t, calendar))
      expect(all.resolveDueAt).toEqual(resolveDueAt(t, calendar))
      expect(all.visitAt).toEqual(initialVisitAt(t, calendar))
      expect(all.replyDueAt.getTime() - all.replyWarningAt.getTime()).toBe(4 * HOUR)
      expect(all.resolveDueAt.getTime() - all.resolveWarningAt.getTime()).toBe(4 * HOUR)
    }))
  })

  it('come in order: reply before resolve, warnings after the submission, all on working days but the first contact', () => {
    fc.assert(fc.property(instant, (t) => {
      const all = deadlinesOf(t, calendar)
      expect(all.replyDueAt.getTime()).toBeLessThan(all.resolveDueAt.getTime())
      expect(all.replyWarningAt.getTime()).toBeGreaterThan(t.getTime())
      for (const due of [all.replyDueAt, all.resolveDueAt]) {
        expect(calendar.isWorkingDay(dayOf(due, calendar.timeZone))).toBe(true)
        expect(timeOfDay(due, calendar.timeZone)).toBe(timeOfDay(all.replyDueAt, calendar.timeZone))
      }
    }))
  })

  it('move with an entry of the administrator', () => {
    const submitted = new Date('2026-11-23T10:00:00+08:00')
    const changed = chineseCalendar({ '2026-11-24': { working: false }, '2026-11-28': { working: true } })
    expect(replyDueAt(submitted, changed)).toEqual(new Date('2026-11-26T10:00:00+08:00'))
    expect(resolveDueAt(submitted, changed)).toEqual(new Date('2026-11-30T10:00:00+08:00'))
  })

  it.each([
    ['2026-12-24T10:00:00+08:00', false],
    ['2026-12-25T10:00:00+08:00', true],
    ['2026-12-31T23:59:59+08:00', true],
    ['2027-06-01T10:00:00+08:00', true],
    ['2025-12-30T10:00:00+08:00', false],
  ])('of a ticket submitted %s are provisional: %s', (submitted, provisional) => {
    expect(deadlinesOf(new Date(submitted), calendar).provisional).toBe(provisional)
  })

  it('are provisional by the local year', () => {
    const start = new Date('2026-12-28T00:00:00Z')
    expect(isProvisional(start, new Date('2026-12-31T15:59:59Z'), calendar)).toBe(false)
    expect(isProvisional(start, new Date('2026-12-31T16:00:00Z'), calendar)).toBe(true)
  })
})

describe('around a deadline', () => {
  const due = instantOf('2026-11-25', 10 * HOUR, 'Asia/Shanghai')
  const shifted = (ms: number) => new Date(due.getTime() + ms)

  it('in time means at or before it', () => {
    expect([-1, 0, 1].map((ms) => isInTime(shifted(ms), due))).toEqual([true, true, false])
  })

  it('it is overdue from the first instant that is not in time', () => {
    expect(overdueAt(due)).toEqual(shifted(1))
    expect(isInTime(overdueAt(due), due)).toBe(false)
  })

  it('the warning comes 4 hours before', () => expect(warningAt(due)).toEqual(shifted(-4 * HOUR)))

  it('closing early brings the visit date forward, closing late leaves it', () => {
    expect(visitAtAfterClosing(due, shifted(-HOUR))).toEqual(shifted(-HOUR))
    expect(visitAtAfterClosing(due, shifted(0))).toEqual(due)
    expect(visitAtAfterClosing(due, shifted(HOUR))).toEqual(due)
  })
})
