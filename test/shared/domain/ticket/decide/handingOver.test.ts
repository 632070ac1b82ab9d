import { describe, expect, it } from 'vitest'
import { decideCreation } from '#shared/domain/ticket/decide.ts'
import {
  after, beginLife, calendar, DAY_MS, effectsOf, eventsOf, FIRST_CONTACT_DUE, recordsOf, REPLY_DUE, requestsEnded, RESOLVE_DUE, roundsClosed,
  standingTimers, SUBMITTED, VISIT_AT,
} from '#test/support/ticketLife.ts'

const TUESDAY = new Date('2026-11-24T10:00:00+08:00')
const context = { now: SUBMITTED, calendar }
const create = (operation: 'save' | 'submit' | 'intake', type: 'complaint' | 'service' | 'consult' = 'complaint') =>
  decideCreation({ type, level: 'none', hasDestination: true }, operation, context)

/** What every submission sets at 10:00 on Monday, 2026-11-23. */
const CLOCKS = { submittedAt: SUBMITTED, firstContactDueAt: FIRST_CONTACT_DUE, replyDueAt: REPLY_DUE, resolveDueAt: RESOLVE_DUE, visitAt: VISIT_AT }
const NO_CLOCKS = { submittedAt: null, firstContactDueAt: null, replyDueAt: null, resolveDueAt: null, visitAt: null, resolvedAt: null, resolveTimely: null, replyTimely: null, openRounds: [] }

describe('a new ticket', () => {
  it.each(['save', 'intake'] as const)('by %s waits for submission without clocks', (operation) => {
    const { next, effects, transition } = create(operation)
    expect(next).toEqual({
      ...NO_CLOCKS, type: 'complaint', level: 'none', state: 'pending_submission', version: 1, createdAt: SUBMITTED, feedbackCount: 1, secondComplaint: false,
      hasDestination: true, assignmentNumber: 0, lastRoundNumber: 0, pending: { return: null, visit: null, closure: null },
    })
    expect(effects).toEqual([{ kind: 'record', operation: 'feedback', origin: 'feedback' }, { kind: 'event', event: 'created' }])
    expect(transition).toBeNull()
  })

  it('by 保存并提交 has its first assignment, reply round 1 and its clocks at once', () => {
    const decision = create('submit')
    expect(decision.next).toMatchObject({ ...CLOCKS, state: 'unreplied', version: 1, feedbackCount: 1, assignmentNumber: 1, lastRoundNumber: 1, openRounds: [{ number: 1, dueAt: REPLY_DUE }] })
    expect(effectsOf(decision, 'open_assignment')).toEqual([
      { kind: 'open_assignment', number: 1, submittedAt: SUBMITTED, firstContactDueAt: FIRST_CONTACT_DUE, resolveDueAt: RESOLVE_DUE, visitAt: VISIT_AT },
    ])
    expect(effectsOf(decision, 'open_round')).toEqual([{ kind: 'open_round', number: 1, dueAt: REPLY_DUE }])
    expect(eventsOf(decision)).toEqual(['created', 'submitted'])
    expect(recordsOf(decision)).toEqual(['feedback'])
  })

  it.each(['complaint', 'service'] as const)('of type %s gets every timer once', (type) => {
    expect(Object.fromEntries(standingTimers([create('submit', type)]))).toEqual({
      'reply_due_soon round:1': after(REPLY_DUE, -4 * 60 * 60 * 1000), 'reply_overdue round:1': after(REPLY_DUE, 1),
      'resolve_due_soon assignment:1': after(RESOLVE_DUE, -4 * 60 * 60 * 1000), 'resolve_overdue assignment:1': after(RESOLVE_DUE, 1),
      'survey_contact assignment:1': new Date('2026-11-24T09:00:00+08:00'), 'survey_follow_up assignment:1': new Date('2026-11-26T09:00:00+08:00'),
      'survey_resolution assignment:1': new Date('2026-12-01T09:00:00+08:00'),
      [`survey_satisfaction assignment:1:visit:${VISIT_AT.getTime()}`]: new Date('2026-12-01T09:00:00+08:00'),
    })
  })

  it('of type consult gets deadlines without surveys', () => {
    expect([...standingTimers([create('submit', 'consult')]).keys()]).toEqual([
      'resolve_due_soon assignment:1', 'resolve_overdue assignment:1', 'reply_due_soon round:1', 'reply_overdue round:1',
    ])
  })
})

