import { describe, expect, it } from 'vitest'
import { allowedOperations, checkOperation } from '#shared/domain/ticket/check.ts'
import type { TicketFacts } from '#shared/domain/ticket/facts.ts'
import { TICKET_OPERATIONS } from '#shared/domain/ticket/operations.ts'
import { TICKET_STATES, type TicketState } from '#shared/domain/ticket/states.ts'
import { ACTORS, type Actor } from '#shared/domain/ticket/transitions.ts'
import { readFixture } from '#test/support/csv.ts'
import { ACTING, after, beginLife, HOUR_MS, SUBMITTED, VISIT_AT } from '#test/support/ticketLife.ts'

const table = readFixture<'state' | 'operation' | 'actor' | 'guard' | 'to_state' | 'note'>('transitions.csv')
/** From the file, not from the program. */
const rowsInFile = (state: TicketState, operation: string) => table.filter((row) => row.operation === operation && row.state.split('|').includes(state))
const actorsInFile = (state: TicketState, operation: string): Set<string> =>
  new Set(rowsInFile(state, operation).flatMap(({ actor }) => actor.split('|')).flatMap((actor) => (actor === 'dealer' ? ['mall', 'dept'] : [actor])))

const submitted = beginLife().facts
const now = SUBMITTED
const pairs = TICKET_STATES.flatMap((state) => TICKET_OPERATIONS.map((operation) => [state, operation] as const))
const missing = pairs.filter(([state, operation]) => rowsInFile(state, operation).length === 0)
const present = pairs.filter(([state, operation]) => rowsInFile(state, operation).length > 0)
const everybody = new Set<Actor>(ACTORS)

describe('a pair of state and operation that is no row', () => {
  it('is 63 of the 114 pairs', () => expect([missing.length, pairs.length]).toEqual([63, 114]))

  it.each(missing)('%s, %s is refused as not allowed, whoever asks', (state, operation) => {
    for (const actors of [everybody, new Set<Actor>(), ...ACTORS.map((actor) => new Set([actor]))])
      expect(checkOperation({ ...submitted, state }, operation, actors, { now })).toEqual({ allowed: false, code: 'operation_not_allowed', failedGuards: [] })
  })
})

describe('a row asked for by another actor', () => {
  it.each(present)('%s, %s is forbidden to all but its actors', (state, operation) => {
    const own = actorsInFile(state, operation)
    for (const actor of ACTORS) {
      const check = checkOperation({ ...submitted, state }, operation, new Set([actor]), { now })
      const forbidden = !check.allowed && check.code === 'forbidden'
      expect([actor, forbidden]).toEqual([actor, !own.has(actor)])
    }
    expect(checkOperation({ ...submitted, state }, operation, ACTING.nobody, { now })).toEqual({ allowed: false, code: 'forbidden', failedGuards: [] })
  })
})

type Case = [guard: string, operation: (typeof TICKET_OPERATIONS)[number], actor: Actor, breaking: Partial<TicketFacts>, fitting: Partial<TicketFacts>]
const noRequests = { return: null, visit: null, closure: null }
const returning = { pending: { ...noRequests, return: {} } }
const closing = { pending: { ...noRequests, closure: {} } }
const visiting = { pending: { ...noRequests, visit: { requestedAt: VISIT_AT } } }

const cases: Case[] = [
  ['destination_set', 'submit', 'cs', { state: 'pending_submission', hasDestination: false }, { state: 'pending_submission' }],
  ['no_pending_return', 'reply', 'mall', returning, {}],
  ['no_pending_return', 'return', 'dept', returning, {}],
  ['no_pending_return', 'resolve', 'mall', returning, {}],
  ['no_pending_return', 'close', 'mall', returning, {}],
  ['no_pending_return', 'request_visit', 'mall', returning, {}],
  ['no_pending_return', 'send_back', 'dept', { ...returning, state: 'resolved' }, { state: 'resolved' }],
  ['no_pending_return', 'reprocess', 'cs', returning, {}],
  ['no_pending_closure', 'return', 'mall', { ...closing, state: 'resolved' }, { state: 'resolved' }],
  ['no_pending_closure', 'close', 'mall', { ...closing, state: 'resolved' }, { state: 'resolved' }],
  ['no_pending_closure', 'close', 'dept', { ...closing, state: 'resolved' }, { state: 'resolved' }],
  ['no_pending_visit', 'request_visit', 'mall', visiting, {}],
  ['before_visit', 'request_visit', 'mall', { visitAt: after(now, 48 * HOUR_MS) }, { visitAt: after(now, 48 * HOUR_MS + 1) }],
  ['before_visit', 'request_visit', 'dept', { visitAt: null }, {}],
  ['return_pending', 'approve_return', 'cs_approver', {}, returning],
  ['return_pending', 'reject_return', 'cs_approver', {}, returning],
  ['closure_pending', 'approve_closure', 'dept', { state: 'resolved' }, { ...closing, state: 'resolved' }],
  ['closure_pending', 'reject_closure', 'cs_approver', { state: 'resolved' }, { ...closing, state: 'resolved' }],
  ['visit_pending', 'approve_visit', 'cs_approver', {}, visiting],
  ['visit_pending', 'reject_visit', 'cs_approver', {}, visiting],
  ['service', 'escalate', 'cs', {}, { type: 'service' }],
]

