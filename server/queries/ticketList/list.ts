import type { TicketQuery } from '#shared/contract/query.ts'
import type { TicketTab } from '#shared/domain/lists/tabs.ts'
import type { CurrentUser } from '../../caller.ts'
import type { Services } from '../../services.ts'
import { joinSql } from '../conditions.ts'
import { decodeCursor } from '../cursor.ts'
import { requireTab } from '../listScope.ts'
import type { Asked } from './access.ts'
import { alternativesOf, conditionsSql, looksElsewhere, rangeOf } from './conditionsSql.ts'
import { cursorSchema, orderingOf, type Cursor, type Ordering } from './ordering.ts'

/** A query with all that follows from it. */
export interface List {
  user: CurrentUser
  tab: TicketTab
  ordering: Ordering
  asked: Asked
  cursor: Cursor | null
}

/** @throws ApiError `forbidden` for a tab that the user has not, `validation_failed` for a cursor that is none */
export async function listOf(services: Services, user: CurrentUser, query: TicketQuery): Promise<List> {
  const tab = requireTab(query.tab, user)
  const ordering = orderingOf(query, tab.order)
  const cursor = query.cursor ? decodeCursor(cursorSchema(ordering), query.cursor) : null
  const conditions = await conditionsSql(services, user, query.conditions)
  const joined = query.match === 'any' && conditions.length > 0 ? [joinSql(conditions, ' OR ')] : conditions
  const ranges = query.match === 'any' ? [] : query.conditions.flatMap(rangeOf)
  return { user, tab, ordering, asked: { conditions: joined, elsewhere: query.conditions.some(looksElsewhere), ranges, alternatives: query.match === 'any' ? alternativesOf(query.conditions, conditions) : [] }, cursor }
}