describe('提交 of a saved ticket', () => {
  it('runs its clocks from the submission, not from the creation', () => {
    const life = beginLife({ operation: 'save', at: after(SUBMITTED, -3 * DAY_MS) })
    const decision = life.do('submit', 'cs', {}, SUBMITTED)
    expect(life.facts).toMatchObject({ ...CLOCKS, state: 'unreplied', version: 2, assignmentNumber: 1, lastRoundNumber: 1, createdAt: after(SUBMITTED, -3 * DAY_MS) })
    expect(eventsOf(decision)).toEqual(['submitted'])
    expect(recordsOf(decision)).toEqual(['submit'])
  })

  it('after an approved return opens a new assignment with new clocks and a new round', () => {
    const life = beginLife()
    life.do('return', 'mall', {}, TUESDAY)
    life.do('approve_return', 'approver', {}, TUESDAY)
    const decision = life.do('submit', 'cs', {}, TUESDAY)
    const resolveDueAt = new Date('2026-12-01T10:00:00+08:00')
    expect(life.facts).toMatchObject({
      state: 'unreplied', assignmentNumber: 2, submittedAt: TUESDAY, resolveDueAt, visitAt: resolveDueAt, replyDueAt: new Date('2026-11-26T10:00:00+08:00'),
      replyTimely: null, resolveTimely: null, resolvedAt: null, lastRoundNumber: 2, openRounds: [{ number: 2, dueAt: new Date('2026-11-26T10:00:00+08:00') }],
    })
    expect([...standingTimers([decision]).keys()].map((key) => key.split(' ')[1])).toEqual([
      ...Array<string>(5).fill('assignment:2'), `assignment:2:visit:${resolveDueAt.getTime()}`, 'round:2', 'round:2',
    ])
    expect(eventsOf(decision)).toEqual(['submitted'])
  })
})

describe('反馈', () => {
  it('before submission only counts', () => {
    const life = beginLife({ operation: 'save' })
    const decision = life.do('feedback', 'cs', {}, TUESDAY)
    expect(life.facts).toMatchObject({ ...NO_CLOCKS, state: 'pending_submission', feedbackCount: 2, version: 2, lastRoundNumber: 0 })
    expect(decision.effects).toEqual([{ kind: 'record', operation: 'feedback', origin: 'feedback' }, { kind: 'event', event: 'feedback_added' }])
  })

  it('while unreplied opens one more round beside the open one; the earliest deadline is shown', () => {
    const life = beginLife()
    const decision = life.do('feedback', 'cs', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'unreplied', feedbackCount: 2, replyDueAt: REPLY_DUE, openRounds: [{ number: 1 }, { number: 2, dueAt: new Date('2026-11-26T10:00:00+08:00') }] })
    expect(eventsOf(decision)).toEqual(['feedback_added', 'handed_back'])
    expect([...standingTimers([decision]).keys()]).toEqual(['reply_due_soon round:2', 'reply_overdue round:2'])
  })

  it('shows the earliest deadline also where a later round is due earlier', () => {
    const sunday = new Date('2026-11-29T02:00:00+08:00')
    const life = beginLife({ at: sunday })
    life.do('feedback', 'cs', {}, new Date('2026-11-30T03:00:00+08:00'))
    expect(life.facts.openRounds.map(({ dueAt }) => dueAt)).toEqual([new Date('2026-12-02T08:30:00+08:00'), new Date('2026-12-02T03:00:00+08:00')])
    expect(life.facts.replyDueAt).toEqual(new Date('2026-12-02T03:00:00+08:00'))
  })

  it('after a reply hands the ticket back; what was in time stays so', () => {
    const life = beginLife()
    life.do('reply', 'mall', {}, TUESDAY)
    life.do('feedback', 'cs', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'unreplied', replyTimely: true, openRounds: [{ number: 2 }], replyDueAt: new Date('2026-11-26T10:00:00+08:00') })
  })

  it('on a resolved complaint voids the resolution and supersedes its pending closure', () => {
    const life = beginLife()
    life.do('close', 'mall', {}, TUESDAY)
    const decision = life.do('feedback', 'cs', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'unreplied', resolvedAt: null, resolveTimely: null, pending: { closure: null } })
    expect(requestsEnded(decision)).toEqual(['closure superseded'])
    expect(effectsOf(decision, 'void_resolution')).toHaveLength(1)
    expect(eventsOf(decision)).toEqual(['feedback_added', 'handed_back'])
  })

  it('leaves a pending visit request pending', () => {
    const life = beginLife()
    life.do('request_visit', 'mall', { requestedAt: after(SUBMITTED, 50 * DAY_MS), visitType: 'extend' }, TUESDAY)
    life.do('feedback', 'cs', {}, TUESDAY)
    expect(life.facts.pending.visit).not.toBeNull()
  })

  it.each(['reply', 'resolve'] as const)('under a pending return after %s moves to unreplied, voids, opens a round and leaves the request pending', (answer) => {
    const life = beginLife()
    life.do(answer, 'mall', {}, TUESDAY)
    life.do('return', 'mall', {}, TUESDAY)
    const decision = life.do('feedback', 'cs', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'unreplied', resolvedAt: null, openRounds: [{ number: 2 }] })
    expect(life.facts.pending.return).not.toBeNull()
    expect(requestsEnded(decision)).toEqual([])
    expect(life.allows('reply', 'mall')).toBe(false)
  })

  it.each([
    ['complaint', 0, false], ['complaint', 1, true], ['service', 1, false], ['consult', 1, false],
  ] as const)('on a %s %i ms after the resolve deadline makes a second complaint: %s', (type, ms, second) => {
    const life = beginLife({ type })
    life.do('feedback', 'cs', {}, after(RESOLVE_DUE, ms))
    expect(life.facts.secondComplaint).toBe(second)
  })

  it('marks a second complaint for good, also after an approved return', () => {
    const life = beginLife()
    life.do('feedback', 'cs', {}, after(RESOLVE_DUE, 1))
    life.do('return', 'mall')
    life.do('approve_return', 'approver')
    life.do('submit', 'cs')
    life.do('feedback', 'cs')
    expect(life.facts).toMatchObject({ secondComplaint: true, feedbackCount: 3 })
  })

  it('on an escalated ticket after the deadline is a second complaint', () => {
    const life = beginLife({ type: 'service' })
    life.do('escalate', 'cs', {}, TUESDAY)
    life.do('feedback', 'cs', {}, after(RESOLVE_DUE, 1))
    expect(life.facts.secondComplaint).toBe(true)
  })
})

