import { describe, expect, it } from 'vitest'
import {
  after, beginLife, DAY_MS, effectsOf, eventsOf, HOUR_MS, recordsOf, REPLY_DUE, requestsEnded, RESOLVE_DUE, roundsClosed, standingTimers, SUBMITTED, VISIT_AT,
  type Life,
} from '#test/support/ticketLife.ts'

const TUESDAY = new Date('2026-11-24T10:00:00+08:00')
const WEDNESDAY = new Date('2026-11-25T09:00:00+08:00')
/** `addWorkingDays(WEDNESDAY, 2)` */
const NEXT_ROUND_DUE = new Date('2026-11-27T09:00:00+08:00')

/** A complaint whose resolution is on record since Tuesday. */
function resolved(): Life {
  const life = beginLife()
  life.do('resolve', 'mall', {}, TUESDAY)
  return life
}

function withPendingClosure(): Life {
  const life = beginLife()
  life.do('close', 'mall', {}, TUESDAY)
  return life
}

function withPendingReturn(): Life {
  const life = beginLife()
  life.do('return', 'mall', {}, TUESDAY)
  return life
}

/** What hands a resolved ticket back: the operation, who asks, and how the ticket came there. */
const VOIDING = [
  ['send_back', 'dept', resolved], ['reprocess', 'cs', resolved], ['feedback', 'cs', resolved],
  ['reject_closure', 'approver', withPendingClosure], ['reject_closure', 'dept', withPendingClosure],
  ['reject_return', 'approver', () => {
    const life = resolved()
    life.do('return', 'mall', {}, TUESDAY)
    return life
  }],
] as const

describe.each(VOIDING)('a resolution voided by %s of %s', (operation, acting, begin) => {
  it('before the deadline leaves nothing judged, starts the clocks again and opens a round', () => {
    const life = begin()
    const decision = life.do(operation, acting, {}, WEDNESDAY)
    expect(life.facts).toMatchObject({ state: 'unreplied', resolvedAt: null, resolveTimely: null, replyTimely: true, openRounds: [{ number: 2, dueAt: NEXT_ROUND_DUE }], replyDueAt: NEXT_ROUND_DUE })
    expect(effectsOf(decision, 'void_resolution')).toHaveLength(1)
    expect(standingTimers([decision])).toEqual(new Map([
      ['resolve_due_soon assignment:1', after(RESOLVE_DUE, -4 * HOUR_MS)], ['resolve_overdue assignment:1', after(RESOLVE_DUE, 1)],
      ['reply_due_soon round:2', after(NEXT_ROUND_DUE, -4 * HOUR_MS)], ['reply_overdue round:2', after(NEXT_ROUND_DUE, 1)],
    ]))
    expect(eventsOf(decision)).toContain('handed_back')
    expect(eventsOf(decision)).not.toContain('resolve_overdue assignment:1')
  })

  it('at the deadline itself is not late yet', () => {
    const life = begin()
    life.do(operation, acting, {}, RESOLVE_DUE)
    expect(life.facts.resolveTimely).toBeNull()
  })

  it('after the deadline is late at once', () => {
    const life = begin()
    const decision = life.do(operation, acting, {}, after(RESOLVE_DUE, 1))
    expect(life.facts).toMatchObject({ resolvedAt: null, resolveTimely: false })
    expect(eventsOf(decision)).toContain('resolve_overdue assignment:1')
    expect([...standingTimers([decision]).keys()].filter((key) => key.startsWith('resolve'))).toEqual([])
  })

  it('is judged anew by the next one, and late again under the same key', () => {
    const inTime = begin()
    inTime.do(operation, acting, {}, WEDNESDAY)
    inTime.do('resolve', 'mall', {}, RESOLVE_DUE)
    expect(inTime.facts).toMatchObject({ resolvedAt: RESOLVE_DUE, resolveTimely: true })
    const late = begin()
    late.do(operation, acting, {}, after(RESOLVE_DUE, 1))
    const decision = late.do('resolve', 'mall', {}, after(RESOLVE_DUE, HOUR_MS))
    expect(late.facts.resolveTimely).toBe(false)
    expect(eventsOf(decision)).toEqual(['resolve_overdue assignment:1', 'resolved'])
  })
})

