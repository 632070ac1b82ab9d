import { visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import type { TicketRow } from '../models/index.ts'

/** The columns that say in whose sight a ticket lies. */
export type SightColumns = Pick<TicketRow, 'scopeMallId' | 'scopeDepartmentId' | 'submittedAt'>

/** Whose sight counts are kept for: of the call center everything, of a mall, a department or an assisting party what it may see. */
export type CountScope = 'all' | `${'mall' | 'department' | 'assistant'}:${number}`

/** The scope of a user's lists; null for who has no ticket module. */
export function countScopeOf(user: CurrentUser): CountScope | null {
  const visibility = visibilityOf(user)
  if (visibility === 'none') return null
  return visibility === 'all' ? 'all' : `${visibility}:${user.organisationId}`
}

/**
 * In which scopes a ticket counts: `canSeeTicket` of `shared/domain/permissions.ts`, read from the ticket's side.
 * @param assistantIds organisations named as 协助回复方
 */
export function countScopesOf({ scopeMallId, scopeDepartmentId, submittedAt }: SightColumns, assistantIds: readonly number[]): CountScope[] {
  const scopes: CountScope[] = ['all']
  if (scopeMallId !== null) scopes.push(`mall:${scopeMallId}`)
  if (scopeDepartmentId !== null) scopes.push(`department:${scopeDepartmentId}`)
  if (submittedAt !== null) for (const id of assistantIds) scopes.push(`assistant:${id}`)
  return scopes
}
