import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedOperations, type Refusal } from '#shared/domain/ticket/check.ts'
import { decide, decideCreation, type Decision } from '#shared/domain/ticket/decide.ts'
import { REQUEST_KINDS, SATISFACTION_SCORES, type SatisfactionScore } from '#shared/domain/ticket/enumerations.ts'
import type { TicketFacts } from '#shared/domain/ticket/facts.ts'
import { inputErrors, type OperationInput } from '#shared/domain/ticket/inputs.ts'
import { TICKET_OPERATIONS, type TicketOperation } from '#shared/domain/ticket/operations.ts'
import { isLive } from '#shared/domain/ticket/states.ts'
import { rowsFor, type Actor } from '#shared/domain/ticket/transitions.ts'
import { LEVELS_OF_TYPE, TICKET_TYPES } from '#shared/domain/ticket/types.ts'
import { ACTING, applyTimers, calendar, DAY_MS, effectsOf, HOUR_MS, type Acting } from '#test/support/ticketLife.ts'

const RUNS = 600

interface Step {
  acting: Acting
  /** Chooses one of the operations allowed. */
  choice: number
  pause: number | 'to a deadline' | 'past a deadline'
  /** Lets the ticket end; without it sequences would be short. */
  mayEnd: boolean
  visitIn: number
  score: SatisfactionScore | undefined
  level: (typeof LEVELS_OF_TYPE)['complaint'][number] | undefined
}

const step: fc.Arbitrary<Step> = fc.record({
  acting: fc.constantFrom<Acting>('cs', 'approver', 'approver', 'mall', 'mall', 'dept', 'assistant', 'nobody'),
  choice: fc.nat(99),
  pause: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 2 * DAY_MS }) }, { weight: 1, arbitrary: fc.constantFrom('to a deadline' as const, 'past a deadline' as const) }),
  mayEnd: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
  visitIn: fc.integer({ min: 1, max: 60 * DAY_MS }),
  score: fc.option(fc.constantFrom(...SATISFACTION_SCORES), { nil: undefined }),
  level: fc.option(fc.constantFrom(...LEVELS_OF_TYPE.complaint), { nil: undefined }),
})
const sequence = fc.record({
  type: fc.constantFrom(...TICKET_TYPES),
  begin: fc.constantFrom('save' as const, 'submit' as const, 'intake' as const, 'submit' as const),
  createdAt: fc.date({ min: new Date('2026-01-05T00:00:00Z'), max: new Date('2026-10-01T00:00:00Z'), noInvalidDate: true }),
  steps: fc.array(step, { minLength: 5, maxLength: 25 }),
})

/** An input that `inputErrors` finds nothing wrong with. */
function fittingInput(facts: TicketFacts, operation: TicketOperation, given: Step, now: Date): OperationInput {
  let wanted = new Date(now.getTime() + given.visitIn)
  if (wanted.getTime() === facts.visitAt?.getTime()) wanted = new Date(wanted.getTime() + 1)
  switch (operation) {
    case 'request_visit': return { requestedAt: wanted, visitType: facts.visitAt && wanted < facts.visitAt ? 'advance' : 'extend' }
    case 'approve_visit': return { visitAt: wanted }
    case 'evaluate': return { processed: given.mayEnd, score: given.score }
    case 'escalate': return { level: given.level }
    default: return {}
  }
}

function momentAfter({ pause }: Step, facts: TicketFacts, now: Date): Date {
  if (typeof pause === 'number') return new Date(now.getTime() + pause)
  const next = [facts.replyDueAt, facts.resolveDueAt, facts.visitAt].filter((due) => due !== null && due > now).sort((a, b) => a!.getTime() - b!.getTime())[0]
  return next ? new Date(next.getTime() + (pause === 'to a deadline' ? 0 : 1)) : now
}

/** No row names no guard, another actor neither; only a failed guard is named. */
function explains({ code, failedGuards }: Refusal, { state }: TicketFacts, operation: TicketOperation): boolean {
  if (rowsFor(state, operation).length === 0) return code === 'operation_not_allowed' && failedGuards.length === 0
  return code === 'forbidden' ? failedGuards.length === 0 : failedGuards.length > 0
}