describe('打回', () => {
  it('ends a pending closure as rejected and tells who asked', () => {
    const life = withPendingClosure()
    const decision = life.do('send_back', 'dept', {}, WEDNESDAY)
    expect(life.facts.pending.closure).toBeNull()
    expect([requestsEnded(decision), recordsOf(decision), eventsOf(decision)]).toEqual([['closure rejected'], ['send_back'], ['handed_back', 'closure_decided']])
  })

  it('without one decides none', () => {
    const decision = resolved().do('send_back', 'dept', {}, WEDNESDAY)
    expect([requestsEnded(decision), eventsOf(decision)]).toEqual([[], ['handed_back']])
  })

  it.each(['mall', 'cs', 'approver'] as const)('is not for %s', (acting) => expect(resolved().refusal('send_back', acting).code).toBe('forbidden'))

  it('has no row before a resolution', () => expect(beginLife().refusal('send_back', 'dept')).toMatchObject({ code: 'operation_not_allowed', failedGuards: [] }))
})

describe('同意退回', () => {
  it('ends the assignment and takes its deadlines and results with it', () => {
    const life = resolved()
    life.do('return', 'mall', {}, WEDNESDAY)
    const decision = life.do('approve_return', 'approver', {}, after(RESOLVE_DUE, DAY_MS))
    expect(life.facts).toMatchObject({
      state: 'pending_submission', submittedAt: null, firstContactDueAt: null, replyDueAt: null, resolveDueAt: null, visitAt: null,
      resolvedAt: null, resolveTimely: null, replyTimely: null, openRounds: [], pending: { return: null, visit: null, closure: null },
      assignmentNumber: 1, lastRoundNumber: 1, hasDestination: true,
    })
    expect(effectsOf(decision, 'end_assignment')).toEqual([{ kind: 'end_assignment', number: 1, outcome: 'returned' }])
    expect([recordsOf(decision), requestsEnded(decision), eventsOf(decision)]).toEqual([['approve_return'], ['return approved'], ['withdrawn_breaches', 'return_decided']])
  })

  it('counts against nobody: no round is judged, however late', () => {
    const life = withPendingReturn()
    life.do('feedback', 'cs', {}, WEDNESDAY)
    const decision = life.do('approve_return', 'approver', {}, after(NEXT_ROUND_DUE, DAY_MS))
    expect(roundsClosed(decision)).toEqual({ 2: null })
    expect(eventsOf(decision)).not.toContain('reply_overdue round:2')
    expect(life.facts).toMatchObject({ replyTimely: null, openRounds: [] })
  })

  it('withdraws a late reply too', () => {
    const life = beginLife()
    life.do('return', 'mall', {}, after(REPLY_DUE, 1))
    expect(life.facts.replyTimely).toBe(false)
    life.do('approve_return', 'approver')
    expect(life.facts.replyTimely).toBeNull()
  })

  it('ends timers, surveys and a pending visit request', () => {
    const life = beginLife({ operation: 'save' })
    const decisions = [
      life.do('submit', 'cs', {}, SUBMITTED),
      life.do('request_visit', 'mall', { requestedAt: after(SUBMITTED, 50 * DAY_MS), visitType: 'extend' }, TUESDAY),
      life.do('return', 'mall', {}, TUESDAY), life.do('approve_return', 'approver', {}, WEDNESDAY),
    ]
    expect(standingTimers(decisions).size).toBe(0)
    expect(requestsEnded(decisions.at(-1)!)).toEqual(['return approved', 'visit superseded'])
    expect(effectsOf(decisions.at(-1)!, 'end_surveys')[0]!.surveys).toHaveLength(4)
  })

  it.each(['unreplied', 'replied', 'resolved'] as const)('is possible from %s', (state) => {
    const life = state === 'resolved' ? resolved() : beginLife()
    life.do('return', 'mall', {}, TUESDAY)
    if (state === 'unreplied') life.do('feedback', 'cs')
    expect(life.facts.state).toBe(state)
    life.do('approve_return', 'approver')
  })

  it('leaves mall and department nothing to do', () => {
    const life = withPendingReturn()
    life.do('approve_return', 'approver')
    for (const acting of ['mall', 'dept'] as const) expect(life.refusal('reply', acting)).toMatchObject({ code: 'operation_not_allowed', failedGuards: [] })
    expect(life.refusal('approve_return', 'approver')).toMatchObject({ code: 'operation_not_allowed' })
  })

  it.each(['cs', 'mall', 'dept'] as const)('is not for %s', (acting) => expect(withPendingReturn().refusal('approve_return', acting).code).toBe('forbidden'))
})

