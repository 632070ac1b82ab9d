import type { Transaction } from 'sequelize'
import { isDissatisfied } from '#shared/domain/ticket/satisfaction.ts'
import { insertRows, type Database } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'

/** Which of the late tabs a ticket belongs to (`lists.md`); cancelled tickets to none. */
export function marksOf(row: TicketRow): string[] {
  if (row.state === 'cancelled') return []
  const marks: [string, boolean][] = [
    ['late_reply', row.replyTimely === false], ['late_resolve', row.resolveTimely === false], ['late_contact', row.contactTimely === false],
    ['late_follow_up', row.followUpTimely === false], ['late_process', row.processTimely === false], ['dissatisfied', isDissatisfied(row.type, row.satisfactionScore)],
  ]
  return marks.filter(([, holds]) => holds).map(([mark]) => mark)
}

const keyOf = (row: TicketRow): string => `${marksOf(row).join()}|${row.scopeMallId}|${row.scopeDepartmentId}`

/** Keeps `ticket_marks` equal to the row; writes only where it changed. */
export async function syncMarks(database: Database, before: TicketRow | null, after: TicketRow, transaction: Transaction): Promise<void> {
  const marks = marksOf(after)
  if (before ? keyOf(before) === keyOf(after) : marks.length === 0) return
  const { ticketMarks } = database.tables
  await ticketMarks.model.destroy({ where: { ticketId: after.id }, transaction })
  await insertRows(ticketMarks, marks.map((mark) => ({
    ticketId: after.id, mark, createdAt: after.createdAt, scopeMallId: after.scopeMallId, scopeDepartmentId: after.scopeDepartmentId,
  })), transaction)
}
