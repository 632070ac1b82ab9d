import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alertOf, elapsedShare, remainingTime } from '#shared/domain/sla/alert.ts'
import { isLive, TICKET_STATES } from '#shared/domain/ticket/states.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const due = new Date('2026-09-29T15:58:00+08:00')
const before = (ms: number) => new Date(due.getTime() - ms)

describe('the colour of a row', () => {
  it.each([
    ['a millisecond before the last 4 hours', 4 * HOUR + 1, 'none'],
    ['4 hours before', 4 * HOUR, 'blue'],
    ['a minute before', MINUTE, 'blue'],
    ['at the deadline', 0, 'blue'],
    ['a millisecond after', -1, 'red'],
    ['days after', -100 * HOUR, 'red'],
  ] as const)('%s is %s', (_name, ms, alert) => {
    for (const state of ['unreplied', 'replied', 'resolved'] as const) expect(alertOf({ state, openReplyDueAt: due }, before(ms))).toBe(alert)
  })

  it('is none without an open round, and before submission and after the end', () => {
    for (const state of TICKET_STATES) {
      expect(alertOf({ state, openReplyDueAt: null }, before(-HOUR))).toBe('none')
      if (!isLive(state)) expect(alertOf({ state, openReplyDueAt: due }, before(-HOUR))).toBe('none')
    }
  })
})

describe('the time that remains', () => {
  const part = (days: number, hours: number, minutes: number) => (days * 24 + hours) * HOUR + minutes * MINUTE

  it.each([
    ['2时16分', part(0, 2, 16), { overdue: false, days: 0, hours: 2, minutes: 16, units: 'hours_minutes' }],
    ['13分', part(0, 0, 13), { overdue: false, days: 0, hours: 0, minutes: 13, units: 'minutes' }],
    ['1天4时', part(1, 4, 0), { overdue: false, days: 1, hours: 4, minutes: 0, units: 'days_hours' }],
    ['8天19时', part(8, 19, 20), { overdue: false, days: 8, hours: 19, minutes: 20, units: 'days_hours' }],
    ['23时59分', part(0, 23, 59), { overdue: false, days: 0, hours: 23, minutes: 59, units: 'hours_minutes' }],
    ['a started minute counts', part(0, 23, 59) + 1, { overdue: false, days: 1, hours: 0, minutes: 0, units: 'days_hours' }],
    ['the deadline itself', 0, { overdue: false, days: 0, hours: 0, minutes: 0, units: 'minutes' }],
    ['逾期 1分 from the first millisecond', -1, { overdue: true, days: 0, hours: 0, minutes: 1, units: 'minutes' }],
    ['逾期 22分', -part(0, 0, 22) - 59_999, { overdue: true, days: 0, hours: 0, minutes: 22, units: 'minutes' }],
    ['逾期 20时37分', -part(0, 20, 37), { overdue: true, days: 0, hours: 20, minutes: 37, units: 'hours_minutes' }],
  ])('%s', (_name, ms, expected) => expect(remainingTime(due, before(ms))).toEqual(expected))

  it('is within a minute of the truth, and says blue when the row does', () => {
    fc.assert(fc.property(fc.integer({ min: -40 * 24 * HOUR, max: 40 * 24 * HOUR }), (ms) => {
      const { overdue, days, hours, minutes } = remainingTime(due, before(ms))
      expect(overdue).toBe(ms < 0)
      expect(hours).toBeLessThan(24)
      expect(minutes).toBeLessThan(60)
      expect(Math.abs(part(days, hours, minutes) - Math.abs(ms))).toBeLessThanOrEqual(MINUTE)
      if (!overdue) {
        const shownBlue = part(days, hours, minutes) <= 4 * HOUR
        expect(alertOf({ state: 'unreplied', openReplyDueAt: due }, before(ms))).toBe(shownBlue ? 'blue' : 'none')
      }
    }), { numRuns: 500 })
  })

  it('has passed in part, none before its start and all after its end', () => {
    const start = before(10 * HOUR)
    expect([11, 10, 5, 0, -1].map((hours) => elapsedShare(start, due, before(hours * HOUR)))).toEqual([0, 0, 0.5, 1, 1])
    expect(elapsedShare(due, due, due)).toBe(1)
  })
})
