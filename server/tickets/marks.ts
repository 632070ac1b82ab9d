import { Op, type Transaction } from 'sequelize'
import { marksOf, type MarkedFacts } from '#shared/domain/lists/marks.ts'
import { insertRows, type Database } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'

/** What the rows of a ticket's marks are made of. */
export type MarkColumns = MarkedFacts & Pick<TicketRow, 'id' | 'createdAt' | 'scopeMallId' | 'scopeDepartmentId'>

const keyOf = (row: MarkColumns): string => `${marksOf(row).join()}|${row.scopeMallId}|${row.scopeDepartmentId}`

/** A ticket's row before and after; before is null for a new one. */
export interface MarkedTicket {
  before: MarkColumns | null
  after: MarkColumns
}

const differs = ({ before, after }: MarkedTicket): boolean => (before ? keyOf(before) !== keyOf(after) : marksOf(after).length > 0)

/** Keeps `ticket_marks` equal to the rows of many tickets; writes only where something changed. */
export async function syncMarks({ tables: { ticketMarks } }: Database, tickets: readonly MarkedTicket[], transaction: Transaction): Promise<void> {
  const changed = tickets.filter(differs).map(({ after }) => after)
  if (changed.length === 0) return
  await ticketMarks.model.destroy({ where: { ticketId: { [Op.in]: changed.map(({ id }) => id) } }, transaction })
  await insertRows(ticketMarks, changed.flatMap((row) => marksOf(row).map((mark) => ({
    ticketId: row.id, mark, createdAt: row.createdAt, scopeMallId: row.scopeMallId, scopeDepartmentId: row.scopeDepartmentId,
  }))), transaction)
}
