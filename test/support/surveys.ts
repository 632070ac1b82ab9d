import type { Ticket } from '#shared/contract/ticket.ts'
import { SURVEYS, type SurveyKind } from '#shared/domain/sla/surveys.ts'
import { findRow, insertRow, type Database } from '#server/database/database.ts'
import type { SurveyTaskRow } from '#server/models/index.ts'

/** A survey task of a ticket's running assignment, as the sweep opens it. @returns its id */
export async function openSurvey(database: Database, no: Ticket['no'], kind: SurveyKind, dueAt: Date, more: Partial<SurveyTaskRow> = {}): Promise<string> {
  const ticket = await findRow(database.tables.tickets, { no })
  if (!ticket) throw new Error(`there is no ticket ${no}`)
  return String(await insertRow(database.tables.surveyTasks, {
    ticketId: ticket.id, customerId: ticket.customerId, assignmentNumber: ticket.assignmentNumber, kind, pool: SURVEYS[kind].pool,
    subject: `assignment:${ticket.assignmentNumber}`, dueAt, state: 'open', tries: 0, version: 1, ...more,
  }, null))
}
