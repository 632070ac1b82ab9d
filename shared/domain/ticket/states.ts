/** The states of a ticket's life (`workflow.md`, States). `已退回` is no state: see lists of returned tickets. */
export const TICKET_STATES = ['pending_submission', 'unreplied', 'replied', 'resolved', 'closed', 'cancelled'] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** Handed over and not yet finished: the states in which clocks run. */
export const LIVE_STATES = ['unreplied', 'replied', 'resolved'] as const satisfies readonly TicketState[]
export type LiveState = (typeof LIVE_STATES)[number]

export const isLive = (state: TicketState): state is LiveState => (LIVE_STATES as readonly TicketState[]).includes(state)
