/** Enumerations of the HTTP API (`api.md`); their ids are stable, their words stand in the locale files. */
export const TICKET_SOURCES = ['desktop', 'web', 'api', 'self_service'] as const
export type TicketSource = (typeof TICKET_SOURCES)[number]

/** Where an operation came from: the sources, and what the program does by itself. */
export const LOG_SOURCES = ['desktop', 'web', 'api', 'system'] as const
export type LogSource = (typeof LOG_SOURCES)[number]

export const CUSTOMER_TYPES = ['individual', 'company'] as const
export type CustomerType = (typeof CUSTOMER_TYPES)[number]

export const FEEDBACK_CHANNELS = ['phone', 'online', 'self_service', 'other'] as const
export type FeedbackChannel = (typeof FEEDBACK_CHANNELS)[number]

/** Why head office handles a ticket (需要总部回复). */
export const HEAD_OFFICE_REASONS = ['no_mall', 'invalid_mall', 'eliminated_mall', 'runaway_mall', 'customer_request'] as const
export type HeadOfficeReason = (typeof HEAD_OFFICE_REASONS)[number]

export const SATISFACTION_SCORES = ['very_satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very_dissatisfied'] as const
export type SatisfactionScore = (typeof SATISFACTION_SCORES)[number]
/** 不太满意 and 很不满意 are dissatisfied (`time.md`, Survey results). */
export const DISSATISFIED_SCORES = ['dissatisfied', 'very_dissatisfied'] as const satisfies readonly SatisfactionScore[]

export const REQUEST_KINDS = ['return', 'visit', 'closure'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

export const REQUEST_STATES = ['pending', 'approved', 'rejected', 'superseded'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

export const VISIT_TYPES = ['advance', 'extend'] as const
export type VisitType = (typeof VISIT_TYPES)[number]
