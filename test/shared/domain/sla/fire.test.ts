import { describe, expect, it } from 'vitest'
import { fire, type DueTimer, type FiringFacts } from '#shared/domain/sla/fire.ts'
import type { TimerKind } from '#shared/domain/ticket/effects.ts'
import { beginLife, RESOLVE_DUE, REPLY_DUE, VISIT_AT, after, HOUR_MS } from '../../../support/ticketLife.ts'

const ticket: FiringFacts = beginLife().facts
const ROUND = 'round:1'
const ASSIGNMENT = 'assignment:1'
const VISIT = `assignment:1:visit:${VISIT_AT.getTime()}`
const DUE = new Date('2026-12-01T01:00:00Z')
const timer = (kind: TimerKind, subject: string, dueAt = DUE): DueTimer => ({ kind, subject, dueAt })

const WARNINGS: [TimerKind, string, Date][] = [
  ['reply_due_soon', ROUND, after(REPLY_DUE, -4 * HOUR_MS)], ['resolve_due_soon', ASSIGNMENT, after(RESOLVE_DUE, -4 * HOUR_MS)],
]
const SURVEYS: [TimerKind, string, string][] = [
  ['survey_contact', ASSIGNMENT, 'follow_up'], ['survey_follow_up', ASSIGNMENT, 'follow_up'], ['survey_resolution', ASSIGNMENT, 'resolution'], ['survey_satisfaction', VISIT, 'satisfaction'],
]

describe('a timer that fires on a ticket whose clock runs', () => {
  it.each(WARNINGS)('%s says so and changes nothing', (kind, subject, dueAt) => {
    expect(fire(ticket, timer(kind, subject, dueAt), dueAt)).toEqual({ event: kind, once: subject, late: false, happenedAt: dueAt, changes: {}, lateRound: null, survey: null })
  })

  it('reply_overdue makes the ticket and the round late', () => {
    const dueAt = after(REPLY_DUE, 1)
    expect(fire(ticket, timer('reply_overdue', ROUND, dueAt), dueAt)).toEqual({
      event: 'reply_overdue', once: ROUND, late: false, happenedAt: dueAt, changes: { replyTimely: false }, lateRound: 1, survey: null,
    })
  })

  it('resolve_overdue judges the resolution', () => {
    const dueAt = after(RESOLVE_DUE, 1)
    expect(fire(ticket, timer('resolve_overdue', ASSIGNMENT, dueAt), dueAt)).toEqual({
      event: 'resolve_overdue', once: ASSIGNMENT, late: false, happenedAt: dueAt, changes: { resolveTimely: false }, lateRound: null, survey: null,
    })
  })

  it.each(SURVEYS)('%s makes a task, under a key of its own', (kind, subject, pool) => {
    expect(fire(ticket, timer(kind, subject), DUE)).toEqual({ event: 'survey_due', once: `${kind}:${subject}`, late: false, happenedAt: DUE, changes: {}, lateRound: null, survey: { kind, pool } })
  })
})

describe('the mark of lateness', () => {
  it.each([[0, false], [5_000, false], [5_001, true]])('%i ms after its time is %s', (ms, late) => {
    expect(fire(ticket, timer('survey_contact', ASSIGNMENT), after(DUE, ms))?.late).toBe(late)
  })

  it.each<[TimerKind, string, Date]>([...WARNINGS, ['reply_overdue', ROUND, after(REPLY_DUE, 1)], ['resolve_overdue', ASSIGNMENT, after(RESOLVE_DUE, 1)]])(
    '%s goes by the deadline, not by the time that it was put off to', (kind, subject, dueAt) => {
      const putOff = after(dueAt, 600_000)
      expect(fire(ticket, timer(kind, subject, putOff), putOff)).toMatchObject({ late: true, happenedAt: dueAt })
    })
})

