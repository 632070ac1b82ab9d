import type { DownloadFormat } from '#shared/contract/download.ts'
import { actorsOn } from '#shared/domain/permissions.ts'
import { saveTicket } from '../tickets/applyDecision.ts'
import { loadTicket } from '../tickets/loadTicket.ts'
import { appendLog } from '../tickets/operationLog.ts'
import type { Unit } from './unit.ts'

/**
 * Writes into the ticket's operation log that its user takes a file away (`desktop.md`, Download).
 * @throws ApiError `not_found` also for what the user may not see
 */
export async function recordDownload(unit: Unit, no: string, format: DownloadFormat): Promise<void> {
  const { row, scope } = await loadTicket(unit.services, unit.caller.user, no, unit.transaction, { lock: true })
  const [role = 'reader'] = actorsOn(unit.caller.user, scope)
  const chain = await appendLog(unit, row, { operation: 'download', role, stateBefore: row.state, stateAfter: row.state, changes: { format: { before: null, after: format } } })
  await saveTicket(unit, row, { ...row, ...chain })
}
