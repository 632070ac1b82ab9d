import type { EventEffect } from '#shared/domain/ticket/effects.ts'
import { findRow, insertRow, updateRows } from '../database/database.ts'
import type { Unit } from '../commands/unit.ts'
import type { BreachRow, TicketRow } from '../models/index.ts'

/** Events that are breaches of the mall (`time.md`, `lists.md` Breach report), and what they hang on. */
export const BREACH_OF_EVENT: Partial<Record<EventEffect['event'], string>> = {
  reply_overdue: 'late_reply', resolve_overdue: 'late_resolve', dissatisfied: 'dissatisfied',
}

/** Records a breach once for its subject. Nothing is recorded for a ticket that no assignment is in force for. */
export async function recordBreach(unit: Unit, row: TicketRow, effect: EventEffect): Promise<void> {
  const kind = BREACH_OF_EVENT[effect.event]
  if (kind) await writeBreach(unit, row, kind, effect.once ?? `assignment:${row.assignmentNumber}`)
}

/** What a breach's row takes from its ticket. */
export type BreachColumns = Pick<TicketRow, 'id' | 'assignmentNumber' | 'scopeMallId' | 'scopeDepartmentId'>

export const breachRow = (row: BreachColumns, kind: string, subject: string, happenedAt: Date): Omit<BreachRow, 'id' | 'withdrawnAt'> => ({
  ticketId: row.id, assignmentNumber: row.assignmentNumber, kind, subject, mallId: row.scopeMallId, departmentId: row.scopeDepartmentId, happenedAt,
})

export async function writeBreach(unit: Unit, row: TicketRow, kind: string, subject: string): Promise<void> {
  if (row.assignmentNumber === 0) return
  const { breaches } = unit.services.database.tables
  if (await findRow(breaches, { ticketId: row.id, kind, subject }, { transaction: unit.transaction, attributes: ['id'] })) return
  await insertRow(breaches, breachRow(row, kind, subject, unit.now), unit.transaction)
}

/** An approved return withdraws the breaches of its assignment (`workflow.md`, rule 1). */
export const withdrawBreaches = (unit: Unit, ticketId: number, assignmentNumber: number): Promise<number> =>
  updateRows(unit.services.database.tables.breaches, { withdrawnAt: unit.now }, { ticketId, assignmentNumber, withdrawnAt: null }, unit.transaction)
