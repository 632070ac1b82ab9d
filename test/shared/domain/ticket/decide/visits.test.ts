import { describe, expect, it } from 'vitest'
import { AUTOMATIC_VISIT_LIMIT_MS } from '#shared/domain/ticket/consequences.ts'
import {
  after, beginLife, DAY_MS, effectsOf, eventsOf, HOUR_MS, recordsOf, requestsEnded, standingTimers, SUBMITTED, VISIT_AT, type Life,
} from '#test/support/ticketLife.ts'

const TUESDAY = new Date('2026-11-24T10:00:00+08:00')
const FORTY_DAYS = after(SUBMITTED, 40 * DAY_MS)
const DECEMBER = new Date('2026-12-10T15:00:00+08:00')
const DECEMBER_TIMER = new Map([[`survey_satisfaction assignment:1:visit:${DECEMBER.getTime()}`, new Date('2026-12-11T09:00:00+08:00')]])

function asked(): Life {
  const life = beginLife()
  life.do('request_visit', 'mall', { requestedAt: FORTY_DAYS, visitType: 'extend' }, TUESDAY)
  return life
}

describe('提前/延期回访', () => {
  it('within 40 days of the creation is approved at once by the system', () => {
    const life = beginLife()
    const decision = life.do('request_visit', 'mall', { requestedAt: DECEMBER, visitType: 'extend' }, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'unreplied', visitAt: DECEMBER, pending: { visit: null } })
    expect(effectsOf(decision, 'open_request')).toEqual([{ kind: 'open_request', request: 'visit', state: 'approved', visitType: 'extend', requestedVisitAt: DECEMBER }])
    expect([recordsOf(decision), eventsOf(decision)]).toEqual([['request_visit'], ['visit_decided']])
    expect(effectsOf(decision, 'end_surveys')).toEqual([{ kind: 'end_surveys', surveys: ['survey_satisfaction'] }])
    expect(standingTimers([decision])).toEqual(DECEMBER_TIMER)
  })

  it.each([[-1, 'approved'], [0, 'pending'], [1, 'pending']] as const)('%i ms from creation + 40 days is %s', (ms, state) => {
    const life = beginLife()
    const requestedAt = after(FORTY_DAYS, ms)
    const decision = life.do('request_visit', 'dept', { requestedAt, visitType: 'extend' }, TUESDAY)
    expect(effectsOf(decision, 'open_request')).toMatchObject([{ state, requestedVisitAt: requestedAt }])
    expect(life.facts.visitAt).toEqual(state === 'approved' ? requestedAt : VISIT_AT)
    expect(life.facts.pending.visit).toEqual(state === 'approved' ? null : { requestedAt })
    expect(eventsOf(decision)).toEqual([state === 'approved' ? 'visit_decided' : 'visit_requested'])
    expect(AUTOMATIC_VISIT_LIMIT_MS).toBe(40 * DAY_MS)
  })

  it('counts the 40 days from the creation, not from the submission', () => {
    const life = beginLife({ operation: 'save', at: after(SUBMITTED, -10 * DAY_MS) })
    life.do('submit', 'cs', {}, SUBMITTED)
    const decision = life.do('request_visit', 'mall', { requestedAt: after(SUBMITTED, 30 * DAY_MS), visitType: 'extend' }, TUESDAY)
    expect(effectsOf(decision, 'open_request')).toMatchObject([{ state: 'pending' }])
  })

  it('earlier than the present date brings the survey forward', () => {
    const life = beginLife()
    const friday = new Date('2026-11-27T10:00:00+08:00')
    const decision = life.do('request_visit', 'mall', { requestedAt: friday, visitType: 'advance' }, TUESDAY)
    expect(life.facts.visitAt).toEqual(friday)
    expect([...standingTimers([decision]).values()]).toEqual([new Date('2026-11-28T09:00:00+08:00')])
  })

  it.each([[48 * HOUR_MS + 1, true], [48 * HOUR_MS, false], [1, false]])('%i ms before the visit date is possible: %s', (ms, possible) => {
    expect(beginLife().allows('request_visit', 'mall', {}, after(VISIT_AT, -ms))).toBe(possible)
  })

  it('is asked once at a time', () => expect(asked().refusal('request_visit', 'dept')).toMatchObject({ failedGuards: ['no_pending_visit'] }))

  it('leaves state and rounds alone', () => {
    const life = beginLife({ type: 'service' })
    life.do('resolve', 'mall', {}, TUESDAY)
    const before = life.facts
    life.do('request_visit', 'mall', { requestedAt: DECEMBER, visitType: 'extend' })
    expect(life.facts).toEqual({ ...before, version: before.version + 1, visitAt: DECEMBER })
  })

  it('on a consult ticket moves the date without a survey', () => {
    const life = beginLife({ type: 'consult' })
    const decision = life.do('request_visit', 'mall', { requestedAt: DECEMBER, visitType: 'extend' }, TUESDAY)
    expect(life.facts.visitAt).toEqual(DECEMBER)
    expect(effectsOf(decision, 'add_timer')).toEqual([])
  })
})

describe('同意回访申请', () => {
  it('makes the requested time the visit date', () => {
    const life = asked()
    const decision = life.do('approve_visit', 'approver', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'unreplied', visitAt: FORTY_DAYS, pending: { visit: null } })
    expect(effectsOf(decision, 'end_request')).toEqual([{ kind: 'end_request', request: 'visit', state: 'approved', decidedVisitAt: FORTY_DAYS }])
    expect([recordsOf(decision), eventsOf(decision)]).toEqual([['approve_visit'], ['visit_decided']])
  })

  it('may change the time; the unanswered survey of the old date ends and a new one comes', () => {
    const life = asked()
    const decision = life.do('approve_visit', 'approver', { visitAt: DECEMBER }, TUESDAY)
    expect(life.facts.visitAt).toEqual(DECEMBER)
    expect(effectsOf(decision, 'end_request')).toMatchObject([{ decidedVisitAt: DECEMBER }])
    expect(effectsOf(decision, 'drop_timers')).toEqual([{ kind: 'drop_timers', timers: ['survey_satisfaction'] }])
    expect(standingTimers([decision])).toEqual(DECEMBER_TIMER)
  })

  it('is possible under a pending return', () => {
    const life = asked()
    life.do('return', 'mall')
    life.do('approve_visit', 'approver')
    expect(life.facts).toMatchObject({ state: 'replied', visitAt: FORTY_DAYS })
  })

  it.each(['cs', 'mall', 'dept'] as const)('is not for %s', (acting) => expect(asked().refusal('approve_visit', acting).code).toBe('forbidden'))
})

describe('不同意回访申请', () => {
  it('leaves the visit date and lets ask again', () => {
    const life = asked()
    const decision = life.do('reject_visit', 'approver')
    expect(life.facts).toMatchObject({ state: 'unreplied', visitAt: VISIT_AT, pending: { visit: null } })
    expect([recordsOf(decision), requestsEnded(decision), eventsOf(decision)]).toEqual([['reject_visit'], ['visit rejected'], ['visit_decided']])
    expect(effectsOf(decision, 'drop_timers')).toEqual([])
    expect(life.allows('request_visit', 'mall')).toBe(true)
    expect(life.refusal('reject_visit', 'approver')).toMatchObject({ code: 'operation_not_allowed', failedGuards: ['visit_pending'] })
  })
})
