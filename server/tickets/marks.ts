import { Op, type Transaction } from 'sequelize'
import { isDissatisfied } from '#shared/domain/ticket/satisfaction.ts'
import { insertRows, type Database } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'

/** What the marks of a ticket follow from. */
export type MarkColumns = Pick<TicketRow,
  'id' | 'type' | 'state' | 'createdAt' | 'scopeMallId' | 'scopeDepartmentId' | 'replyTimely' | 'resolveTimely' | 'contactTimely' | 'followUpTimely' | 'processTimely' | 'satisfactionScore'>

/** Which of the late tabs a ticket belongs to (`lists.md`); cancelled tickets to none. */
export function marksOf(row: MarkColumns): string[] {
  if (row.state === 'cancelled') return []
  const marks: [string, boolean][] = [
    ['late_reply', row.replyTimely === false], ['late_resolve', row.resolveTimely === false], ['late_contact', row.contactTimely === false],
    ['late_follow_up', row.followUpTimely === false], ['late_process', row.processTimely === false], ['dissatisfied', isDissatisfied(row.type, row.satisfactionScore)],
  ]
  return marks.filter(([, holds]) => holds).map(([mark]) => mark)
}

const keyOf = (row: MarkColumns): string => `${marksOf(row).join()}|${row.scopeMallId}|${row.scopeDepartmentId}`

/** A ticket's row before and after; before is null for a new one. */
export interface MarkedTicket {
  before: MarkColumns | null
  after: MarkColumns
}

const differs = ({ before, after }: MarkedTicket): boolean => (before ? keyOf(before) !== keyOf(after) : marksOf(after).length > 0)

/** Keeps `ticket_marks` equal to the rows of many tickets; writes only where something changed. */
export async function syncManyMarks({ tables: { ticketMarks } }: Database, tickets: readonly MarkedTicket[], transaction: Transaction): Promise<void> {
  const changed = tickets.filter(differs).map(({ after }) => after)
  if (changed.length === 0) return
  await ticketMarks.model.destroy({ where: { ticketId: { [Op.in]: changed.map(({ id }) => id) } }, transaction })
  await insertRows(ticketMarks, changed.flatMap((row) => marksOf(row).map((mark) => ({
    ticketId: row.id, mark, createdAt: row.createdAt, scopeMallId: row.scopeMallId, scopeDepartmentId: row.scopeDepartmentId,
  }))), transaction)
}

/** {@link syncManyMarks} for one ticket. */
export const syncMarks = (database: Database, before: TicketRow | null, after: TicketRow, transaction: Transaction): Promise<void> =>
  syncManyMarks(database, [{ before, after }], transaction)
