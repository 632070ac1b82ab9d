import { describe, expect, it } from 'vitest'
import { SATISFACTION_SCORES } from '#shared/domain/ticket/enumerations.ts'
import {
  after, beginLife, DAY_MS, effectsOf, eventsOf, recordsOf, REPLY_DUE, requestsEnded, RESOLVE_DUE, roundsClosed, standingTimers, SUBMITTED, VISIT_AT,
} from '#test/support/ticketLife.ts'

const TUESDAY = new Date('2026-11-24T10:00:00+08:00')

describe('评价', () => {
  it('已处理完毕 closes; what is open and not yet due ends unjudged', () => {
    const life = beginLife()
    const decision = life.do('evaluate', 'cs', { processed: true }, REPLY_DUE)
    expect(life.facts).toMatchObject({ state: 'closed', openRounds: [], replyTimely: null, resolvedAt: null, resolveTimely: null, visitAt: VISIT_AT })
    expect([recordsOf(decision), roundsClosed(decision), eventsOf(decision)]).toEqual([['evaluate'], { 1: null }, ['evaluated']])
    expect(effectsOf(decision, 'end_assignment')).toEqual([{ kind: 'end_assignment', number: 1, outcome: 'closed' }])
  })

  it('已处理完毕 leaves false what had passed its deadline', () => {
    const life = beginLife()
    const decision = life.do('evaluate', 'cs', { processed: true }, after(RESOLVE_DUE, 1))
    expect(life.facts).toMatchObject({ replyTimely: false, resolveTimely: false })
    expect(roundsClosed(decision)).toEqual({ 1: false })
    expect(eventsOf(decision)).toEqual(['reply_overdue round:1', 'resolve_overdue assignment:1', 'evaluated'])
  })

  it('已处理完毕 supersedes pending requests, also under a pending return', () => {
    const life = beginLife()
    life.do('request_visit', 'mall', { requestedAt: after(SUBMITTED, 50 * DAY_MS), visitType: 'extend' }, TUESDAY)
    life.do('return', 'mall')
    expect(requestsEnded(life.do('evaluate', 'cs', { processed: true }))).toEqual(['return superseded', 'visit superseded'])
    expect(life.facts.pending).toEqual({ return: null, visit: null, closure: null })
  })

  it.each(['unreplied', 'replied', 'resolved'] as const)('未处理完毕 leaves a ticket %s', (state) => {
    const life = beginLife({ type: 'service' })
    if (state !== 'unreplied') life.do(state === 'replied' ? 'reply' : 'resolve', 'mall', {}, TUESDAY)
    const before = life.facts
    const decision = life.do('evaluate', 'cs', { processed: false })
    expect(life.facts).toEqual({ ...before, version: before.version + 1 })
    expect(decision.effects).toEqual([{ kind: 'record', operation: 'evaluate', origin: 'evaluate' }, { kind: 'event', event: 'evaluated' }])
  })

  it('with a score ends the open satisfaction task, without one leaves it', () => {
    const scored = beginLife().do('evaluate', 'cs', { processed: false, score: 'neutral' })
    expect(effectsOf(scored, 'end_surveys')).toEqual([{ kind: 'end_surveys', surveys: ['survey_satisfaction'] }])
    expect(effectsOf(beginLife().do('evaluate', 'cs', { processed: true }), 'end_surveys')).toEqual([])
  })

  it('with a score of a matter that is processed also saves the call to come; of one that is not, it does not', () => {
    const satisfactionAfter = (processed: boolean): string[] => {
      const life = beginLife({ operation: 'save' })
      const decisions = [life.do('submit', 'cs', {}, SUBMITTED), life.do('evaluate', 'cs', { processed, score: 'satisfied' }, TUESDAY)]
      return [...standingTimers(decisions).keys()].filter((key) => key.startsWith('survey_satisfaction'))
    }
    expect(satisfactionAfter(true)).toEqual([])
    expect(satisfactionAfter(false)).toHaveLength(1)
  })

  it('of a closed ticket records the result and never reopens', () => {
    const life = beginLife({ type: 'service' })
    life.do('close', 'mall', {}, TUESDAY)
    for (const processed of [false, true]) {
      const before = life.facts
      const decision = life.do('evaluate', 'cs', { processed }, after(RESOLVE_DUE, DAY_MS))
      expect(life.facts).toEqual({ ...before, version: before.version + 1 })
      expect([effectsOf(decision, 'end_assignment'), eventsOf(decision)]).toEqual([[], ['evaluated']])
    }
  })

  it.each(SATISFACTION_SCORES)('with score %s is a breach where it is one of the two lowest', (score) => {
    const dissatisfied = score === 'dissatisfied' || score === 'very_dissatisfied'
    for (const type of ['complaint', 'service'] as const)
      expect(eventsOf(beginLife({ type }).do('evaluate', 'cs', { processed: false, score }))).toEqual(dissatisfied ? ['dissatisfied', 'evaluated'] : ['evaluated'])
    expect(eventsOf(beginLife({ type: 'consult' }).do('evaluate', 'cs', { processed: false, score }))).toEqual(['evaluated'])
  })

  it('is the call center’s', () => {
    for (const acting of ['mall', 'dept', 'assistant', 'nobody'] as const) expect(beginLife().refusal('evaluate', acting, { processed: true }).code).toBe('forbidden')
  })
})

