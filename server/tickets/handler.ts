import { createHash } from 'node:crypto'
import { QueryTypes } from 'sequelize'
import type { Unit } from '../commands/unit.ts'

export interface Handler {
  id: number
  name: string
  phone: string | null
}

/** Roles among whose holders the handler is drawn (`workflow.md`, What a ticket holds). */
const HANDLER_ROLES = ['service_contact', 'service_lead', 'mall_admin']

/**
 * 售后处理人: one of the mall's authorised users, drawn at random and stable for the assignment. The draw comes from a hash
 * of ticket and assignment, so that a retried transaction draws the same.
 */
export async function drawHandler(unit: Unit, mallId: number, ticketNo: string, assignmentNumber: number): Promise<Handler | null> {
  const candidates = await unit.services.database.sequelize.query<Handler>(
    `SELECT DISTINCT u.id, u.name, u.phone FROM users u JOIN user_roles r ON r.user_id = u.id
      WHERE u.organisation_id = :mallId AND u.active = 1 AND r.role IN (:roles) ORDER BY u.id`,
    { replacements: { mallId, roles: HANDLER_ROLES }, type: QueryTypes.SELECT, transaction: unit.transaction },
  )
  const draw = createHash('sha256').update(`${ticketNo}:${assignmentNumber}`).digest().readUInt32BE(0)
  return candidates[draw % candidates.length] ?? null
}
