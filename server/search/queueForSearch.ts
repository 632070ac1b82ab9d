import { insertRow } from '../database/database.ts'
import type { Unit } from '../commands/unit.ts'

/** Has a ticket indexed again, when the transaction that changes what it is found by has been committed. */
export async function queueForSearch({ services, transaction, now }: Unit, ticketId: number): Promise<void> {
  await insertRow(services.database.tables.searchQueue, { ticketId, dueAt: now }, transaction)
}
