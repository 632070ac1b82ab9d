import type { GuardName } from './guards.ts'
import type { Operation } from './operations.ts'
import type { TicketState } from './states.ts'

/** Who acts, in the words of `workflow.md` (Actors). `dealer` stands for `mall` or `dept`. */
export const ACTORS = ['cs', 'cs_approver', 'mall', 'dept', 'assistant', 'customer'] as const
export type Actor = (typeof ACTORS)[number]
export type ActorInTable = Actor | 'dealer'

export interface Transition {
  from: readonly (TicketState | 'new')[]
  operation: Operation
  actors: readonly ActorInTable[]
  guards: readonly GuardName[]
  to: TicketState | 'same'
}

const row = (
  from: Transition['from'][number] | readonly Transition['from'][number][],
  operation: Operation,
  actors: ActorInTable | readonly ActorInTable[],
  guards: readonly GuardName[],
  to: Transition['to'],
): Transition => ({
  from: typeof from === 'string' ? [from] : from,
  operation,
  actors: typeof actors === 'string' ? [actors] : actors,
  guards,
  to,
})

const LIVE = ['unreplied', 'replied', 'resolved'] as const
const VISIT_GUARDS = ['no_pending_return', 'no_pending_visit', 'before_visit'] as const

/** The whole table of `transitions.csv`, row by row and in its order; a test compares both. */
export const TRANSITIONS: readonly Transition[] = [
  row('new', 'save', 'cs', [], 'pending_submission'),
  row('new', 'submit', 'cs', [], 'unreplied'),
  row('new', 'intake', 'customer', [], 'pending_submission'),
  row('pending_submission', 'feedback', 'cs', [], 'pending_submission'),
  row('pending_submission', 'submit', 'cs', ['destination_set'], 'unreplied'),
  row('pending_submission', 'cancel', 'cs', [], 'cancelled'),
  row('unreplied', 'reply', 'dealer', ['no_pending_return'], 'replied'),
  row('unreplied', 'return', 'dealer', ['no_pending_return'], 'replied'),
  row('unreplied', 'resolve', 'dealer', ['no_pending_return'], 'resolved'),
  row('unreplied', 'close', 'dealer', ['no_pending_return', 'not_complaint'], 'closed'),
  row('unreplied', 'close', 'mall', ['no_pending_return', 'complaint'], 'resolved'),
  row('unreplied', 'close', 'dept', ['no_pending_return', 'complaint'], 'closed'),
  row('unreplied', 'request_visit', 'dealer', VISIT_GUARDS, 'unreplied'),
  row('unreplied', 'feedback', 'cs', [], 'unreplied'),
  row('unreplied', 'reprocess', 'cs', ['no_pending_return'], 'unreplied'),
  row('unreplied', 'cancel', 'cs', [], 'cancelled'),
  row('unreplied', 'evaluate', 'cs', ['processed'], 'closed'),
  row('unreplied', 'evaluate', 'cs', ['not_processed'], 'unreplied'),
  row('replied', 'reply', 'dealer', ['no_pending_return'], 'replied'),
  row('replied', 'return', 'dealer', ['no_pending_return'], 'replied'),
  row('replied', 'resolve', 'dealer', ['no_pending_return'], 'resolved'),
  row('replied', 'close', 'dealer', ['no_pending_return', 'not_complaint'], 'closed'),
  row('replied', 'close', 'mall', ['no_pending_return', 'complaint'], 'resolved'),
  row('replied', 'close', 'dept', ['no_pending_return', 'complaint'], 'closed'),
  row('replied', 'request_visit', 'dealer', VISIT_GUARDS, 'replied'),
  row('replied', 'feedback', 'cs', [], 'unreplied'),
  row('replied', 'reprocess', 'cs', ['no_pending_return'], 'unreplied'),
  row('replied', 'cancel', 'cs', [], 'cancelled'),
  row('replied', 'evaluate', 'cs', ['processed'], 'closed'),
  row('replied', 'evaluate', 'cs', ['not_processed'], 'replied'),
  row('resolved', 'reply', 'dealer', ['no_pending_return'], 'resolved'),
  row('resolved', 'return', 'dealer', ['no_pending_return', 'no_pending_closure'], 'resolved'),
  row('resolved', 'close', 'dealer', ['no_pending_return', 'not_complaint'], 'closed'),
  row('resolved', 'close', 'mall', ['no_pending_return', 'no_pending_closure', 'complaint'], 'resolved'),
  row('resolved', 'close', 'dept', ['no_pending_return', 'no_pending_closure', 'complaint'], 'closed'),
  row('resolved', 'request_visit', 'dealer', VISIT_GUARDS, 'resolved'),
  row('resolved', 'send_back', 'dept', ['no_pending_return'], 'unreplied'),
  row('resolved', 'feedback', 'cs', [], 'unreplied'),
  row('resolved', 'reprocess', 'cs', ['no_pending_return'], 'unreplied'),
  row('resolved', 'cancel', 'cs', [], 'cancelled'),
  row('resolved', 'evaluate', 'cs', ['processed'], 'closed'),
  row('resolved', 'evaluate', 'cs', ['not_processed'], 'resolved'),
  row('closed', 'evaluate', 'cs', [], 'closed'),
  row(LIVE, 'approve_return', 'cs_approver', ['return_pending'], 'pending_submission'),
  row(LIVE, 'reject_return', 'cs_approver', ['return_pending'], 'unreplied'),
  row('resolved', 'approve_closure', ['cs_approver', 'dept'], ['closure_pending'], 'closed'),
  row('resolved', 'reject_closure', ['cs_approver', 'dept'], ['closure_pending'], 'unreplied'),
  row(LIVE, 'approve_visit', 'cs_approver', ['visit_pending'], 'same'),
  row(LIVE, 'reject_visit', 'cs_approver', ['visit_pending'], 'same'),
  row(LIVE, 'escalate', 'cs', ['service'], 'same'),
  row(LIVE, 'assist_reply', 'assistant', [], 'same'),
]

const coversActor = (transition: Transition, actors: ReadonlySet<Actor>): boolean =>
  transition.actors.some((actor) => (actor === 'dealer' ? actors.has('mall') || actors.has('dept') : actors.has(actor)))

/** The rows for a state and an operation, whoever asks. */
export const rowsFor = (state: TicketState | 'new', operation: Operation): Transition[] =>
  TRANSITIONS.filter((transition) => transition.operation === operation && transition.from.includes(state))

/** Those of `rows` that one of `actors` may use. */
export const rowsForActors = (rows: readonly Transition[], actors: ReadonlySet<Actor>): Transition[] =>
  rows.filter((transition) => coversActor(transition, actors))