describe('售服升级投诉', () => {
  it('makes a service ticket a complaint with the level given; deadlines and history stay', () => {
    const life = beginLife({ type: 'service' })
    life.do('reply', 'mall', {}, TUESDAY)
    const before = life.facts
    const decision = life.do('escalate', 'cs', { level: '1' })
    expect(life.facts).toEqual({ ...before, type: 'complaint', level: '1', version: before.version + 1 })
    expect([recordsOf(decision), eventsOf(decision)]).toEqual([['escalate'], ['escalated']])
  })

  it('has no level where none is given', () => {
    const life = beginLife({ type: 'service' })
    life.do('escalate', 'cs')
    expect(life.facts.level).toBe('none')
  })

  it('makes the mall’s next 完结 a request', () => {
    const life = beginLife({ type: 'service' })
    life.do('resolve', 'mall')
    life.do('escalate', 'cs')
    life.do('close', 'mall')
    expect(life.facts.state).toBe('resolved')
    expect(life.facts.pending.closure).not.toBeNull()
  })

  it.each(['complaint', 'consult'] as const)('is not for a %s', (type) => {
    expect(beginLife({ type }).refusal('escalate', 'cs')).toMatchObject({ code: 'operation_not_allowed', failedGuards: ['service'] })
  })
})

describe('协助回复', () => {
  it.each(['unreplied', 'replied', 'resolved'] as const)('on an %s ticket is a record only, never a reply of the responsible party', (state) => {
    const life = beginLife()
    if (state !== 'unreplied') life.do(state === 'replied' ? 'reply' : 'resolve', 'mall')
    const before = life.facts
    const decision = life.do('assist_reply', 'assistant', {}, after(REPLY_DUE, 1))
    expect(life.facts).toEqual({ ...before, version: before.version + 1 })
    expect(decision.effects).toEqual([{ kind: 'record', operation: 'assist_reply', origin: 'assist_reply' }, { kind: 'event', event: 'assist_replied' }])
  })

  it('is not for the responsible party', () => expect(beginLife().refusal('assist_reply', 'mall').code).toBe('forbidden'))
})

describe('a decision', () => {
  it('does not change the facts it was given', () => {
    const life = beginLife()
    const before = structuredClone(life.facts)
    const given = life.facts
    life.do('close', 'mall', {}, after(RESOLVE_DUE, 1))
    expect(given).toEqual(before)
  })
})
