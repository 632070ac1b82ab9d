/** Ticket types and their levels (`workflow.md`, Types, levels, numbers). The first level of a type is its highest. */
export const TICKET_TYPES = ['complaint', 'service', 'consult'] as const
export type TicketType = (typeof TICKET_TYPES)[number]

export const LEVELS_OF_TYPE = {
  complaint: ['1', '2', '3', '4', '5', 'none'],
  service: ['A', 'B', 'C', 'none'],
  consult: ['1', 'none'],
} as const satisfies Record<TicketType, readonly string[]>

export const TICKET_LEVELS = ['1', '2', '3', '4', '5', 'A', 'B', 'C', 'none'] as const
export type TicketLevel = (typeof TICKET_LEVELS)[number]

/** Whether a ticket of this type may have this level. */
export const levelFitsType = (type: TicketType, level: string): level is TicketLevel =>
  (LEVELS_OF_TYPE[type] as readonly string[]).includes(level)
