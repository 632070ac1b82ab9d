import { describe, expect, it } from 'vitest'
import { deadlineRows, satisfactionSurveyAt } from '../../../../../renderer/features/tickets/page/deadlineRows.ts'
import { remainingUntil } from '../../../../../renderer/time/remaining.ts'
import { ticketExample } from '../ticketExample.ts'

const now = Date.parse('2026-09-29T05:42:00.000Z')
const rowsOf = (changed: Parameters<typeof ticketExample>[0], at = now) => Object.fromEntries(deadlineRows(ticketExample(changed), [], at, 'Asia/Shanghai').map((row) => [row.kind, row.result?.id ?? 'running']))

describe('the deadlines of the page', () => {
  it('run while they are open, and what only a survey knows waits for it', () => {
    expect(rowsOf({})).toEqual({ replyDueAt: 'running', resolveDueAt: 'running', firstContactDueAt: 'to_survey', visitAt: 'survey_from' })
  })
  it('leave first contact running until its time', () => {
    expect(rowsOf({}, Date.parse('2026-09-23T05:26:00.000Z')).firstContactDueAt).toBe('running')
  })
  it('say what was judged', () => {
    expect(rowsOf({ state: 'resolved', replyOpen: false, replyTimely: false, resolvedAt: '2026-09-28T01:00:00.000Z', resolveTimely: true, contactTimely: true }))
      .toMatchObject({ replyDueAt: 'late', resolveDueAt: 'resolved', firstContactDueAt: 'contacted' })
  })
  it('stop with the ticket', () => {
    expect(rowsOf({ state: 'cancelled', replyOpen: false, replyTimely: null })).toEqual({ replyDueAt: 'ended', resolveDueAt: 'ended', firstContactDueAt: 'ended', visitAt: 'ended' })
  })
  it('are none before the submission', () => {
    expect(rowsOf({ state: 'pending_submission', firstContactDueAt: null, replyDueAt: null, resolveDueAt: null, visitAt: null })).toEqual({})
  })
  it('promise no survey for a consultation', () => {
    expect(rowsOf({ type: 'consult' }).visitAt).toBe('ended')
  })
  it('take the satisfaction survey as done with a score alone', () => {
    const at = '2026-09-29T01:00:00.000Z'
    expect(rowsOf({ satisfaction: { processed: false, score: null, reason: null, at } }).visitAt).toBe('survey_from')
    expect(rowsOf({ satisfaction: { processed: true, score: 'neutral', reason: null, at } }).visitAt).toBe('surveyed')
  })
  it('begin the satisfaction survey at 09:00 of the next calendar day, working or not', () => {
    expect(satisfactionSurveyAt('2026-09-30T10:00:00.000Z', 'Asia/Shanghai')).toBe('2026-10-01T01:00:00.000Z')
  })
})

describe('the time that remains', () => {
  it('is 2 h 16 min at 13:42 for 15:58', () => {
    expect(remainingUntil('2026-09-29T07:58:00.000Z', now)).toEqual({ overdue: false, span: { shape: 'hoursMinutes', days: 0, hours: 2, minutes: 16 } })
  })
  it('is not overdue at the deadline and is one millisecond later', () => {
    const due = '2026-09-29T07:58:00.000Z'
    expect(remainingUntil(due, Date.parse(due)).overdue).toBe(false)
    expect(remainingUntil(due, Date.parse(due) + 1).overdue).toBe(true)
  })
})
