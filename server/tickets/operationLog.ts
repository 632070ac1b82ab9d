import { createHash } from 'node:crypto'
import type { TicketState } from '#shared/domain/ticket/states.ts'
import { insertRow } from '../database/database.ts'
import type { Unit } from '../commands/unit.ts'
import type { OperationLogRow, TicketRow } from '../models/index.ts'

export type Changes = Record<string, { before: unknown; after: unknown }>

/** Columns whose changes the log names; what follows from others or changes with every operation is left out. */
const LOGGED = [
  'type', 'level', 'customerName', 'customerType', 'phones', 'province', 'city', 'district', 'address', 'contractNo', 'mallId', 'headOfficeReason',
  'headOfficeDepartmentId', 'brand', 'category', 'channelMajor', 'channelMiddle', 'channelMinor', 'causeCode', 'responsibleParty', 'handlerName',
  'feedbackCount', 'secondComplaint', 'firstContactDueAt', 'replyDueAt', 'resolveDueAt', 'visitAt', 'contactTimely', 'followUpTimely',
  'replyTimely', 'resolveTimely', 'processTimely', 'satisfactionProcessed', 'satisfactionScore', 'satisfactionReason', 'provisionalDeadlines',
] as const satisfies readonly (keyof TicketRow)[]

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)

/** The logged columns that differ. */
export function changesBetween(before: Partial<TicketRow>, after: Partial<TicketRow>): Changes {
  const changes: Changes = {}
  for (const column of LOGGED) {
    const [was, is] = [plain(before[column] ?? null), plain(after[column] ?? null)]
    if (JSON.stringify(was) !== JSON.stringify(is)) changes[column] = { before: was, after: is }
  }
  return changes
}

/** The hash of an entry covers all that it says and the hash before it, so that a changed row breaks the chain. */
export function hashEntry(entry: Omit<OperationLogRow, 'id' | 'hash'>): string {
  const content = [
    entry.previousHash, entry.ticketId, entry.sequence, entry.at.toISOString(), entry.operation, entry.userId, entry.userName, entry.onBehalfOf,
    entry.role, entry.organisationId, entry.organisationName, entry.stateBefore, entry.stateAfter, entry.changes, entry.source,
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

export interface LogInput {
  operation: string
  role: string
  stateBefore: TicketState | null
  stateAfter: TicketState
  changes: Changes
  onBehalfOf?: number | null
}

/** The end of a ticket's log, which its row keeps. */
export type LogHead = Pick<TicketRow, 'id' | 'logSequence' | 'logHash'>
export type LogEntryContent = Omit<OperationLogRow, 'id' | 'ticketId' | 'sequence' | 'previousHash' | 'hash'>

/** The next entry of a ticket's log, chained to its head. */
export function nextEntry(head: LogHead, content: LogEntryContent): Omit<OperationLogRow, 'id'> {
  const entry = { ...content, ticketId: head.id, sequence: head.logSequence + 1, previousHash: head.logHash }
  return { ...entry, hash: hashEntry(entry) }
}

/** Appends to the log of a ticket whose row is locked. @returns the sequence and hash that the ticket's row keeps */
export async function appendLog(
  unit: Unit, ticket: LogHead, input: LogInput,
): Promise<Pick<TicketRow, 'logSequence' | 'logHash'>> {
  const { user, source } = unit.caller
  const entry = nextEntry(ticket, {
    at: unit.now, operation: input.operation, userId: user.id, userName: user.name,
    onBehalfOf: input.onBehalfOf ?? null, role: input.role, organisationId: user.organisationId, organisationName: user.organisationName,
    stateBefore: input.stateBefore, stateAfter: input.stateAfter, changes: input.changes, source,
  })
  await insertRow(unit.services.database.tables.operationLog, entry, unit.transaction)
  return { logSequence: entry.sequence, logHash: entry.hash }
}