describe('a guard', () => {
  it.each(cases)('%s stops %s of %s where it fails and only there', (guard, operation, actor, breaking, fitting) => {
    const actors = new Set([actor])
    expect(checkOperation({ ...submitted, ...breaking }, operation, actors, { now })).toEqual({ allowed: false, code: 'operation_not_allowed', failedGuards: [guard] })
    expect(checkOperation({ ...submitted, ...fitting }, operation, actors, { now }).allowed).toBe(true)
  })

  it('is looked at after the actor: who may not ask is not told why it would fail', () => {
    expect(checkOperation({ ...submitted, ...returning }, 'reply', ACTING.cs, { now })).toMatchObject({ code: 'forbidden', failedGuards: [] })
    expect(checkOperation(submitted, 'approve_return', ACTING.cs, { now })).toMatchObject({ code: 'forbidden', failedGuards: [] })
  })

  it('that fails beside others is named with them', () => {
    const locked = { ...submitted, pending: { ...noRequests, return: {}, visit: { requestedAt: VISIT_AT } }, visitAt: now }
    expect(checkOperation(locked, 'request_visit', ACTING.mall, { now })).toMatchObject({ failedGuards: ['no_pending_return', 'no_pending_visit', 'before_visit'] })
  })

  it('of another case is no reason: a complaint with a pending closure is not refused for being a complaint', () => {
    expect(checkOperation({ ...submitted, ...closing, state: 'resolved' }, 'close', ACTING.mall, { now })).toMatchObject({ failedGuards: ['no_pending_closure'] })
    expect(checkOperation({ ...submitted, ...returning, type: 'service' }, 'close', ACTING.dept, { now })).toMatchObject({ failedGuards: ['no_pending_return'] })
  })

  it('chooses among the rows of one operation', () => {
    const to = (facts: Partial<TicketFacts>, actors: ReadonlySet<Actor>, processed?: boolean) => {
      const check = checkOperation({ ...submitted, ...facts }, processed === undefined ? 'close' : 'evaluate', actors, { now, processed })
      return check.allowed ? check.transition.to : check.code
    }
    expect([to({}, ACTING.mall), to({}, ACTING.dept), to({ type: 'service' }, ACTING.mall), to({ type: 'consult' }, ACTING.dept)]).toEqual(['resolved', 'closed', 'closed', 'closed'])
    expect([to({}, ACTING.cs, true), to({}, ACTING.cs, false), to({ state: 'closed' }, ACTING.cs, false)]).toEqual(['closed', 'unreplied', 'closed'])
  })
})

describe('the operations allowed now', () => {
  it('to a mall are those of its rows', () => {
    expect(allowedOperations(submitted, ACTING.mall, now)).toEqual(['reply', 'return', 'resolve', 'close', 'request_visit'])
    expect(allowedOperations({ ...submitted, ...returning }, ACTING.mall, now)).toEqual([])
  })

  it('to the call center under a pending return are what rule 1 leaves it', () => {
    const locked = { ...submitted, ...returning, type: 'service' as const }
    expect(allowedOperations(locked, ACTING.cs, now)).toEqual(['feedback', 'cancel', 'evaluate', 'escalate'])
    expect(allowedOperations({ ...locked, pending: { ...locked.pending, visit: { requestedAt: VISIT_AT } } }, ACTING.approver, now))
      .toEqual(['feedback', 'cancel', 'evaluate', 'approve_return', 'reject_return', 'approve_visit', 'reject_visit', 'escalate'])
  })

  it('to nobody are none in any state', () => {
    for (const state of TICKET_STATES) expect(allowedOperations({ ...submitted, state }, ACTING.nobody, now)).toEqual([])
  })

  it('on an ended ticket are 评价 where it is closed, and nothing where it is cancelled', () => {
    expect(allowedOperations({ ...submitted, state: 'closed' }, everybody, now)).toEqual(['evaluate'])
    expect(allowedOperations({ ...submitted, state: 'cancelled' }, everybody, now)).toEqual([])
  })
})
