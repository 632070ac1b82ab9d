import type { Reminders, ReminderId } from '#shared/contract/home.ts'
import type { Condition } from '#shared/contract/query.ts'
import type { TicketTabId } from '#shared/domain/lists/tabs.ts'
import { unresolvedConditions } from '../../tickets/list/presets.ts'

/** A reminder of the home page (`lists.md`, Home page); each opens its list. */
export interface Reminder {
  /** Its words are `home.reminder.<id>`. */
  readonly id: ReminderId
  readonly opens: TicketTabId
  /** Deadlines that were missed are red (the clock's colour), with words that say so. */
  readonly missed: boolean
}

const plain = (id: ReminderId & TicketTabId, missed = false): Reminder => ({ id, opens: id, missed })

export const REMINDERS: readonly Reminder[] = [
  plain('unread'), plain('unreplied'), { id: 'unresolved', opens: 'open', missed: false }, plain('open'),
  plain('late_reply', true), plain('late_resolve', true), plain('late_contact'), plain('late_follow_up'), plain('late_process'), plain('dissatisfied'),
]

/**
 * What a list must be asked for, to hold what the reminder counts: tickets made in the range, which are kept to the millisecond.
 * @param range as the server counted it
 */
export const reminderConditions = ({ id }: Reminder, range: Pick<Reminders, 'from' | 'to'>): Condition[] => [
  ...(id === 'unresolved' ? unresolvedConditions() : []),
  { field: 'createdAt', op: 'between', value: [range.from, new Date(Date.parse(range.to) - 1).toISOString()] },
]
