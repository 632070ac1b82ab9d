import { describe, expect, it } from 'vitest'
import {
  after, beginLife, DAY_MS, effectsOf, eventsOf, recordsOf, REPLY_DUE, requestsEnded, RESOLVE_DUE, roundsClosed, standingTimers, SUBMITTED, VISIT_AT,
} from '#test/support/ticketLife.ts'

const TUESDAY = new Date('2026-11-24T10:00:00+08:00')
const THURSDAY = new Date('2026-11-26T12:00:00+08:00')

describe('回复', () => {
  it.each(['mall', 'dept'] as const)('by the %s closes the open round in time', (acting) => {
    const life = beginLife()
    const decision = life.do('reply', acting, {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'replied', version: 2, replyTimely: true, openRounds: [], replyDueAt: REPLY_DUE, resolvedAt: null })
    expect([roundsClosed(decision), recordsOf(decision), eventsOf(decision)]).toEqual([{ 1: true }, ['reply'], ['replied']])
    expect(effectsOf(decision, 'drop_timers')).toEqual([{ kind: 'drop_timers', timers: ['reply_due_soon', 'reply_overdue'], subject: 'round:1' }])
  })

  it.each([[0, true], [1, false]])('%i ms after the deadline is in time: %s', (ms, timely) => {
    const life = beginLife()
    const decision = life.do('reply', 'mall', {}, after(REPLY_DUE, ms))
    expect(life.facts.replyTimely).toBe(timely)
    expect(roundsClosed(decision)).toEqual({ 1: timely })
    expect(eventsOf(decision)).toEqual(timely ? ['replied'] : ['reply_overdue round:1', 'replied'])
  })

  it('closes all open rounds, each judged by its own deadline', () => {
    const life = beginLife()
    life.do('feedback', 'cs', {}, TUESDAY)
    life.do('feedback', 'cs', {}, after(REPLY_DUE, 1))
    const decision = life.do('reply', 'mall', {}, new Date('2026-11-26T10:00:00+08:00'))
    expect(roundsClosed(decision)).toEqual({ 1: false, 2: true, 3: true })
    expect(life.facts).toMatchObject({ replyTimely: false, openRounds: [], replyDueAt: new Date('2026-11-27T10:00:00.001+08:00') })
    expect(eventsOf(decision)).toEqual(['reply_overdue round:1', 'replied'])
  })

  it('may be repeated and then closes nothing', () => {
    const life = beginLife()
    life.do('reply', 'mall', {}, TUESDAY)
    const decision = life.do('reply', 'dept', {}, THURSDAY)
    expect(decision.effects).toEqual([{ kind: 'record', operation: 'reply', origin: 'reply' }, { kind: 'event', event: 'replied' }])
    expect(life.facts).toMatchObject({ state: 'replied', replyTimely: true })
  })

  it('on a resolved ticket leaves it resolved', () => {
    const life = beginLife()
    life.do('resolve', 'mall', {}, TUESDAY)
    life.do('reply', 'mall', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'resolved', resolvedAt: TUESDAY })
  })

  it('once late stays late in the assignment, however timely the next round', () => {
    const life = beginLife()
    life.do('reply', 'mall', {}, after(REPLY_DUE, 1))
    life.do('feedback', 'cs')
    life.do('reply', 'mall')
    expect(life.facts.replyTimely).toBe(false)
  })

  it('is not the call center’s', () => expect(beginLife().refusal('reply', 'approver').code).toBe('forbidden'))
})

