import { findTab, type TicketTab } from '#shared/domain/lists/tabs.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { countScopeOf } from '../counts/scopes.ts'
import { ApiError } from '../errors.ts'
import { readerOf } from '../tickets/reads.ts'
import type { Sql } from './conditions.ts'

/**
 * What a user's lists may hold: `canSeeTicket` of `shared/domain/permissions.ts`, in SQL.
 * @param ticket the alias of the table of tickets
 */
export function scopeSql(user: CurrentUser, ticket: 't' | 'f' = 't'): Sql[] {
  switch (visibilityOf(user)) {
    case 'all': return []
    case 'department': return [{ sql: `${ticket}.scope_department_id = ?`, values: [user.organisationId] }]
    case 'mall': return [{ sql: `${ticket}.scope_mall_id = ?`, values: [user.organisationId] }]
    case 'assistant': return [{
      sql: `${ticket}.submitted_at IS NOT NULL AND EXISTS (SELECT 1 FROM ticket_assistants s WHERE s.ticket_id = ${ticket}.id AND s.organisation_id = ?)`, values: [user.organisationId],
    }]
    case 'none': throw new ApiError('forbidden')
  }
}

/** What a tab holds (`lists.md`), besides the scope; of assisting parties see {@link assistedTabSql}. */
export function tabSql(tab: TicketTab, user: CurrentUser): Sql[] {
  const pieces: Sql[] = []
  if (tab.states) pieces.push({ sql: 't.state IN (?)', values: [[...tab.states]] })
  if (tab.only === 'returned') pieces.push({ sql: 't.returned = 1', values: [] })
  else if (tab.only === 'submitted') pieces.push({ sql: 't.first_submitted_at IS NOT NULL', values: [] })
  else if (tab.only === 'unread') pieces.push(visibilityOf(user) === 'mall' ? { sql: 't.unread_mall_id = ?', values: [user.organisationId] } : unreadSql(user, 't.id', 't.last_event_at'))
  else if (tab.only) pieces.push({ sql: 't.id IN (SELECT m.ticket_id FROM ticket_marks m WHERE m.mark = ?)', values: [tab.only] })
  return pieces
}

const unreadSql = (user: CurrentUser, id: string, lastEventAt: string): Sql => ({
  sql: `NOT EXISTS (SELECT 1 FROM ticket_reads u WHERE u.reader = ? AND u.ticket_id = ${id} AND u.scope = ? AND u.read_at >= ${lastEventAt})`, values: [readerOf(user), countScopeOf(user)],
})

/** What a tab of an assisting party holds, with its scope, by `ticket_assistants` alone (`followingColumns.ts`). */
export function assistedTabSql(tab: TicketTab, user: CurrentUser): Sql[] {
  const pieces: Sql[] = [{ sql: 's.organisation_id = ?', values: [user.organisationId] }]
  if (!tab.states) pieces.push({ sql: 's.state IS NOT NULL', values: [] })
  else if (tab.states.length === 1) pieces.push({ sql: 's.state = ?', values: [...tab.states] })
  else pieces.push({ sql: 's.state IN (?)', values: [[...tab.states]] })
  if (tab.only === 'submitted') pieces.push({ sql: 's.first_submitted_at IS NOT NULL', values: [] })
  else if (tab.only === 'unread') pieces.push(unreadSql(user, 's.ticket_id', 's.last_event_at'))
  else if (tab.only) pieces.push({ sql: 'FIND_IN_SET(?, s.marks) > 0', values: [tab.only] })
  return pieces
}

/** @throws ApiError `forbidden` for a tab that the user has not */
export function requireTab(id: string, user: CurrentUser): TicketTab {
  const tab = findTab(id)
  if (!tab || (tab.visibleTo && !tab.visibleTo.includes(visibilityOf(user)))) throw new ApiError('forbidden')
  return tab
}
