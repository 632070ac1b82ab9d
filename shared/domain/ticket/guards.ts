import type { TicketFacts } from './facts.ts'

/** What a guard may look at besides the ticket: the moment and what the user entered. */
export interface GuardInput {
  now: Date
  /** `evaluate`: whether the matter is processed. Absent while only asking which operations are possible. */
  processed?: boolean
}

interface Guard {
  /** The wording of `transitions.csv`. */
  text: string
  holds: (ticket: TicketFacts, input: GuardInput) => boolean
}

/** A visit request closes this long before the visit date (`transitions.csv`). */
export const VISIT_REQUEST_CLOSES_MS = 48 * 60 * 60 * 1000

/** The guards of `transitions.csv`, each once. */
export const GUARDS = {
  destination_set: {
    text: 'mall or head-office handling is set',
    holds: (ticket) => ticket.hasDestination,
  },
  no_pending_return: { text: 'no pending return', holds: (ticket) => !ticket.pending.return },
  no_pending_closure: { text: 'no pending closure', holds: (ticket) => !ticket.pending.closure },
  no_pending_visit: { text: 'no pending visit request', holds: (ticket) => !ticket.pending.visit },
  not_complaint: { text: 'type is not complaint', holds: (ticket) => ticket.type !== 'complaint' },
  complaint: { text: 'type is complaint', holds: (ticket) => ticket.type === 'complaint' },
  service: { text: 'type is service', holds: (ticket) => ticket.type === 'service' },
  before_visit: {
    text: 'more than 48 h before the visit date',
    holds: (ticket, { now }) => ticket.visitAt !== null && ticket.visitAt.getTime() - now.getTime() > VISIT_REQUEST_CLOSES_MS,
  },
  processed: { text: 'result is processed', holds: (_ticket, input) => input.processed !== false },
  not_processed: { text: 'result is not processed', holds: (_ticket, input) => input.processed !== true },
  return_pending: { text: 'a return is pending', holds: (ticket) => ticket.pending.return !== null },
  closure_pending: { text: 'a closure is pending', holds: (ticket) => ticket.pending.closure !== null },
  visit_pending: { text: 'a visit request is pending', holds: (ticket) => ticket.pending.visit !== null },
} as const satisfies Record<string, Guard>

export type GuardName = keyof typeof GUARDS

/**
 * Guards that tell the rows of one operation apart (a complaint's 完结 from another's). Where another row fits, a row that
 * they rule out is a different case and no reason for a refusal.
 */
export const CASE_GUARDS = ['not_complaint', 'complaint', 'processed', 'not_processed'] as const satisfies readonly GuardName[]
