import { Op, type Transaction } from 'sequelize'
import { canSeeTicket, visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { findRows } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { scopeOf, type ScopeColumns } from '../tickets/loadTicket.ts'

/** How tickets follow one another (`workflow.md`, rule 6), as far as the user may see the other one. */
export interface FollowUps {
  /** The number of the ticket that this one follows; null for one that the user may not see. */
  followUpOf: (ticketId: number) => string | null
  /** The numbers of the tickets that follow this one. */
  followUps: (ticketId: number) => string[]
}

export const NO_FOLLOW_UPS: FollowUps = { followUpOf: () => null, followUps: () => [] }

type LinkedTicket = Pick<TicketRow, 'id' | 'no' | 'followUpOf'> & ScopeColumns

/** Those of the tickets that the user may see: linking to others would tell that they exist (`quality.md`). */
async function visibleOnes(services: Services, user: CurrentUser, tickets: readonly LinkedTicket[], transaction: Transaction | null): Promise<LinkedTicket[]> {
  const visibility = visibilityOf(user)
  if (visibility === 'all' || tickets.length === 0) return [...tickets]
  const assists = visibility === 'assistant'
    ? await findRows(services.database.tables.ticketAssistants, { ticketId: { [Op.in]: tickets.map(({ id }) => id) }, organisationId: user.organisationId }, { transaction })
    : []
  const scopes = await Promise.all(tickets.map((ticket) =>
    scopeOf(services, ticket, assists.filter(({ ticketId }) => ticketId === ticket.id).map(({ organisationId }) => organisationId))))
  return tickets.filter((_ticket, index) => canSeeTicket(user, scopes[index]!))
}

/** The links of any number of tickets, in both directions, with at most three queries. */
export async function loadFollowUps(
  services: Services, user: CurrentUser, rows: readonly Pick<TicketRow, 'id' | 'followUpOf'>[], transaction: Transaction | null,
): Promise<FollowUps> {
  const { tickets } = services.database.tables
  const followed = rows.flatMap(({ followUpOf }) => (followUpOf === null ? [] : [followUpOf]))
  const attributes: (keyof LinkedTicket)[] = ['id', 'no', 'followUpOf', 'type', 'state', 'submittedAt', 'scopeMallId', 'scopeDepartmentId']
  const [later, earlier] = await Promise.all([
    findRows(tickets, { followUpOf: { [Op.in]: rows.map(({ id }) => id) } }, { transaction, attributes, order: [['id', 'ASC']] }),
    followed.length > 0 ? findRows(tickets, { id: { [Op.in]: followed } }, { transaction, attributes }) : [],
  ])
  const linked = new Map([...later, ...earlier].map((ticket) => [ticket.id, ticket]))
  const visible = new Map((await visibleOnes(services, user, [...linked.values()], transaction)).map((ticket) => [ticket.id, ticket]))
  const followedBy = new Map(rows.map(({ id, followUpOf }) => [id, followUpOf]))
  return {
    followUpOf: (ticketId) => visible.get(followedBy.get(ticketId) ?? 0)?.no ?? null,
    followUps: (ticketId) => [...visible.values()].filter(({ followUpOf }) => followUpOf === ticketId).map(({ no }) => no),
  }
}
