import type { WorkingCalendar } from '../sla/calendar.ts'
import { checkOperation, type Refusal } from './check.ts'
import { CONSEQUENCES, openAssignment } from './consequences.ts'
import { emit, record, type Draft } from './draft.ts'
import type { Effect } from './effects.ts'
import type { TicketFacts } from './facts.ts'
import type { OperationInput } from './inputs.ts'
import type { TicketOperation } from './operations.ts'
import type { Actor, Transition } from './transitions.ts'

export interface Decision {
  allowed: true
  transition: Transition | null
  /** The facts as the operation leaves them; the version is one higher. */
  next: TicketFacts
  /** What is to be written besides, in this order. `decide` itself executes nothing. */
  effects: readonly Effect[]
}

export interface DecisionContext {
  now: Date
  calendar: WorkingCalendar
}

const startDraft = (ticket: TicketFacts, { now, calendar }: DecisionContext): Draft => ({ facts: { ...ticket }, effects: [], now, calendar })

/**
 * Decides an operation: the state after it and everything that follows from it (`workflow.md`, `transitions.csv`, `time.md`).
 * Input is expected to be checked by `inputErrors` before.
 * @param actors as whom the user acts on this ticket, see `actorsOn`
 */
export function decide(
  ticket: TicketFacts, operation: TicketOperation, actors: ReadonlySet<Actor>, input: OperationInput, context: DecisionContext,
): Decision | Refusal {
  const check = checkOperation(ticket, operation, actors, { now: context.now, processed: input.processed })
  if (!check.allowed) return check
  const to = check.transition.to === 'same' ? ticket.state : (check.transition.to)
  const draft = startDraft(ticket, context)
  CONSEQUENCES[operation](draft, input, to)
  draft.facts.state = to
  draft.facts.version = ticket.version + 1
  return { allowed: true, transition: check.transition, next: draft.facts, effects: draft.effects }
}

/** The beginning of a ticket's life: 保存, 保存并提交 or 自助报修 (rows `new` of `transitions.csv`). */
export function decideCreation(
  ticket: Pick<TicketFacts, 'type' | 'level' | 'hasDestination'>, operation: 'save' | 'submit' | 'intake', context: DecisionContext,
): Decision {
  const blank: TicketFacts = {
    ...ticket, state: 'pending_submission', version: 1, createdAt: context.now, feedbackCount: 1, secondComplaint: false,
    assignmentNumber: 0, submittedAt: null, firstContactDueAt: null, replyDueAt: null, resolveDueAt: null, visitAt: null,
    resolvedAt: null, resolveTimely: null, replyTimely: null, openRounds: [], lastRoundNumber: 0,
    pending: { return: null, visit: null, closure: null },
  }
  const draft = startDraft(blank, context)
  record(draft, 'feedback')
  emit(draft, 'created')
  if (operation === 'submit') {
    openAssignment(draft)
    draft.facts.state = 'unreplied'
  }
  return { allowed: true, transition: null, next: draft.facts, effects: draft.effects }
}
