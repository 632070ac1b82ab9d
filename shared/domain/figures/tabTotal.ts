import type { TicketTab } from '../lists/tabs.ts'
import type { TicketState } from '../ticket/states.ts'
import { STANDINGS, type ListFacet, type Standing } from './facets.ts'
import type { CountOf } from './monthFigures.ts'
import { visibleFrom } from './reminders.ts'

const stateOf = (standing: Standing): TicketState => (standing === 'returned' ? 'pending_submission' : standing)

/**
 * How many tickets a tab holds without conditions, from the counts of what the reader may see.
 * @param read tickets that the reader has read since their latest event
 */
export function tabTotal({ states, only }: TicketTab, count: CountOf<ListFacet>, read: number): number {
  switch (only) {
    case undefined: return STANDINGS.reduce((total, standing) => total + (states === null || states.includes(stateOf(standing)) ? count(standing) : 0), 0)
    case 'unread': return visibleFrom(count) - read
    // What waits for submission was submitted before exactly if an approved return brought it back.
    case 'submitted': return visibleFrom(count) - count('pending_submission') - count('cancelled')
    default: return count(only)
  }
}