describe('重新处理', () => {
  it.each(['unreplied', 'replied', 'resolved'] as const)('on an %s ticket opens one more round', (state) => {
    const life = beginLife({ type: 'service' })
    if (state !== 'unreplied') life.do(state === 'replied' ? 'reply' : 'resolve', 'mall', {}, TUESDAY)
    const rounds = life.facts.openRounds.length
    const decision = life.do('reprocess', 'cs', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'unreplied', resolvedAt: null, lastRoundNumber: 2, feedbackCount: 1 })
    expect(life.facts.openRounds).toHaveLength(rounds + 1)
    expect([recordsOf(decision), eventsOf(decision)]).toEqual([['reprocess'], ['handed_back']])
  })

  it('ends a pending closure as superseded', () => {
    const life = beginLife()
    life.do('close', 'mall', {}, TUESDAY)
    const decision = life.do('reprocess', 'cs', {}, TUESDAY)
    expect(requestsEnded(decision)).toEqual(['closure superseded'])
    expect(life.facts.pending.closure).toBeNull()
  })

  it('waits for a pending return', () => {
    const life = beginLife()
    life.do('return', 'mall')
    expect(life.refusal('reprocess', 'cs')).toMatchObject({ code: 'operation_not_allowed', failedGuards: ['no_pending_return'] })
  })
})

describe('取消', () => {
  it('before submission ends a ticket that has nothing yet', () => {
    const life = beginLife({ operation: 'save' })
    const decision = life.do('cancel', 'cs')
    expect(life.facts.state).toBe('cancelled')
    expect([effectsOf(decision, 'end_assignment'), recordsOf(decision), eventsOf(decision)]).toEqual([[], ['cancel'], ['cancelled']])
  })

  it('ends assignment, open rounds, all timers, surveys and requests', () => {
    const life = beginLife()
    life.do('request_visit', 'mall', { requestedAt: after(SUBMITTED, 50 * DAY_MS), visitType: 'extend' }, TUESDAY)
    const returned = life.do('return', 'mall', {}, TUESDAY)
    const fedBack = life.do('feedback', 'cs', {}, TUESDAY)
    const decision = life.do('cancel', 'cs', {}, TUESDAY)
    expect(life.facts).toMatchObject({ state: 'cancelled', openRounds: [], pending: { return: null, visit: null, closure: null } })
    expect(requestsEnded(decision)).toEqual(['return superseded', 'visit superseded'])
    expect(effectsOf(decision, 'end_assignment')).toEqual([{ kind: 'end_assignment', number: 1, outcome: 'cancelled' }])
    expect(roundsClosed(decision)).toEqual({ 2: null })
    expect(standingTimers([create('submit'), returned, fedBack, decision]).size).toBe(0)
    expect(effectsOf(decision, 'end_surveys').flatMap(({ surveys }) => surveys)).toHaveLength(4)
  })

  it('leaves unjudged what was not yet due, and false what was', () => {
    const undue = beginLife()
    undue.do('cancel', 'cs', {}, REPLY_DUE)
    expect(undue.facts).toMatchObject({ replyTimely: null, resolveTimely: null })
    const overdue = beginLife()
    const decision = overdue.do('cancel', 'cs', {}, after(RESOLVE_DUE, 1))
    expect(overdue.facts).toMatchObject({ replyTimely: false, resolveTimely: false })
    expect(eventsOf(decision)).toEqual(['reply_overdue round:1', 'resolve_overdue assignment:1', 'cancelled'])
  })

  it('ends a pending closure as superseded', () => {
    const life = beginLife()
    life.do('close', 'mall')
    expect(requestsEnded(life.do('cancel', 'cs'))).toEqual(['closure superseded'])
  })
})