/** `allowedOperations` and `decide` must say the same of every operation, and a refusal must say why. */
function expectAgreement(facts: TicketFacts, actors: ReadonlySet<Actor>, given: Step, now: Date): void {
  const accepted: TicketOperation[] = []
  for (const operation of TICKET_OPERATIONS) {
    const input = fittingInput(facts, operation, given, now)
    const wrong = inputErrors(facts, operation, input, now)
    const outcome = decide(facts, operation, actors, input, { now, calendar })
    if (outcome.allowed) accepted.push(operation)
    // One comparison each only where something is wrong: there are a hundred thousand of them.
    else if (!explains(outcome, facts, operation)) expect([operation, outcome]).toEqual([operation, 'a refusal with its reason'])
    if (Object.keys(wrong).length > 0) expect([operation, wrong]).toEqual([operation, {}])
  }
  expect(allowedOperations(facts, actors, now)).toEqual(accepted)
  if (facts.pending.return) expect(allowedOperations(facts, new Set<Actor>(['mall', 'dept']), now)).toEqual([])
}

/** What holds of every ticket at every moment. */
function expectSound(facts: TicketFacts, now: Date): void {
  const { state, openRounds, pending } = facts
  const inForce = isLive(state) || state === 'closed'
  expect(openRounds.length > 0).toBe(state === 'unreplied')
  expect(openRounds.map(({ number }) => number)).toEqual([...new Set(openRounds.map(({ number }) => number))].sort((a, b) => a - b))
  expect(openRounds.every(({ number }) => number >= 1 && number <= facts.lastRoundNumber)).toBe(true)
  if (openRounds.length > 0) expect(facts.replyDueAt?.getTime()).toBe(Math.min(...openRounds.map(({ dueAt }) => dueAt.getTime())))
  if (!isLive(state)) expect(pending).toEqual({ return: null, visit: null, closure: null })
  if (pending.closure) expect([state, facts.type, pending.return]).toEqual(['resolved', 'complaint', null])
  const clocks = [facts.submittedAt, facts.firstContactDueAt, facts.replyDueAt, facts.resolveDueAt, facts.visitAt].map((clock) => clock !== null)
  expect(new Set(clocks).size).toBe(1)
  if (inForce) expect(clocks[0]).toBe(true)
  if (state === 'pending_submission') expect([clocks[0], facts.replyTimely, facts.resolveTimely]).toEqual([false, null, null])
  if (state === 'resolved') expect(facts.resolvedAt).not.toBeNull()
  if (state === 'unreplied' || state === 'replied' || state === 'pending_submission') expect(facts.resolvedAt).toBeNull()
  if (facts.resolvedAt) expect(facts.resolveTimely).toBe(facts.resolvedAt <= facts.resolveDueAt!)
  if (facts.resolveTimely === true) expect(facts.resolvedAt).not.toBeNull()
  if (facts.resolveTimely === false) expect(now.getTime()).toBeGreaterThan(facts.resolveDueAt!.getTime())
  expect(facts.feedbackCount).toBeGreaterThanOrEqual(1)
  if (facts.secondComplaint) expect(facts.type).toBe('complaint')
}

/** What one operation may have changed, and that the effects say exactly that. */
function expectStep(before: TicketFacts, operation: TicketOperation, decision: Decision): void {
  const { next, transition } = decision
  expect(next.version).toBe(before.version + 1)
  expect([transition!.operation, transition!.from.includes(before.state)]).toEqual([operation, true])
  expect(next.state).toBe(transition!.to === 'same' ? before.state : transition!.to)
  expect(next.feedbackCount - before.feedbackCount).toBe(operation === 'feedback' ? 1 : 0)
  expect(next.assignmentNumber - before.assignmentNumber).toBe(operation === 'submit' ? 1 : 0)
  if (before.secondComplaint) expect(next.secondComplaint).toBe(true)
  if (next.type !== before.type) expect([operation, before.type, next.type]).toEqual(['escalate', 'service', 'complaint'])
  expect([next.createdAt, next.hasDestination]).toEqual([before.createdAt, before.hasDestination])
  if (operation !== 'submit' && operation !== 'approve_return') {
    expect([next.submittedAt, next.firstContactDueAt, next.resolveDueAt]).toEqual([before.submittedAt, before.firstContactDueAt, before.resolveDueAt])
    if (before.replyTimely === false) expect(next.replyTimely).toBe(false)
    if (before.replyTimely === true) expect(next.replyTimely).not.toBeNull()
  }
  const numbers = (facts: TicketFacts) => facts.openRounds.map(({ number }) => number)
  expect(effectsOf(decision, 'close_round').map(({ number }) => number)).toEqual(numbers(before).filter((number) => !numbers(next).includes(number)))
  expect(effectsOf(decision, 'open_round').map(({ number }) => number)).toEqual(numbers(next).filter((number) => !numbers(before).includes(number)))
  expect(next.lastRoundNumber - before.lastRoundNumber).toBe(effectsOf(decision, 'open_round').length)
  expect(effectsOf(decision, 'end_request').map(({ request }) => request).sort()).toEqual(REQUEST_KINDS.filter((kind) => before.pending[kind] && !next.pending[kind]).sort())
  expect(effectsOf(decision, 'open_request').filter(({ state }) => state === 'pending').map(({ request }) => request)).toEqual(REQUEST_KINDS.filter((kind) => !before.pending[kind] && next.pending[kind]))
  const records = effectsOf(decision, 'record')
  expect(records.every(({ origin }) => origin === operation)).toBe(true)
  expect(records.filter((record) => record.operation === operation)).toHaveLength(1)
}

