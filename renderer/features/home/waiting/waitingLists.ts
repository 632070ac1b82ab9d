import type { TicketTabId } from '#shared/domain/lists/tabs.ts'
import type { Visibility } from '#shared/domain/permissions.ts'
import type { TicketSort } from '../../tickets/list/listQuery.ts'

/** What waits for a person, as the home page shows it: the first rows of a list. */
export interface WaitingList {
  readonly tab: TicketTabId & ('pending' | 'unreplied' | 'unread' | 'returned')
  /** Null: the order of the tab. */
  readonly sort: TicketSort | null
}

const unread: WaitingList = { tab: 'unread', sort: null }
const unreplied: WaitingList = { tab: 'unreplied', sort: { field: 'replyDueAt', direction: 'asc' } }

/** The call center submits what was saved and looks after what happened; malls and departments reply, the most urgent first. */
export function waitingListsFor(visibility: Visibility): readonly WaitingList[] {
  switch (visibility) {
    case 'all': return [unread, { tab: 'pending', sort: null }]
    case 'department': case 'mall': return [unreplied, unread]
    case 'assistant': return [unread]
    case 'none': return []
  }
}
