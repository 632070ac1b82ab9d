import { Op } from 'sequelize'
import type { z } from 'zod'
import type { delegationBody } from '#shared/contract/approval.ts'
import { delegationErrors, isDelegationOver } from '#shared/domain/organisation/delegation.ts'
import { CALL_CENTER_ROLES } from '#shared/domain/organisation/roles.ts'
import { findRow, findRows, insertRow, updateRows } from '../database/database.ts'
import { ApiError, invalid } from '../errors.ts'
import type { DelegationRow } from '../models/index.ts'
import { permit } from '../permit.ts'
import { visibleDelegations } from '../queries/delegations.ts'
import type { Unit } from './unit.ts'

/** @throws ApiError `validation_failed` for anybody but an active colleague of the call center */
async function requireColleague({ services, transaction, caller }: Unit, userId: number): Promise<void> {
  const { tables } = services.database
  if (userId === caller.user.id) throw invalid({ toUserId: ['own_user'] })
  const colleague = await findRow(tables.users, { id: userId, active: true }, { transaction, attributes: ['id', 'organisationId'] })
  const organisation = colleague && (await findRow(tables.organisations, { id: colleague.organisationId, kind: 'hq' }, { transaction, attributes: ['id'] }))
  const roles = organisation ? await findRows(tables.userRoles, { userId, role: { [Op.in]: [...CALL_CENTER_ROLES] } }, { transaction }) : []
  if (roles.length === 0) throw invalid({ toUserId: ['unknown'] })
}

/** Who gives and takes approving is written to the audit. */
const audit = ({ services, transaction, caller, now }: Unit, action: string, { id, fromUserId, toUserId, startsAt, endsAt }: DelegationRow): Promise<number> =>
  insertRow(services.database.tables.auditEntries, {
    at: now, userId: caller.user.id, action, ticketId: null,
    detail: { delegationId: id, fromUserId, toUserId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  }, transaction)

/**
 * Hands approving to a colleague for a period (`interface.md`, Approval queue). Only who holds the role himself gives it;
 * what was handed to him he cannot hand on.
 * @throws ApiError `forbidden`; `validation_failed` for a colleague or a period that cannot be
 */
export async function createDelegation(unit: Unit, given: z.output<typeof delegationBody>): Promise<DelegationRow> {
  const { services, transaction, caller, now } = unit
  permit(caller.user, 'approvals.delegate')
  const asked = { startsAt: new Date(given.startsAt), endsAt: new Date(given.endsAt) }
  const errors = Object.entries(delegationErrors(asked, now)).map(([field, error]) => [field, [error]])
  if (errors.length > 0) throw invalid(Object.fromEntries(errors) as Record<string, string[]>)
  const toUserId = Number(given.toUserId)
  await requireColleague(unit, toUserId)
  const startsAt = asked.startsAt < now ? now : asked.startsAt
  const row = { fromUserId: caller.user.id, toUserId, startsAt, endsAt: asked.endsAt, createdAt: now, endedAt: null }
  const delegation: DelegationRow = { ...row, id: await insertRow(services.database.tables.delegations, row, transaction) }
  await audit(unit, 'delegate', delegation)
  return delegation
}

/**
 * Ends a delegation before its time, by who gave it, who has it, or an administrator. One that is over stays as it is.
 * @returns the user who had it
 * @throws ApiError `not_found` for everybody else
 */
export async function endDelegation(unit: Unit, id: number): Promise<number> {
  const { services, transaction, caller, now } = unit
  const { delegations } = services.database.tables
  const delegation = await findRow(delegations, { [Op.and]: [{ id }, visibleDelegations(caller.user)] }, { transaction, lock: true })
  if (!delegation) throw new ApiError('not_found')
  if (!isDelegationOver(delegation, now)) {
    await updateRows(delegations, { endedAt: now }, { id }, transaction)
    await audit(unit, 'end_delegation', delegation)
  }
  return delegation.toUserId
}
