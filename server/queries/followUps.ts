import { Op, type Transaction } from 'sequelize'
import { canSeeTicket, visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { findRows } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { organisationsIn, scopeAmong, type ScopeColumns } from '../tickets/loadTicket.ts'
import type { UnionPart } from './unionSql.ts'

/** How tickets follow one another (`workflow.md`, rule 6), as far as the user may see the other one. */
export interface FollowUps {
  /** The number of the ticket that this one follows; null for one that the user may not see. */
  followUpOf: (ticketId: number) => string | null
  /** The numbers of the tickets that follow this one. */
  followUps: (ticketId: number) => string[]
}

export const NO_FOLLOW_UPS: FollowUps = { followUpOf: () => null, followUps: () => [] }

type Linking = Pick<TicketRow, 'id' | 'followUpOf'>
export type LinkedTicket = Pick<TicketRow, 'id' | 'no' | 'followUpOf'> & ScopeColumns

const COLUMNS = {
  id: 'id', no: 'no', followUpOf: 'follow_up_of', type: 'type', state: 'state', submittedAt: 'submitted_at', scopeMallId: 'scope_mall_id', scopeDepartmentId: 'scope_department_id',
} as const satisfies Record<keyof LinkedTicket, string>

/** The tickets that follow others, and those that they follow; where both hold, it comes twice. */
export function linkedParts(tickets: readonly Linking[]): UnionPart[] {
  const followed = tickets.flatMap(({ followUpOf }) => (followUpOf === null ? [] : [followUpOf]))
  const later: UnionPart = { part: 'linked', columns: COLUMNS, rows: { sql: 'FROM tickets WHERE follow_up_of IN (?)', values: [tickets.map(({ id }) => id)] } }
  return followed.length === 0 ? [later] : [later, { ...later, rows: { sql: 'FROM tickets WHERE id IN (?)', values: [followed] } }]
}

/** Those of the tickets that the user may see: linking to others would tell that they exist (`quality.md`). */
async function visibleOnes(services: Services, user: CurrentUser, tickets: readonly LinkedTicket[], transaction: Transaction | null): Promise<readonly LinkedTicket[]> {
  const visibility = visibilityOf(user)
  if (visibility === 'all' || tickets.length === 0) return tickets
  const assists = visibility === 'assistant'
    ? await findRows(services.database.tables.ticketAssistants, { ticketId: { [Op.in]: tickets.map(({ id }) => id) }, organisationId: user.organisationId }, { transaction })
    : []
  const assisted = new Set(assists.map(({ ticketId }) => ticketId))
  const assistantsOf = ({ id }: LinkedTicket): number[] => (assisted.has(id) ? [user.organisationId] : [])
  const organisations = await services.directory.snapshot(tickets.flatMap((ticket) => organisationsIn(ticket, assistantsOf(ticket))))
  return tickets.filter((ticket) => canSeeTicket(user, scopeAmong(organisations, ticket, assistantsOf(ticket))))
}

/** @param linked what {@link linkedParts} lead to */
export async function followUpsOf(services: Services, user: CurrentUser, rows: readonly Linking[], linked: readonly LinkedTicket[], transaction: Transaction | null): Promise<FollowUps> {
  const once = [...new Map(linked.map((ticket) => [ticket.id, ticket])).values()].sort((one, other) => one.id - other.id)
  const visible = new Map((await visibleOnes(services, user, once, transaction)).map((ticket) => [ticket.id, ticket]))
  const followedBy = new Map(rows.map(({ id, followUpOf }) => [id, followUpOf]))
  return {
    followUpOf: (ticketId) => visible.get(followedBy.get(ticketId) ?? 0)?.no ?? null,
    followUps: (ticketId) => [...visible.values()].filter(({ followUpOf }) => followUpOf === ticketId).map(({ no }) => no),
  }
}