describe('退回', () => {
  it('counts as a reply where a round is open and asks for the return', () => {
    const life = beginLife()
    const decision = life.do('return', 'mall', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'replied', replyTimely: true, openRounds: [] })
    expect(life.facts.pending.return).not.toBeNull()
    expect([recordsOf(decision), roundsClosed(decision), eventsOf(decision)]).toEqual([['reply from return', 'return'], { 1: true }, ['return_requested']])
    expect(effectsOf(decision, 'open_request')).toEqual([{ kind: 'open_request', request: 'return', state: 'pending' }])
  })

  it('late counts as a late reply', () => {
    const life = beginLife()
    life.do('return', 'dept', {}, THURSDAY)
    expect(life.facts.replyTimely).toBe(false)
  })

  it('after a reply is no second one', () => {
    const life = beginLife()
    life.do('reply', 'mall', {}, TUESDAY)
    expect(recordsOf(life.do('return', 'mall', {}, TUESDAY))).toEqual(['return'])
    expect(life.facts.state).toBe('replied')
  })

  it('of a resolved ticket leaves the resolution on record', () => {
    const life = beginLife()
    life.do('resolve', 'mall', {}, TUESDAY)
    life.do('return', 'mall', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'resolved', resolvedAt: TUESDAY, resolveTimely: true })
  })

  it('locks the ticket for mall and department, and runs on the clocks', () => {
    const life = beginLife({ type: 'service' })
    const decision = life.do('return', 'mall', {}, TUESDAY)
    for (const acting of ['mall', 'dept'] as const) for (const operation of ['reply', 'return', 'resolve', 'close', 'request_visit'] as const)
      expect(life.refusal(operation, acting)).toMatchObject({ code: 'operation_not_allowed', failedGuards: expect.arrayContaining(['no_pending_return']) })
    for (const operation of ['feedback', 'cancel', 'evaluate', 'escalate'] as const) expect(life.allows(operation, 'cs')).toBe(true)
    expect(life.allows('assist_reply', 'assistant')).toBe(true)
    expect(effectsOf(decision, 'drop_timers').flatMap(({ timers }) => timers)).toEqual(['reply_due_soon', 'reply_overdue'])
    expect(life.facts).toMatchObject({ resolveDueAt: RESOLVE_DUE, visitAt: VISIT_AT })
  })

  it('keeps 打回 from a resolved ticket', () => {
    const life = beginLife()
    life.do('resolve', 'mall')
    life.do('return', 'mall')
    expect(life.refusal('send_back', 'dept')).toMatchObject({ failedGuards: ['no_pending_return'] })
  })
})

describe('解决', () => {
  it('counts as a reply where a round is open, and is judged by the assignment’s deadline', () => {
    const life = beginLife()
    const decision = life.do('resolve', 'mall', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'resolved', replyTimely: true, resolvedAt: TUESDAY, resolveTimely: true, visitAt: VISIT_AT })
    expect([recordsOf(decision), roundsClosed(decision), eventsOf(decision)]).toEqual([['reply from resolve', 'resolve'], { 1: true }, ['resolved']])
    expect(effectsOf(decision, 'drop_timers').at(-1)).toEqual({ kind: 'drop_timers', timers: ['resolve_due_soon', 'resolve_overdue'] })
  })

  it('after a reply is no second one', () => {
    const life = beginLife()
    life.do('reply', 'mall', {}, TUESDAY)
    expect(recordsOf(life.do('resolve', 'mall', {}, TUESDAY))).toEqual(['resolve'])
  })

  it.each([[0, true], [1, false]])('%i ms after the deadline is in time: %s', (ms, timely) => {
    const life = beginLife()
    const decision = life.do('resolve', 'dept', {}, after(RESOLVE_DUE, ms))
    expect(life.facts.resolveTimely).toBe(timely)
    expect(eventsOf(decision)).toEqual(['reply_overdue round:1', ...(timely ? [] : ['resolve_overdue assignment:1']), 'resolved'])
  })

  it('judges reply and resolve apart', () => {
    const life = beginLife()
    life.do('resolve', 'mall', {}, THURSDAY)
    expect(life.facts).toMatchObject({ replyTimely: false, resolveTimely: true })
  })

  it('is not asked again while a resolution is on record', () => {
    const life = beginLife()
    life.do('resolve', 'mall')
    expect(life.refusal('resolve', 'mall')).toEqual({ allowed: false, code: 'operation_not_allowed', failedGuards: [] })
  })
})

