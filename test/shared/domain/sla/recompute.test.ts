import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, type CalendarEntry, type WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { hasProvisionalDeadlines, recompute, type OpenDeadlineFacts, type Recomputation } from '#shared/domain/sla/recompute.ts'
import { addDays } from '#shared/domain/sla/zonedTime.ts'
import { decideCreation } from '#shared/domain/ticket/decide.ts'
import type { AddTimerEffect } from '#shared/domain/ticket/effects.ts'
import { publicHolidayData } from '#server/calendar/publicHolidays.ts'
import { chineseCalendar } from '#test/support/calendar.ts'

const SUBMITTED = '2026-09-29T15:00:00+08:00'
const off = (...days: string[]): Record<string, CalendarEntry> => Object.fromEntries(days.map((day) => [day, { working: false }]))

/** A complaint as its submission leaves it. */
function submitted(at: Date, calendar: WorkingCalendar, more: Partial<OpenDeadlineFacts> = {}): OpenDeadlineFacts {
  const { next, effects } = decideCreation({ type: 'complaint', level: '2', hasDestination: true }, 'submit', { now: at, calendar })
  const timers = effects.filter((effect): effect is AddTimerEffect => effect.kind === 'add_timer')
  return {
    ...next, openRounds: next.openRounds.map((round) => ({ ...round, openedAt: at })), visitDecided: false, provisionalDeadlines: hasProvisionalDeadlines(next, calendar),
    timers: timers.map(({ timer, subject, dueAt }, index) => ({ id: index + 1, kind: timer, subject, dueAt })), ...more,
  }
}

/** The facts as a recomputation leaves them. */
function applied(facts: OpenDeadlineFacts, result: Recomputation | null): OpenDeadlineFacts {
  if (!result) return facts
  const { changes, rounds, timers } = result
  return {
    ...facts, ...changes,
    openRounds: facts.openRounds.map((round) => ({ ...round, dueAt: rounds.find(({ number }) => number === round.number)?.dueAt ?? round.dueAt })),
    timers: facts.timers.map((timer) => {
      const moved = timers.find(({ before }) => before.id === timer.id)
      return moved ? { ...timer, subject: moved.subject, dueAt: moved.dueAt } : timer
    }),
  }
}

const movedTo = (result: Recomputation | null): Record<string, string> =>
  Object.fromEntries((result?.timers ?? []).map(({ before, dueAt }) => [before.kind, dueAt.toISOString()]))

describe('a day that an administrator makes off', () => {
  it('moves what is counted over it, and the timers with it', () => {
    const result = recompute(submitted(new Date(SUBMITTED), chineseCalendar()), chineseCalendar(off('2026-10-09')))
    const resolve = new Date('2026-10-13T15:00:00+08:00')
    expect(result?.changes).toEqual({ resolveDueAt: resolve, visitAt: resolve })
    expect(result?.rounds).toEqual([])
    expect(movedTo(result)).toEqual({
      resolve_due_soon: '2026-10-13T03:00:00.000Z', resolve_overdue: '2026-10-13T07:00:00.001Z', survey_follow_up: '2026-10-10T01:00:00.000Z',
      survey_resolution: '2026-10-14T01:00:00.000Z', survey_satisfaction: '2026-10-14T01:00:00.000Z',
    })
    expect(result?.timers.find(({ before }) => before.kind === 'survey_satisfaction')?.subject).toBe(`assignment:1:visit:${resolve.getTime()}`)
  })

  it('moves a reply round that is open, and the ticket’s reply deadline to the earliest', () => {
    const facts = submitted(new Date(SUBMITTED), chineseCalendar())
    const second = { number: 2, openedAt: new Date('2026-09-30T10:00:00+08:00'), dueAt: new Date('2026-10-09T10:00:00+08:00') }
    const result = recompute({ ...facts, openRounds: [...facts.openRounds, second] }, chineseCalendar(off('2026-10-08')))
    expect(result?.rounds.map(({ number, dueAt }) => [number, dueAt.toISOString()])).toEqual([[1, '2026-10-09T07:00:00.000Z'], [2, '2026-10-10T02:00:00.000Z']])
    expect(result?.changes.replyDueAt).toEqual(new Date('2026-10-09T15:00:00+08:00'))
  })

  it('does not matter before the submission or after the last deadline', () => {
    expect(recompute(submitted(new Date(SUBMITTED), chineseCalendar()), chineseCalendar(off('2026-09-28', '2026-10-20')))).toBeNull()
  })

  it('keeps the time of day where the submission itself now falls on a day off: 08:30 of the next working day', () => {
    const result = recompute(submitted(new Date(SUBMITTED), chineseCalendar()), chineseCalendar(off('2026-09-29')))
    expect(result?.changes.replyDueAt).toEqual(new Date('2026-10-09T08:30:00+08:00'))
  })
})

