import type { TicketFacts } from './facts.ts'
import { CASE_GUARDS, GUARDS, type GuardInput, type GuardName } from './guards.ts'
import { TICKET_OPERATIONS, type TicketOperation } from './operations.ts'
import { rowsFor, rowsForActors, type Actor, type Transition } from './transitions.ts'

export interface Refusal {
  allowed: false
  code: 'operation_not_allowed' | 'forbidden'
  /** The guards that failed, for telling the user why; empty where the state has no such row. */
  failedGuards: readonly GuardName[]
}

export type Check = { allowed: true; transition: Transition } | Refusal

const refuse = (code: Refusal['code'], failedGuards: readonly GuardName[] = []): Refusal => ({ allowed: false, code, failedGuards })

const failing = (transition: Transition, ticket: TicketFacts, input: GuardInput): GuardName[] =>
  transition.guards.filter((name) => !GUARDS[name].holds(ticket, input))

/**
 * Whether one of `actors` may do `operation` on the ticket now, in the order of checks of `workflow.md`:
 * no such row (409), another actor (403), a failed guard (409).
 * @param input the moment (an instant) and what guards read of the user's input
 */
export function checkOperation(ticket: TicketFacts, operation: TicketOperation, actors: ReadonlySet<Actor>, input: GuardInput): Check {
  const rows = rowsFor(ticket.state, operation)
  if (rows.length === 0) return refuse('operation_not_allowed')
  const own = rowsForActors(rows, actors)
  if (own.length === 0) return refuse('forbidden')
  const transition = own.find((candidate) => failing(candidate, ticket, input).length === 0)
  if (transition) return { allowed: true, transition }
  const reasons = own.map((candidate) => failing(candidate, ticket, input))
  const ofThisCase = reasons.filter((names) => !names.some((name) => (CASE_GUARDS as readonly GuardName[]).includes(name)))
  return refuse('operation_not_allowed', [...new Set((ofThisCase.length > 0 ? ofThisCase : reasons).flat())])
}

/** The operations that one of `actors` may do on the ticket now: the buttons of the ticket page. */
export const allowedOperations = (ticket: TicketFacts, actors: ReadonlySet<Actor>, now: Date): TicketOperation[] =>
  TICKET_OPERATIONS.filter((operation) => checkOperation(ticket, operation, actors, { now }).allowed)
