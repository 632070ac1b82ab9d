import { describe, expect, it } from 'vitest'
import { deadlinesOf } from '#shared/domain/sla/deadlines.ts'
import { hasSurveys, SURVEY_KINDS, SURVEYS_ENDED_BY_CLOSING, surveyDueAt, surveysOfPool } from '#shared/domain/sla/surveys.ts'
import { compareTimers, isFiredLate, TIMERS, timersForAssignment, timersForRound, timersForVisit, type Timer } from '#shared/domain/sla/timers.ts'
import { SURVEY_TIMERS, TIMER_KINDS } from '#shared/domain/ticket/effects.ts'
import { TICKET_TYPES } from '#shared/domain/ticket/types.ts'
import { chineseCalendar, weekdayCalendar } from '#test/support/calendar.ts'

const calendar = chineseCalendar()
const submittedAt = new Date('2026-11-23T10:00:00+08:00')
const assignment = { submittedAt, ...deadlinesOf(submittedAt, calendar) }
const shown = (timers: Timer[]) => timers.map(({ kind, dueAt }) => `${kind} ${dueAt.toISOString()}`)

describe('surveys', () => {
  it('exist for complaints and service tickets', () => {
    expect(TICKET_TYPES.filter(hasSurveys)).toEqual(['complaint', 'service'])
  })

  it('wait in the pools of the API', () => {
    expect(surveysOfPool('follow_up')).toEqual(['survey_contact', 'survey_follow_up'])
    expect(surveysOfPool('resolution')).toEqual(['survey_resolution'])
    expect(surveysOfPool('satisfaction')).toEqual(['survey_satisfaction'])
  })

  it('of follow-up and resolution end with the ticket where they are not yet due', () => {
    expect(SURVEYS_ENDED_BY_CLOSING).toEqual(['survey_follow_up', 'survey_resolution'])
  })

  it('fall due at 09:00 of the local clock, also after it was changed', () => {
    const newYork = weekdayCalendar('America/New_York')
    const basis = { submittedAt: new Date('2026-03-06T15:00:00Z'), firstContactDueAt: new Date('2026-03-07T15:00:00Z'), visitAt: new Date('2026-10-31T15:00:00Z') }
    expect(surveyDueAt('survey_contact', basis, newYork)).toEqual(new Date('2026-03-08T13:00:00Z'))
    expect(surveyDueAt('survey_follow_up', basis, newYork)).toEqual(new Date('2026-03-11T13:00:00Z'))
    expect(surveyDueAt('survey_satisfaction', basis, newYork)).toEqual(new Date('2026-11-01T14:00:00Z'))
  })

  it('follow the visit date, whichever it is', () => {
    const moved = { ...assignment, visitAt: new Date('2026-12-24T23:59:59+08:00') }
    expect(surveyDueAt('survey_satisfaction', moved, calendar)).toEqual(new Date('2026-12-25T09:00:00+08:00'))
  })
})

describe('timers', () => {
  it('have one row for each kind that the sweep fires, surveys those of the survey table', () => {
    expect(Object.keys(TIMERS)).toEqual([...TIMER_KINDS])
    expect(TIMER_KINDS.filter((kind) => TIMERS[kind].survey)).toEqual([...SURVEY_TIMERS])
    expect(SURVEY_KINDS).toEqual([...SURVEY_TIMERS])
  })

  it('of a round are its warning and, a millisecond after the deadline, its breach', () => {
    expect(shown(timersForRound({ replyDueAt: new Date('2026-11-25T02:00:00Z') }))).toEqual([
      'reply_due_soon 2026-11-24T22:00:00.000Z', 'reply_overdue 2026-11-25T02:00:00.001Z',
    ])
  })

  it.each(['complaint', 'service'] as const)('of an assignment of a %s come in order of due time', (type) => {
    expect(shown(timersForAssignment(assignment, type, calendar))).toEqual([
      'survey_contact 2026-11-24T01:00:00.000Z', 'survey_follow_up 2026-11-26T01:00:00.000Z',
      'resolve_due_soon 2026-11-29T22:00:00.000Z', 'resolve_overdue 2026-11-30T02:00:00.001Z',
      'survey_resolution 2026-12-01T01:00:00.000Z',
    ])
  })

  it('of a consult ticket are those of its deadline alone', () => {
    expect(timersForAssignment(assignment, 'consult', calendar).map(({ kind }) => kind)).toEqual(['resolve_due_soon', 'resolve_overdue'])
    expect(timersForVisit(assignment, 'consult', calendar)).toEqual([])
  })

  it('of a visit date is its satisfaction survey', () => {
    expect(shown(timersForVisit(assignment, 'service', calendar))).toEqual(['survey_satisfaction 2026-12-01T01:00:00.000Z'])
  })

  it('together are every kind exactly once', () => {
    const all = [...timersForRound(assignment), ...timersForAssignment(assignment, 'complaint', calendar), ...timersForVisit(assignment, 'complaint', calendar)]
    expect(all.map(({ kind }) => kind).sort()).toEqual([...TIMER_KINDS].sort())
  })

  it('with one due time fire in the order of the table', () => {
    const dueAt = new Date(0)
    const timers: Timer[] = [{ kind: 'survey_contact', dueAt }, { kind: 'reply_overdue', dueAt }, { kind: 'reply_due_soon', dueAt }]
    expect(timers.sort(compareTimers).map(({ kind }) => kind)).toEqual(['reply_due_soon', 'reply_overdue', 'survey_contact'])
  })

  it('are late from more than 5 seconds after their due time', () => {
    expect([0, 5000, 5001].map((ms) => isFiredLate(new Date(0), new Date(ms)))).toEqual([false, false, true])
  })
})
