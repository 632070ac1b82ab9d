import type { BreachKind } from '../breaches.ts'
import type { CountOf } from './monthFigures.ts'
import type { ListFacet } from './facets.ts'
import { STANDINGS } from './facets.ts'
import { TICKET_MARKS } from '../lists/marks.ts'
import { LIVE_STATES } from '../ticket/states.ts'

/** The reminders of the home page (`lists.md`, Home page), in their order. */
export const REMINDER_IDS = ['unread', 'unreplied', 'unresolved', 'open', ...TICKET_MARKS] as const
export type ReminderId = (typeof REMINDER_IDS)[number]

/** 未解决: waits for a resolution. */
export const UNRESOLVED_STATES = ['unreplied', 'replied'] as const

const sumOf = (count: CountOf<ListFacet>, facets: readonly ListFacet[]): number => facets.reduce((total, facet) => total + count(facet), 0)

/**
 * A mark of a ticket begins with the first breach of its kind that counts. So what a reminder of a mark got today is told by
 * breaches of today, whenever the ticket was made; the other reminders got what was made today.
 */
export const MARK_BREACHES = TICKET_MARKS satisfies readonly BreachKind[]

/** Tickets of any standing. */
export const visibleFrom = (count: CountOf<ListFacet>): number => sumOf(count, STANDINGS)

/**
 * The reminders from the counts of their range; of what they got today, from the counts of today.
 * @param read tickets of the range that the person has read since their latest event
 */
export function remindersFrom(count: CountOf<ListFacet>, read: number): Record<ReminderId, number> {
  const marks = Object.fromEntries(TICKET_MARKS.map((mark) => [mark, count(mark)])) as Record<(typeof TICKET_MARKS)[number], number>
  return { unread: visibleFrom(count) - read, unreplied: count('unreplied'), unresolved: sumOf(count, UNRESOLVED_STATES), open: sumOf(count, LIVE_STATES), ...marks }
}
