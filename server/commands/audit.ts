import { insertRow } from '../database/database.ts'
import type { Unit } from './unit.ts'

/** Writes what an administrator did. @param detail never a secret */
export async function audit({ services, transaction, caller, now }: Unit, action: string, detail: Record<string, unknown>): Promise<void> {
  await insertRow(services.database.tables.auditEntries, { at: now, userId: caller.user.id, action, ticketId: null, detail }, transaction)
}