describe('不同意退回', () => {
  it('hands the ticket back with a new round and lets mall and department work again', () => {
    const life = withPendingReturn()
    const decision = life.do('reject_return', 'approver', {}, WEDNESDAY)
    expect(life.facts).toMatchObject({ state: 'unreplied', pending: { return: null }, openRounds: [{ number: 2, dueAt: NEXT_ROUND_DUE }], assignmentNumber: 1, resolveDueAt: RESOLVE_DUE })
    expect([recordsOf(decision), requestsEnded(decision), eventsOf(decision)]).toEqual([['reject_return'], ['return rejected'], ['handed_back', 'return_decided']])
    expect(life.allows('reply', 'mall')).toBe(true)
  })

  it('cannot be decided twice', () => {
    const life = withPendingReturn()
    life.do('reject_return', 'approver')
    expect(life.refusal('reject_return', 'approver')).toMatchObject({ code: 'operation_not_allowed', failedGuards: ['return_pending'] })
    expect(life.refusal('approve_return', 'approver')).toMatchObject({ code: 'operation_not_allowed', failedGuards: ['return_pending'] })
  })

  it('leaves a pending visit request pending', () => {
    const life = beginLife()
    life.do('request_visit', 'mall', { requestedAt: after(SUBMITTED, 50 * DAY_MS), visitType: 'extend' }, TUESDAY)
    life.do('return', 'mall')
    life.do('reject_return', 'approver')
    expect(life.facts.pending.visit).not.toBeNull()
  })
})

describe('同意闭环', () => {
  it.each(['approver', 'dept'] as const)('by %s closes; the resolve stays judged at the mall’s 完结, the visit date moves now', (acting) => {
    const life = withPendingClosure()
    const decision = life.do('approve_closure', acting, {}, WEDNESDAY)
    expect(life.facts).toMatchObject({ state: 'closed', resolvedAt: TUESDAY, resolveTimely: true, visitAt: WEDNESDAY, pending: { closure: null } })
    expect([recordsOf(decision), requestsEnded(decision), eventsOf(decision)]).toEqual([['approve_closure'], ['closure approved'], ['closure_decided', 'closed']])
    expect(effectsOf(decision, 'end_assignment')).toEqual([{ kind: 'end_assignment', number: 1, outcome: 'closed' }])
  })

  it('after the deadlines judges nothing late that was in time', () => {
    const life = withPendingClosure()
    const decision = life.do('approve_closure', 'approver', {}, after(RESOLVE_DUE, DAY_MS))
    expect(life.facts).toMatchObject({ resolveTimely: true, replyTimely: true, visitAt: VISIT_AT })
    expect(eventsOf(decision)).toEqual(['closure_decided', 'closed'])
  })

  it('supersedes a pending visit request', () => {
    const life = withPendingClosure()
    life.do('request_visit', 'mall', { requestedAt: after(SUBMITTED, 50 * DAY_MS), visitType: 'extend' })
    expect(requestsEnded(life.do('approve_closure', 'approver'))).toEqual(['closure approved', 'visit superseded'])
  })

  it('is not for who asked or for agents', () => {
    expect(withPendingClosure().refusal('approve_closure', 'mall').code).toBe('forbidden')
    expect(withPendingClosure().refusal('approve_closure', 'cs').code).toBe('forbidden')
  })
})

describe('不同意闭环', () => {
  it('hands the complaint back and tells who asked', () => {
    const life = withPendingClosure()
    const decision = life.do('reject_closure', 'dept', {}, WEDNESDAY)
    expect([recordsOf(decision), requestsEnded(decision), eventsOf(decision)]).toEqual([['reject_closure'], ['closure rejected'], ['handed_back', 'closure_decided']])
    expect(life.facts.pending.closure).toBeNull()
    expect(life.refusal('reject_closure', 'dept')).toMatchObject({ code: 'operation_not_allowed', failedGuards: [] })
  })

  it('lets the mall close again', () => {
    const life = withPendingClosure()
    life.do('reject_closure', 'approver', {}, WEDNESDAY)
    const decision = life.do('close', 'mall', {}, WEDNESDAY)
    expect(recordsOf(decision)).toEqual(['reply from close', 'resolve from close', 'close'])
    expect(life.facts).toMatchObject({ state: 'resolved', resolvedAt: WEDNESDAY })
  })
})