describe('完结', () => {
  it.each(['mall', 'dept'] as const)('of a service ticket by the %s counts as reply and resolve and closes it', (acting) => {
    const life = beginLife({ type: 'service' })
    const decision = life.do('close', acting, {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'closed', replyTimely: true, resolvedAt: TUESDAY, resolveTimely: true, openRounds: [] })
    expect([recordsOf(decision), roundsClosed(decision), eventsOf(decision)]).toEqual([['reply from close', 'resolve from close', 'close'], { 1: true }, ['closed']])
    expect(effectsOf(decision, 'end_assignment')).toEqual([{ kind: 'end_assignment', number: 1, outcome: 'closed' }])
  })

  it('counts only as what is missing', () => {
    const replied = beginLife({ type: 'consult' })
    replied.do('reply', 'mall')
    expect(recordsOf(replied.do('close', 'mall'))).toEqual(['resolve from close', 'close'])
    const resolved = beginLife({ type: 'service' })
    resolved.do('resolve', 'mall', {}, TUESDAY)
    expect(recordsOf(resolved.do('close', 'mall', {}, after(RESOLVE_DUE, DAY_MS)))).toEqual(['close'])
    expect(resolved.facts).toMatchObject({ resolvedAt: TUESDAY, resolveTimely: true })
  })

  it('earlier than the visit date brings it forward to the closing time', () => {
    const life = beginLife({ type: 'service' })
    const decision = life.do('close', 'mall', {}, TUESDAY)
    expect(life.facts.visitAt).toEqual(TUESDAY)
    expect(effectsOf(decision, 'end_surveys')).toEqual([{ kind: 'end_surveys', surveys: ['survey_satisfaction'] }])
    expect(standingTimers([decision])).toEqual(new Map([[`survey_satisfaction assignment:1:visit:${TUESDAY.getTime()}`, new Date('2026-11-25T09:00:00+08:00')]]))
  })

  it.each([0, 1])('%i ms after the visit date leaves it', (ms) => {
    const life = beginLife({ type: 'service' })
    const decision = life.do('close', 'mall', {}, after(VISIT_AT, ms))
    expect(life.facts.visitAt).toEqual(VISIT_AT)
    expect(effectsOf(decision, 'end_surveys')).toEqual([])
  })

  it('of a consult ticket brings the visit date forward without a survey', () => {
    const life = beginLife({ type: 'consult' })
    const decision = life.do('close', 'mall', {}, TUESDAY)
    expect(life.facts.visitAt).toEqual(TUESDAY)
    expect(effectsOf(decision, 'add_timer')).toEqual([])
  })

  it('ends the surveys of follow-up and resolution that are not yet due; contact and satisfaction remain', () => {
    const life = beginLife({ type: 'service', operation: 'save' })
    const decisions = [life.do('submit', 'cs', {}, SUBMITTED), life.do('reply', 'mall', {}, TUESDAY), life.do('close', 'mall', {}, THURSDAY)]
    // 09:00 on Thursday has passed: where the sweep was away, the follow-up survey is still owed.
    expect([...standingTimers(decisions).keys()]).toEqual(['survey_contact assignment:1', 'survey_follow_up assignment:1', `survey_satisfaction assignment:1:visit:${THURSDAY.getTime()}`])
    const early = beginLife({ type: 'service', operation: 'save' })
    const soon = [early.do('submit', 'cs', {}, SUBMITTED), early.do('close', 'mall', {}, TUESDAY)]
    expect([...standingTimers(soon).keys()]).toEqual(['survey_contact assignment:1', `survey_satisfaction assignment:1:visit:${TUESDAY.getTime()}`])
  })

  it('supersedes a pending visit request', () => {
    const life = beginLife({ type: 'service' })
    life.do('request_visit', 'mall', { requestedAt: after(SUBMITTED, 50 * DAY_MS), visitType: 'extend' }, TUESDAY)
    expect(requestsEnded(life.do('close', 'mall'))).toEqual(['visit superseded'])
    expect(life.facts.pending.visit).toBeNull()
  })

  it('late is late in both', () => {
    const life = beginLife({ type: 'service' })
    const decision = life.do('close', 'mall', {}, after(RESOLVE_DUE, 1))
    expect(life.facts).toMatchObject({ replyTimely: false, resolveTimely: false })
    expect(eventsOf(decision)).toEqual(['reply_overdue round:1', 'resolve_overdue assignment:1', 'closed'])
  })

  it('of a complaint by the mall only asks: resolved, judged now, the visit date untouched', () => {
    const life = beginLife()
    const decision = life.do('close', 'mall', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'resolved', resolvedAt: TUESDAY, resolveTimely: true, replyTimely: true, visitAt: VISIT_AT })
    expect(life.facts.pending.closure).not.toBeNull()
    expect([recordsOf(decision), eventsOf(decision)]).toEqual([['reply from close', 'resolve from close', 'close'], ['closure_requested']])
    expect(effectsOf(decision, 'open_request')).toEqual([{ kind: 'open_request', request: 'closure', state: 'pending' }])
    expect(effectsOf(decision, 'end_assignment')).toEqual([])
  })

  it('of a complaint by the mall twice is refused while the first is pending', () => {
    const life = beginLife()
    life.do('close', 'mall')
    expect(life.refusal('close', 'mall')).toMatchObject({ code: 'operation_not_allowed', failedGuards: ['no_pending_closure'] })
    expect(life.refusal('close', 'dept')).toMatchObject({ failedGuards: ['no_pending_closure'] })
    expect(life.refusal('return', 'mall')).toMatchObject({ failedGuards: ['no_pending_closure'] })
  })

  it('of a complaint by the reviewing department needs no review', () => {
    const life = beginLife()
    const decision = life.do('close', 'dept', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'closed', visitAt: TUESDAY, pending: { closure: null } })
    expect(effectsOf(decision, 'open_request')).toEqual([])
  })
})
