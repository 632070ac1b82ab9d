import { actorsOn } from '#shared/domain/permissions.ts'
import { saveTicket } from '../tickets/applyDecision.ts'
import { insertRow } from '../database/database.ts'
import { loadTicket } from '../tickets/loadTicket.ts'
import { appendLog } from '../tickets/operationLog.ts'
import type { Unit } from './unit.ts'

/** Full numbers for somebody who does not handle the ticket; each unmasking is logged (`interface.md`, Numbers). */
export async function unmaskTicket(unit: Unit, no: string): Promise<string[]> {
  const { row, scope } = await loadTicket(unit.services, unit.caller.user, no, unit.transaction, { lock: true })
  const [role = 'reader'] = actorsOn(unit.caller.user, scope)
  const chain = await appendLog(unit, row, { operation: 'unmask', role, stateBefore: row.state, stateAfter: row.state, changes: {} })
  await saveTicket(unit, row, { ...row, ...chain })
  await insertRow(unit.services.database.tables.auditEntries, {
    at: unit.now, userId: unit.caller.user.id, action: 'unmask', ticketId: row.id, detail: null,
  }, unit.transaction)
  return row.phones
}