/** Timers stand exactly where something is still to happen. */
function expectTimers(facts: TicketFacts, standing: ReadonlyMap<string, Date>): void {
  const of = (kind: string) => [...standing.keys()].filter((key) => key.startsWith(`${kind} `))
  for (const kind of ['reply_due_soon', 'reply_overdue']) expect(of(kind).sort()).toEqual(facts.openRounds.map(({ number }) => `${kind} round:${number}`).sort())
  const awaitsResolve = isLive(facts.state) && facts.resolvedAt === null && facts.resolveTimely === null
  expect(of('resolve_overdue')).toEqual(awaitsResolve ? [`resolve_overdue assignment:${facts.assignmentNumber}`] : [])
  expect(of('resolve_due_soon')).toHaveLength(awaitsResolve ? 1 : 0)
  const satisfaction = of('survey_satisfaction')
  if (satisfaction.length > 0) expect(satisfaction).toEqual([`survey_satisfaction assignment:${facts.assignmentNumber}:visit:${facts.visitAt!.getTime()}`])
  if (facts.type === 'consult') expect([...standing.keys()].filter((key) => key.startsWith('survey_'))).toEqual([])
  if (facts.state === 'pending_submission' || facts.state === 'cancelled') expect(standing.size).toBe(0)
}

describe('a ticket through any sequence of operations', () => {
  it('keeps its invariants', { timeout: 60_000 }, () => {
    const happened = new Set<TicketOperation>()
    fc.assert(fc.property(sequence, ({ type, begin, createdAt, steps }) => {
      const creation = decideCreation({ type, level: 'none', hasDestination: true }, begin, { now: createdAt, calendar })
      const standing = new Map<string, Date>()
      let [facts, now] = [creation.next, createdAt]
      applyTimers(standing, creation)
      expectSound(facts, now)
      for (const given of steps) {
        now = momentAfter(given, facts, now)
        const actors = ACTING[given.acting]
        expectAgreement(facts, actors, given, now)
        const possible = allowedOperations(facts, actors, now).filter((operation) => given.mayEnd || operation !== 'cancel')
        const operation = possible[given.choice % possible.length]
        if (!operation) continue
        const decision = decide(facts, operation, actors, fittingInput(facts, operation, given, now), { now, calendar })
        if (!decision.allowed) throw new Error(`${operation} was to be allowed`)
        happened.add(operation)
        applyTimers(standing, decision)
        expectStep(facts, operation, decision)
        facts = decision.next
        expectSound(facts, now)
        expectTimers(facts, standing)
      }
    }), { numRuns: RUNS })
    // Invariants of what never happened would say nothing.
    expect([...happened].sort()).toEqual([...TICKET_OPERATIONS].sort())
  })

  it('judges a reply late exactly when one of its rounds was answered after its deadline', () => {
    const answer = fc.record({ feedbackAfter: fc.array(fc.integer({ min: 1, max: 30 * HOUR_MS }), { maxLength: 4 }), replyAfter: fc.integer({ min: 0, max: 80 * HOUR_MS }) })
    fc.assert(fc.property(sequence.map(({ createdAt }) => createdAt), answer, (createdAt, { feedbackAfter, replyAfter }) => {
      let facts = decideCreation({ type: 'service', level: 'none', hasDestination: true }, 'submit', { now: createdAt, calendar }).next
      let now = createdAt
      const run = (operation: TicketOperation, actors: ReadonlySet<Actor>, pause: number): void => {
        now = new Date(now.getTime() + pause)
        const decision = decide(facts, operation, actors, {}, { now, calendar })
        if (!decision.allowed) throw new Error(decision.code)
        facts = decision.next
      }
      for (const pause of feedbackAfter) run('feedback', ACTING.cs, pause)
      const dueTimes = facts.openRounds.map(({ dueAt }) => dueAt.getTime())
      run('reply', ACTING.mall, replyAfter)
      expect(dueTimes).toHaveLength(feedbackAfter.length + 1)
      expect(facts.replyTimely).toBe(dueTimes.every((dueAt) => now.getTime() <= dueAt))
    }), { numRuns: 500 })
  })
})
