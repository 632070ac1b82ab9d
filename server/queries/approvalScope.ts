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
const ownRequests = (seenBy: string, organisationId: number): Sql => ({ sql: `${seenBy} = ? OR r.requested_organisation_id = ?`, values: [organisationId, organisationId] })

/**
 * Which requests a user's lists may hold (`lists.md`, Tabs), in SQL on `requests r`.
 * @throws ApiError `forbidden` for who has no tabs of requests
 */
export function approvalScopeSql(user: CurrentUser): Sql[] {
  const visibility = visibilityOf(user)
  if (requestTabsFor(visibility).length === 0) throw new ApiError('forbidden')
  if (visibility === 'department') return [ownRequests('r.seen_by_department_id', user.organisationId)]
  if (visibility === 'mall') return [ownRequests('r.seen_by_mall_id', user.organisationId)]
  return []
}

/** A way to requests: an index that begins with what `where` asks for, then kind, time of decision, id. */
export interface ApprovalRange {
  index: string
  where: Sql[]
}

/**
 * {@link approvalScopeSql} as ways that share no request, each by an index in the order of decision: `a OR b` has none.
 * @throws ApiError `forbidden` for who has no tabs of requests
 */
export function approvalRanges(user: CurrentUser): ApprovalRange[] {
  const visibility = visibilityOf(user)
  if (approvalScopeSql(user).length === 0) return [{ index: 'requests_kind', where: [] }]
  const [index, seenBy] = visibility === 'mall' ? ['requests_mall', 'r.seen_by_mall_id'] : ['requests_department', 'r.seen_by_department_id']
  const own = user.organisationId
  return [
    { index: 'requests_organisation', where: [{ sql: 'r.requested_organisation_id = ?', values: [own] }] },
    // With `<=>`: who asked may be nobody.
    { index, where: [{ sql: `${seenBy} = ? AND NOT (r.requested_organisation_id <=> ?)`, values: [own, own] }] },
  ]
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
