import type { TicketTabId } from '#shared/domain/lists/tabs.ts'

/** A reminder of the home page (`lists.md`, Home page); each opens its list. */
export interface Reminder {
  /** Its words are `home.reminder.<id>`. */
  readonly id: 'unread' | 'unreplied' | 'unresolved' | 'open' | 'late_reply' | 'late_resolve' | 'late_contact' | 'late_follow_up' | 'late_process' | 'dissatisfied'
  readonly opens: TicketTabId
  /** The tabs whose counts it adds up. */
  readonly counts: readonly TicketTabId[]
  /** Deadlines that were missed are red (the clock's colour), with words that say so. */
  readonly missed: boolean
}

const plain = (id: Reminder['id'] & TicketTabId, missed = false): Reminder => ({ id, opens: id, counts: [id], missed })

export const REMINDERS: readonly Reminder[] = [
  plain('unread'), plain('unreplied'), { id: 'unresolved', opens: 'open', counts: ['unreplied', 'replied'], missed: false }, plain('open'),
  plain('late_reply', true), plain('late_resolve', true), plain('late_contact'), plain('late_follow_up'), plain('late_process'), plain('dissatisfied'),
]

/**
 * The number of a reminder.
 * @param counts of the tabs, each capped
 * @param cap from which on a count only says that there are more
 * @returns null while a count is not known
 */
export function reminderCount(reminder: Reminder, counts: Readonly<Record<string, number>>, cap: number): { readonly count: number; readonly exact: boolean } | null {
  const parts = reminder.counts.map((tab) => counts[tab])
  if (parts.some((part) => part === undefined)) return null
  const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0)
  return sum >= cap || parts.some((part) => (part ?? 0) >= cap) ? { count: cap, exact: false } : { count: sum, exact: true }
}
