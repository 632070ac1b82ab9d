/** The breaches of a mall in the order of the report (`lists.md`, Breach report). */
export const BREACH_KINDS = [
  'late_contact', 'late_follow_up', 'late_process', 'dissatisfied', 'second_complaint', 'late_reply', 'late_resolve', 'wrong_return',
] as const
export type BreachKind = (typeof BREACH_KINDS)[number]

/** How many breaches of each kind. */
export type BreachCounts = Record<BreachKind, number>

/** What breaches cost together, in yuan; summed in fen, so that no amount drifts. */
export const breachAmount = (counts: Readonly<BreachCounts>, penalties: Readonly<Record<BreachKind, number>>): number =>
  BREACH_KINDS.reduce((sum, kind) => sum + counts[kind] * Math.round(penalties[kind] * 100), 0) / 100
