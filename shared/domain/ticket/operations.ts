/** Every operation name of `transitions.csv`. The ones of a new ticket come first; they are asked for by creating it. */
export const CREATING_OPERATIONS = ['save', 'submit', 'intake'] as const

export const TICKET_OPERATIONS = [
  'feedback', 'submit', 'cancel', 'reply', 'return', 'resolve', 'close', 'request_visit', 'reprocess', 'evaluate', 'send_back',
  'approve_return', 'reject_return', 'approve_closure', 'reject_closure', 'approve_visit', 'reject_visit', 'escalate', 'assist_reply',
] as const
export type TicketOperation = (typeof TICKET_OPERATIONS)[number]
export type Operation = TicketOperation | (typeof CREATING_OPERATIONS)[number]

/** Operations whose content is required (`workflow.md`, rule 11: and every refusal). */
export const CONTENT_REQUIRED = [
  'reply', 'resolve', 'close', 'return', 'send_back', 'assist_reply', 'feedback', 'request_visit',
  'reject_return', 'reject_closure', 'reject_visit',
] as const satisfies readonly TicketOperation[]

/** Operations whose reason is chosen from the configured list. */
export const REASON_REQUIRED = ['return', 'send_back'] as const satisfies readonly TicketOperation[]

export const CONTENT_MAX_LENGTH = 5_000

/** Decisions on requests carry no version: a second decision finds no pending request (`workflow.md`, rule 9). */
export const VERSION_FREE = [
  'approve_return', 'reject_return', 'approve_closure', 'reject_closure', 'approve_visit', 'reject_visit',
] as const satisfies readonly TicketOperation[]

export const isVersionFree = (operation: TicketOperation): boolean => (VERSION_FREE as readonly TicketOperation[]).includes(operation)
export const needsContent = (operation: TicketOperation): boolean => (CONTENT_REQUIRED as readonly TicketOperation[]).includes(operation)
export const needsReason = (operation: TicketOperation): boolean => (REASON_REQUIRED as readonly TicketOperation[]).includes(operation)
