import { Op } from 'sequelize'
import { BREACH_KINDS } from '#shared/domain/breaches.ts'
import { insertRows } from '../database/database.ts'
import { permit } from '../permit.ts'
import { loadPenalties, type PenaltyAmounts } from '../queries/penalties.ts'
import { audit } from './audit.ts'
import type { Unit } from './unit.ts'

/**
 * Sets what each kind of breach costs, in yuan (`lists.md`, Breach report). Administrators only, and audited; nothing is
 * written where nothing changes.
 * @throws ApiError `forbidden`
 */
export async function setPenalties(unit: Unit, given: PenaltyAmounts): Promise<void> {
  const { services: { database }, transaction, caller, now } = unit
  permit(caller.user, 'administration')
  const before = await loadPenalties(database, transaction, { lock: true })
  const changed = BREACH_KINDS.filter((kind) => before[kind] !== given[kind])
  if (changed.length === 0) return
  const { penalties } = database.tables
  await penalties.model.destroy({ where: { breach: { [Op.in]: changed } }, transaction })
  await insertRows(penalties, changed.map((breach) => ({ breach, amount: given[breach], changedAt: now })), transaction)
  await audit(unit, 'set_penalties', { changes: Object.fromEntries(changed.map((kind) => [kind, { before: before[kind], after: given[kind] }])) })
}
