/** Lengths of time in milliseconds. A calendar day is not among them: it can have 23 or 25 hours. */
export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
/** Twenty-four hours; for days of a calendar use `addDays`. */
export const DAY_MS = 24 * HOUR_MS
