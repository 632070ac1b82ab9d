import type { ExplainedDeadline } from '#shared/contract/deadlines.ts'
import type { FollowUpRecord, LogEntry } from '#shared/contract/history.ts'
import { maskPhone } from '#shared/domain/customer/phone.ts'
import { explainDeadline } from '#shared/domain/sla/explanation.ts'
import { DEADLINE_KINDS, type DeadlineKind } from '#shared/domain/sla/deadlines.ts'
import { findRow, findRows } from '../database/database.ts'
import type { RecordRow, ReplyRoundRow, TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import type { Changes } from '../tickets/operationLog.ts'
import { attachmentsOfRecords } from './attachments.ts'
import { namesOfUsers } from './users.ts'

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null

/** Follow-up records, newest first; synced ones come after what they were synced from. */
export async function listRecords(services: Services, ticketId: number): Promise<FollowUpRecord[]> {
  const { tables } = services.database
  const records = await findRows(tables.records, { ticketId }, { order: [['id', 'DESC']] })
  const rounds = new Map((await findRows(tables.replyRounds, { ticketId })).map((round) => [round.number, round]))
  const organisations = await services.directory.snapshot()
  const attachments = await attachmentsOfRecords(services, ticketId)
  return records.map((record) => {
    const organisation = record.organisationId === null ? null : (organisations.get(record.organisationId) ?? null)
    const round = record.roundNumber === null ? null : (rounds.get(record.roundNumber) ?? null)
    return presentRecord(record, organisation && { code: organisation.code, name: organisation.name }, round, attachments.get(record.id) ?? [])
  })
}

const presentRecord = (record: RecordRow, byOrganisation: FollowUpRecord['byOrganisation'], round: ReplyRoundRow | null, attachments: FollowUpRecord['attachments']): FollowUpRecord => ({
  id: String(record.id), operation: record.operation as FollowUpRecord['operation'], origin: record.origin as FollowUpRecord['origin'],
  at: record.at.toISOString(), byName: record.userName, byOrganisation,
  content: record.content, causeCode: record.causeCode, reasonCode: record.reasonCode, channel: record.channel, calledAt: iso(record.calledAt),
  round: round ? { number: round.number, dueAt: round.dueAt.toISOString(), timely: round.timely } : null,
  voidedAt: iso(record.voidedAt), detail: record.detail, attachments,
})

/** The logged phone numbers of a change, masked. */
function withoutNumbers({ phones, ...others }: Changes): Changes {
  const masked = (digits: unknown): unknown => (Array.isArray(digits) ? digits.map((one) => maskPhone(String(one))) : digits)
  return phones ? { ...others, phones: { before: masked(phones.before), after: masked(phones.after) } } : others
}

/**
 * The operation log, newest first.
 * @param masked numbers are masked for whoever does not handle the ticket
 */
export async function listLog({ database }: Services, ticketId: number, masked: boolean): Promise<LogEntry[]> {
  const entries = await findRows(database.tables.operationLog, { ticketId }, { order: [['sequence', 'DESC']] })
  const names = await namesOfUsers(database, entries.map(({ onBehalfOf }) => onBehalfOf))
  return entries.map((entry) => ({
    sequence: entry.sequence, at: entry.at.toISOString(), operation: entry.operation as LogEntry['operation'], byName: entry.userName,
    onBehalfOf: entry.onBehalfOf === null ? null : (names.get(entry.onBehalfOf) ?? ''), role: entry.role,
    organisation: entry.organisationName, stateBefore: entry.stateBefore, stateAfter: entry.stateAfter, changes: masked ? withoutNumbers(entry.changes) : entry.changes, source: entry.source,
  }))
}

/** The deadlines that a ticket has, each with how it was computed; one that the calendar would now give differently has none. */
export async function explainDeadlines(services: Services, row: TicketRow): Promise<ExplainedDeadline[]> {
  const { submittedAt } = row
  if (!submittedAt) return []
  const calendar = await services.calendar()
  const shownRound = row.replyDueAt === null ? null
    : await findRow(services.database.tables.replyRounds, { ticketId: row.id, assignmentNumber: row.assignmentNumber, dueAt: row.replyDueAt })
  const starts: Record<DeadlineKind, Date> = {
    firstContactDueAt: submittedAt, replyDueAt: shownRound?.openedAt ?? submittedAt, resolveDueAt: submittedAt, visitAt: submittedAt,
  }
  return DEADLINE_KINDS.flatMap((kind) => {
    const dueAt = row[kind]
    if (!dueAt) return []
    const explanation = explainDeadline(kind, starts[kind], calendar)
    const holds = explanation.result.at === dueAt.toISOString()
    return [{ kind, startedAt: starts[kind].toISOString(), dueAt: dueAt.toISOString(), explanation: holds ? explanation : null }]
  })
}