const fires = (facts: Partial<FiringFacts>, kind: TimerKind, subject: string): boolean => fire({ ...ticket, ...facts }, timer(kind, subject), DUE) !== null

describe('what no longer holds', () => {
  it.each<TimerKind>(['reply_due_soon', 'reply_overdue'])('%s needs its own round open', (kind) => {
    expect(fires({ openRounds: [] }, kind, ROUND)).toBe(false)
    expect(fires({ openRounds: [{ number: 2, dueAt: REPLY_DUE }] }, kind, ROUND)).toBe(false)
    expect(fires({ openRounds: [{ number: 1, dueAt: REPLY_DUE }, { number: 2, dueAt: REPLY_DUE }] }, kind, 'round:2')).toBe(true)
  })

  it.each<TimerKind>(['resolve_due_soon', 'resolve_overdue'])('%s needs a live ticket without a resolution, in the same assignment', (kind) => {
    for (const state of ['closed', 'cancelled', 'pending_submission'] as const) expect(fires({ state }, kind, ASSIGNMENT)).toBe(false)
    expect(fires({ resolvedAt: DUE }, kind, ASSIGNMENT)).toBe(false)
    expect(fires({ submittedAt: null }, kind, ASSIGNMENT)).toBe(false)
    expect(fires({ assignmentNumber: 2 }, kind, ASSIGNMENT)).toBe(false)
    expect(fires({ state: 'replied' }, kind, ASSIGNMENT)).toBe(true)
  })

  it.each(SURVEYS)('%s needs the assignment in force; a closed ticket is still asked about, a cancelled one is not', (kind, subject) => {
    expect(fires({ state: 'closed' }, kind, subject)).toBe(true)
    expect(fires({ state: 'cancelled' }, kind, subject)).toBe(false)
    expect(fires({ submittedAt: null }, kind, subject)).toBe(false)
    expect(fires({ assignmentNumber: 2 }, kind, subject)).toBe(false)
    expect(fires({ type: 'consult' }, kind, subject)).toBe(false)
    expect(fires({ type: 'service' }, kind, subject)).toBe(true)
  })

  it('the satisfaction survey of another visit date is not asked', () => {
    expect(fires({ visitAt: after(VISIT_AT, 1) }, 'survey_satisfaction', VISIT)).toBe(false)
    expect(fires({}, 'survey_satisfaction', ASSIGNMENT)).toBe(false)
    expect(fires({}, 'survey_contact', VISIT)).toBe(false)
  })
})

describe('an operation that sees a missed deadline first', () => {
  const overdue = (ms: number) => beginLife().do('resolve', 'mall', {}, after(RESOLVE_DUE, ms)).effects
    .flatMap((effect) => (effect.kind === 'event' && effect.once !== undefined ? [`${effect.event} ${effect.once} ${effect.late ?? false}`] : []))

  it('writes the same key as the sweep, and marks it late more than 5 s after', () => {
    expect(overdue(5_001)).toEqual(['reply_overdue round:1 true', 'resolve_overdue assignment:1 false'])
    expect(overdue(5_002)).toEqual(['reply_overdue round:1 true', 'resolve_overdue assignment:1 true'])
    expect(fire(ticket, timer('resolve_overdue', ASSIGNMENT), DUE)?.once).toBe(ASSIGNMENT)
    expect(fire(ticket, timer('reply_overdue', ROUND), DUE)?.once).toBe(ROUND)
  })

  it('keeps what the sweep has judged, also by a clock that is behind', () => {
    const life = beginLife()
    life.facts = { ...life.facts, replyTimely: false, resolveTimely: false, openRounds: [{ number: 1, dueAt: REPLY_DUE, late: true }] }
    const { next, effects } = life.do('resolve', 'mall', {}, after(REPLY_DUE, -1_000))
    expect(next).toMatchObject({ replyTimely: false, resolveTimely: false })
    expect(effects).toContainEqual({ kind: 'close_round', number: 1, timely: false })
  })
})
