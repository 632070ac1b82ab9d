import { QueryTypes } from 'sequelize'
import { requestTabsFor } from '#shared/domain/lists/tabs.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import type { CurrentUser } from '../caller.ts'
import { ApiError } from '../errors.ts'
import type { Services } from '../services.ts'
import { joinSql, type Sql } from './conditions.ts'

/** What {@link approvalScopeSql} speaks of. */
export const REQUESTS_WITH_TICKETS = 'FROM requests r JOIN tickets t ON t.id = r.ticket_id'

/** A mall or department has the requests of its assignments while it sees the ticket, and those that it made for good. */
const ownRequests = (assignment: string, scope: string, organisationId: number): Sql => ({
  sql: `(${assignment} = ? AND ${scope} = ?) OR r.requested_organisation_id = ?`, values: [organisationId, organisationId, organisationId],
})

/**
 * Which requests a user's lists may hold (`lists.md`, Tabs), in SQL on `requests r` joined with `tickets t`.
 * @throws ApiError `forbidden` for who has no tabs of requests
 */
export function approvalScopeSql(user: CurrentUser): Sql[] {
  const visibility = visibilityOf(user)
  if (requestTabsFor(visibility).length === 0) throw new ApiError('forbidden')
  if (visibility === 'department') return [ownRequests('r.department_id', 't.scope_department_id', user.organisationId)]
  if (visibility === 'mall') return [ownRequests('r.mall_id', 't.scope_mall_id', user.organisationId)]
  return []
}

/**
 * The kind of a request and its ticket's number, if the user's lists may hold it; null if not.
 * @throws ApiError `forbidden` for who has no tabs of requests
 */
export async function findVisibleRequest({ database }: Services, user: CurrentUser, id: number): Promise<{ no: string; kind: RequestKind } | null> {
  const { sql, values } = joinSql([{ sql: 'r.id = ?', values: [id] }, ...approvalScopeSql(user)], ' AND ')
  const [row] = await database.sequelize.query<{ no: string; kind: RequestKind }>(
    `SELECT t.no, r.kind ${REQUESTS_WITH_TICKETS} WHERE ${sql}`, { replacements: values, type: QueryTypes.SELECT },
  )
  return row ?? null
}
