import { Op } from 'sequelize'
import type { BreachKind } from '#shared/domain/breaches.ts'
import { assignmentSubject, type EventEffect, type WithdrawBreachesEffect } from '#shared/domain/ticket/effects.ts'
import { findRow, insertRow, updateRows } from '../database/database.ts'
import type { Unit } from '../commands/unit.ts'
import type { BreachRow, TicketRow } from '../models/index.ts'

/** Events that are breaches of the mall (`time.md`, `lists.md` Breach report), and what they hang on. */
export const BREACH_OF_EVENT: Partial<Record<EventEffect['event'], BreachKind>> = {
  reply_overdue: 'late_reply', resolve_overdue: 'late_resolve', dissatisfied: 'dissatisfied',
}

/** Records a breach once for its subject. Nothing is recorded for a ticket that no assignment is in force for. */
export async function recordBreach(unit: Unit, row: TicketRow, effect: EventEffect): Promise<void> {
  const kind = BREACH_OF_EVENT[effect.event]
  if (kind) await writeBreach(unit, row, kind, effect.once ?? assignmentSubject(row.assignmentNumber), effect.happenedAt)
}

/** What a breach's row takes from its ticket: the mall is that of the assignment in force when it happens. */
export type BreachColumns = Pick<TicketRow, 'id' | 'assignmentNumber' | 'scopeMallId' | 'scopeDepartmentId'>

export const breachRow = (row: BreachColumns, kind: BreachKind, subject: string, happenedAt: Date): Omit<BreachRow, 'id' | 'withdrawnAt'> => ({
  ticketId: row.id, assignmentNumber: row.assignmentNumber, kind, subject, mallId: row.scopeMallId, departmentId: row.scopeDepartmentId, happenedAt,
})

/**
 * Writes a breach once for its subject. One that was withdrawn while its assignment goes on (a better score, and then a bad
 * one again) happens anew.
 * @param happenedAt now unless given
 */
export async function writeBreach(unit: Unit, row: TicketRow, kind: BreachKind, subject: string, happenedAt: Date = unit.now): Promise<void> {
  if (row.assignmentNumber === 0) return
  const { breaches } = unit.services.database.tables
  const known = await findRow(breaches, { ticketId: row.id, kind, subject }, { transaction: unit.transaction, attributes: ['id', 'withdrawnAt'] })
  if (!known) await insertRow(breaches, breachRow(row, kind, subject, happenedAt), unit.transaction)
  else if (known.withdrawnAt !== null) await updateRows(breaches, { happenedAt, withdrawnAt: null }, { id: known.id }, unit.transaction)
}

/** Breaches that a decision takes back (`workflow.md`, rule 1; `lists.md`, cancelled). */
export const withdrawBreaches = (unit: Unit, ticketId: number, { assignment, breaches }: WithdrawBreachesEffect): Promise<number> =>
  updateRows(unit.services.database.tables.breaches, { withdrawnAt: unit.now },
    { ticketId, assignmentNumber: assignment, kind: { [Op.in]: [...breaches] }, withdrawnAt: null }, unit.transaction)