describe('what is judged', () => {
  const changed = chineseCalendar(off('2026-10-08', '2026-10-09'))
  const facts = submitted(new Date(SUBMITTED), chineseCalendar())

  it('a round that is late stays late by its deadline', () => {
    const result = recompute({ ...facts, openRounds: facts.openRounds.map((round) => ({ ...round, late: true })) }, changed)
    expect(result?.rounds).toEqual([])
    expect(result?.changes).not.toHaveProperty('replyDueAt')
    expect(Object.keys(movedTo(result))).not.toContain('reply_overdue')
  })

  it('a reply deadline without an open round stays', () => {
    expect(recompute({ ...facts, openRounds: [] }, changed)?.changes).not.toHaveProperty('replyDueAt')
  })

  it.each([
    ['resolved', { resolvedAt: new Date('2026-10-08T10:00:00+08:00'), resolveTimely: true }], ['overdue', { resolveTimely: false }],
  ])('a ticket that is %s keeps its resolve deadline and its visit date; the surveys to come move', (_word, more) => {
    const result = recompute({ ...facts, ...more, openRounds: [] }, changed)
    expect(result?.changes).toEqual({})
    expect(Object.keys(movedTo(result)).sort()).toEqual(['survey_follow_up', 'survey_resolution'])
  })

  it.each(['closed', 'cancelled', 'pending_submission'] as const)('nothing moves on a ticket that is %s', (state) => {
    expect(recompute({ ...facts, state }, changed)).toBeNull()
  })

  it('nothing moves on a ticket that was returned', () => {
    expect(recompute({ ...facts, state: 'pending_submission', submittedAt: null }, changed)).toBeNull()
  })

  it('what has fired is not set up again', () => {
    const result = recompute({ ...facts, timers: [] }, changed)
    expect(result?.timers).toEqual([])
    expect(result?.changes).toHaveProperty('resolveDueAt')
  })
})

describe('the visit date', () => {
  const changed = chineseCalendar(off('2026-10-09'))
  const facts = submitted(new Date(SUBMITTED), chineseCalendar())

  it('that an approved request has set stays, even where it is that of the resolve deadline', () => {
    const result = recompute({ ...facts, visitDecided: true }, changed)
    expect(result?.changes).toEqual({ resolveDueAt: new Date('2026-10-13T15:00:00+08:00') })
    expect(Object.keys(movedTo(result))).not.toContain('survey_satisfaction')
  })

  it('that a closing brought forward stays', () => {
    expect(recompute({ ...facts, visitAt: new Date('2026-10-08T10:00:00+08:00') }, changed)?.changes).not.toHaveProperty('visitAt')
  })
})

