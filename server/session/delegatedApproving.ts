import { Op, QueryTypes, type Transaction } from 'sequelize'
import { isDelegationActive, type DelegationPeriod } from '#shared/domain/organisation/delegation.ts'
import { isCallCenter } from '#shared/domain/permissions.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import type { CurrentUser } from '../caller.ts'
import { findRows, type Database } from '../database/database.ts'

/** A delegation to somebody that holds or will, from a giver who may still approve. */
export interface GivenApproving extends DelegationPeriod {
  from: NonNullable<CurrentUser['approverFor']>
}


/** The delegations to a user that are not over; a giver who has left or is no approver any more gives nothing. */
export async function givenApproving(database: Database, userId: number, now: Date, transaction: Transaction | null = null): Promise<GivenApproving[]> {
  const { tables, sequelize } = database
  const rows = await findRows(tables.delegations, { toUserId: userId, endsAt: { [Op.gt]: now }, endedAt: null }, { transaction, order: [['startsAt', 'ASC'], ['id', 'ASC']] })
  if (rows.length === 0) return []
  const givers = await sequelize.query<{ id: number; name: string; ticketTypes: string | null }>(
    `SELECT u.id, u.name, u.ticket_types AS ticketTypes FROM users u JOIN organisations o ON o.id = u.organisation_id AND o.kind = 'hq'
      JOIN user_roles r ON r.user_id = u.id AND r.role = 'approver' WHERE u.id IN (:ids) AND u.active = 1`,
    { replacements: { ids: rows.map(({ fromUserId }) => fromUserId) }, type: QueryTypes.SELECT, transaction },
  )
  const byId = new Map(givers.map(({ id, name, ticketTypes }) => [Number(id), {
    id: Number(id), name, ticketTypes: ticketTypes === null ? null : (JSON.parse(ticketTypes) as TicketType[]),
  }]))
  return rows.flatMap(({ fromUserId, startsAt, endsAt, endedAt }) => {
    const from = byId.get(fromUserId)
    return from ? [{ from, startsAt, endsAt, endedAt }] : []
  })
}

/**
 * The user as he acts at an instant: with the role approver while a delegation to him holds. Who has the role himself acts
 * for nobody.
 */
export function actingAt(user: CurrentUser, given: readonly GivenApproving[], now: Date): CurrentUser {
  if (user.roles.includes('approver') || !isCallCenter(user)) return user
  const active = given.find((delegation) => isDelegationActive(delegation, now))
  return active ? { ...user, roles: [...user.roles, 'approver'], approverFor: active.from } : user
}

/** The same user with his own roles alone. */
export const withoutDelegation = (user: CurrentUser): CurrentUser =>
  user.approverFor ? { ...user, roles: user.roles.filter((role) => role !== 'approver'), approverFor: null } : user
