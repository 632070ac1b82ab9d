import type { TicketCreate } from '#shared/contract/ticket.ts'
import { can, mayOperateType } from '#shared/domain/permissions.ts'
import { decideCreation } from '#shared/domain/ticket/decide.ts'
import type { EventEffect } from '#shared/domain/ticket/effects.ts'
import type { TicketSource } from '#shared/domain/ticket/enumerations.ts'
import { findRow, insertRow, insertRows } from '../database/database.ts'
import { ApiError, invalid } from '../errors.ts'
import type { Actor } from '#shared/domain/ticket/transitions.ts'
import type { TicketRow } from '../models/index.ts'
import { addTimers, columnsOf, excerpt, saveTicket } from '../tickets/applyDecision.ts'
import { applyEffect } from '../tickets/applyEffect.ts'
import { reverse, snapshotCustomer } from '../tickets/customerSnapshot.ts'
import { writeEvent } from '../tickets/events.ts'
import { appendLog, changesBetween } from '../tickets/operationLog.ts'
import { emptyForm } from '../tickets/operationForm.ts'
import { checkAttachments, checkCause, checkResponsibleParty, linkCall, resolveAssistants, resolveCall, resolveDestination } from '../tickets/references.ts'
import { followWrittenRow } from '../tickets/writtenRows.ts'
import type { Unit } from './unit.ts'

/** A closed ticket that this one follows; a customer never reopens one (`workflow.md`, rule 6). */
async function followedTicket(unit: Unit, no: string | null | undefined): Promise<Pick<TicketRow, 'followUpOf' | 'followUpOfNo'>> {
  if (!no) return { followUpOf: null, followUpOfNo: null }
  const followed = await findRow(unit.services.database.tables.tickets, { no }, { transaction: unit.transaction, attributes: ['id', 'state'] })
  if (!followed) throw invalid({ followUpOf: ['unknown'] })
  if (followed.state !== 'closed' && followed.state !== 'cancelled') throw invalid({ followUpOf: ['not_closed'] })
  return { followUpOf: followed.id, followUpOfNo: no }
}

/** The row before the rules have spoken: what the caller said, and the beginnings of what is counted. */
async function newRow(unit: Unit, input: TicketCreate, source: TicketSource): Promise<Omit<TicketRow, 'id'>> {
  const { now, caller, services } = unit
  await checkCause(unit, input.feedback.causeCode, 'feedback.causeCode')
  await checkAttachments(unit, input.feedback.attachmentIds, 'feedback.attachmentIds')
  const responsibleParty = await checkResponsibleParty(unit, input.responsibleParty)
  const destination = await resolveDestination(unit, input, input.submit)
  const followed = await followedTicket(unit, input.followUpOf)
  const customer = await snapshotCustomer(unit, input.customer)
  const no = await services.numbers.next(now)
  return {
    no, type: input.type, level: input.level, state: 'pending_submission', live: false, version: 1, source,
    createdAt: now, createdBy: caller.user.id, createdByName: caller.user.name, updatedAt: now, ...customer, ...destination, ...followed,
    scopeMallId: null, scopeDepartmentId: null, brand: input.product?.brand ?? null, category: input.product?.category ?? null,
    channelMajor: input.salesChannel?.major ?? null, channelMiddle: input.salesChannel?.middle ?? null, channelMinor: input.salesChannel?.minor ?? null,
    causeCode: input.feedback.causeCode ?? null, responsibleParty, assignmentNumber: 0, handlerUserId: null, handlerName: null, handlerPhone: null,
    marketingLine: null, marketLevel: null, firstSubmittedAt: null, submittedAt: null, receivedAt: null, closedAt: null,
    feedbackCount: 1, secondComplaint: false, escalatedAt: null, firstContactDueAt: null, replyDueAt: null, resolveDueAt: null, visitAt: null,
    replyOpen: false, lastRoundNumber: 0, resolvedAt: null, contactTimely: null, followUpTimely: null, replyTimely: null, resolveTimely: null, processTimely: null,
    satisfactionProcessed: null, satisfactionScore: null, satisfactionReason: null, satisfactionAt: null, provisionalDeadlines: false, returned: false,
    latestFeedback: excerpt(input.feedback.content), lastEventAt: now, lastEventBy: caller.user.id, unreadMallId: null, logSequence: 0, logHash: '',
  }
}

export interface CreatedTicket {
  row: TicketRow
  assistantIds: number[]
}

/**
 * 保存 or 保存并提交: a new ticket with its first feedback; submitting opens the first assignment (`workflow.md`).
 * @returns the ticket as it stands in the database
 * @throws ApiError `forbidden` for who may not create tickets of this type, `validation_failed` for what the request names wrongly
 */
export async function createTicket(unit: Unit, input: TicketCreate): Promise<CreatedTicket> {
  const { user, source } = unit.caller
  if (!can(user, 'tickets.create') || !mayOperateType(user, input.type)) throw new ApiError('forbidden')
  return writeTicket(unit, input, { operation: input.submit ? 'submit' : 'save', role: 'cs', source })
}

/** As which row of the table a ticket begins, and who stands for it in log and ticket. */
export interface Beginning {
  operation: 'save' | 'submit' | 'intake'
  role: Actor
  source: TicketSource
}

/** Writes a new ticket with all that belongs to it. Whether the caller may is asked before. */
export async function writeTicket(unit: Unit, input: TicketCreate, { operation, role, source }: Beginning): Promise<CreatedTicket> {
  const { services, transaction, now } = unit
  const { tables } = services.database
  const assistantIds = await resolveAssistants(unit, input.assistants ?? [])
  const callId = await resolveCall(unit, input.callId)
  const calendar = await services.calendar()
  const blank = await newRow(unit, input, source)
  const hasDestination = blank.mallId !== null || blank.headOfficeReason !== null
  const decision = decideCreation({ type: input.type, level: input.level, hasDestination }, operation, { now, calendar })
  const row: Omit<TicketRow, 'id'> = { ...blank, ...columnsOf(decision.next, calendar), receivedAt: input.submit ? now : null }
  const id = await insertRow(tables.tickets, row, transaction)
  const before: TicketRow = { ...row, id }
  const after: TicketRow = { ...before }

  await insertRows(tables.ticketPhones, row.phones.map((digits) => ({ ticketId: id, digits, reversed: reverse(digits) })), transaction)
  await insertRows(tables.ticketAssistants, assistantIds.map((organisationId) => ({ ticketId: id, organisationId, createdAt: row.createdAt })), transaction)
  await linkCall(unit, callId, { id, customerId: row.customerId })

  const form = {
    ...emptyForm(operation, role), content: input.feedback.content, causeCode: input.feedback.causeCode, channel: input.feedback.channel,
    calledAt: new Date(input.feedback.calledAt), callId, attachmentIds: input.feedback.attachmentIds ?? [],
  }
  const context = { unit, before, after, decision, form, requesterId: null }
  for (const effect of decision.effects) await applyEffect(context, effect)
  await addTimers(unit, after, decision)
  for (const effect of decision.effects.filter((candidate): candidate is EventEffect => candidate.kind === 'event')) await writeEvent(unit, after, effect)
  if (assistantIds.length > 0 && input.submit) await writeEvent(unit, after, { kind: 'event', event: 'assist_assigned' }, { assistantIds })
  Object.assign(after, await appendLog(unit, before, {
    operation, role, stateBefore: null, stateAfter: after.state, changes: changesBetween({}, after),
  }))
  await saveTicket(unit, before, after)
  await followWrittenRow(unit, { before: null, after, assistantIds: { before: [], after: assistantIds } })
  return { row: after, assistantIds }
}