describe('a year without public-holiday data', () => {
  const LATE = new Date('2026-12-30T10:00:00+08:00')
  const withNextYear = createCalendar({
    timeZone: 'Asia/Shanghai', holidayData: { days: { ...publicHolidayData().days, '2027-01-01': { working: false } }, years: [...publicHolidayData().years, 2027] },
  })
  const without = createCalendar({ timeZone: 'Asia/Shanghai', holidayData: { days: {}, years: [2026] } })

  it('makes deadlines provisional until it is covered', () => {
    const facts = submitted(LATE, without)
    expect(facts.provisionalDeadlines).toBe(true)
    const result = recompute(facts, withNextYear)
    expect(result?.changes).toMatchObject({ provisionalDeadlines: false, resolveDueAt: new Date('2027-01-07T10:00:00+08:00') })
    expect(result?.changes.replyDueAt).toEqual(new Date('2027-01-04T10:00:00+08:00'))
  })

  it('is not reached by what is judged, nor by what is not submitted', () => {
    const facts = submitted(LATE, without)
    expect(hasProvisionalDeadlines({ ...facts, openRounds: [], resolvedAt: LATE, resolveTimely: true }, without)).toBe(false)
    expect(hasProvisionalDeadlines({ ...facts, openRounds: [], resolveTimely: false }, without)).toBe(false)
    expect(hasProvisionalDeadlines({ ...facts, openRounds: facts.openRounds.map((round) => ({ ...round, late: true })), resolveTimely: false }, without)).toBe(false)
    expect(hasProvisionalDeadlines({ ...facts, submittedAt: null, openRounds: [] }, without)).toBe(false)
  })

  it('is reached by an open round of its own', () => {
    const facts = submitted(LATE, without)
    expect(hasProvisionalDeadlines({ ...facts, resolveTimely: false, openRounds: [{ number: 2, dueAt: new Date('2027-01-01T10:00:00+08:00') }] }, without)).toBe(true)
  })
})

const moments = fc.integer({ min: 0, max: 200 * 24 * 60 }).map((minutes) => new Date(Date.parse('2026-03-01T00:00:00+08:00') + minutes * 60_000))
const someDays = fc.array(fc.tuple(fc.integer({ min: 0, max: 220 }), fc.boolean()), { maxLength: 40 })
  .map((days) => chineseCalendar(Object.fromEntries(days.map(([after, working]) => [addDays('2026-03-01', after), { working }]))))

describe('for every submission and every change of the calendar', () => {
  it('an untouched ticket has the deadlines and timers of a submission under the new calendar', () => {
    fc.assert(fc.property(moments, someDays, someDays, (at, before, after) => {
      const facts = submitted(at, before)
      expect(applied(facts, recompute(facts, after))).toEqual(submitted(at, after))
    }))
  })

  it('done again it changes nothing, and the calendar of before gives what was before', () => {
    fc.assert(fc.property(moments, someDays, someDays, (at, before, after) => {
      const facts = submitted(at, before)
      expect(recompute(facts, before)).toBeNull()
      const once = applied(facts, recompute(facts, after))
      expect(recompute(once, after)).toBeNull()
      expect(applied(once, recompute(once, before))).toEqual(facts)
    }))
  })

  it('whatever is judged or fired stays', () => {
    const judged = fc.record({ late: fc.boolean(), resolveTimely: fc.constantFrom(true, false, null), visitDecided: fc.boolean(), fired: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]) })
    fc.assert(fc.property(moments, someDays, someDays, judged, (at, before, after, { late, resolveTimely, visitDecided, fired }) => {
      const facts = submitted(at, before)
      const given: OpenDeadlineFacts = {
        ...facts, visitDecided, resolveTimely, resolvedAt: resolveTimely ? at : null, openRounds: facts.openRounds.map((round) => ({ ...round, late })),
        timers: facts.timers.filter((_, index) => !fired.includes(index)),
      }
      const next = applied(given, recompute(given, after))
      if (late) expect(next.openRounds).toEqual(given.openRounds)
      if (resolveTimely !== null) expect([next.resolveDueAt, next.visitAt]).toEqual([given.resolveDueAt, given.visitAt])
      if (visitDecided) expect(next.visitAt).toEqual(given.visitAt)
      expect(next.timers.map(({ id, kind }) => [id, kind])).toEqual(given.timers.map(({ id, kind }) => [id, kind]))
      expect(next.firstContactDueAt).toEqual(given.firstContactDueAt)
    }))
  })
})
