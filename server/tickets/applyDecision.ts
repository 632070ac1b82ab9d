import type { WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { hasProvisionalDeadlines } from '#shared/domain/sla/recompute.ts'
import type { Decision } from '#shared/domain/ticket/decide.ts'
import { assignmentSubject, type AddTimerEffect, type EventEffect } from '#shared/domain/ticket/effects.ts'
import { isSecondComplaint } from '#shared/domain/ticket/feedback.ts'
import type { TicketFacts } from '#shared/domain/ticket/facts.ts'
import { isLive } from '#shared/domain/ticket/states.ts'
import type { Unit } from '../commands/unit.ts'
import { insertRows, updateRows } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'
import { applyEffect } from './applyEffect.ts'
import { withdrawBreaches, writeBreach } from './breaches.ts'
import { writeEvent } from './events.ts'
import { lostSight } from './lostSight.ts'
import { appendLog, changesBetween } from './operationLog.ts'
import type { OperationForm } from './operationForm.ts'
import { followWrittenRow } from './writtenRows.ts'

/** The ticket's columns that the rules decide. */
export function columnsOf(facts: TicketFacts, calendar: WorkingCalendar): Partial<TicketRow> {
  return {
    type: facts.type, level: facts.level, state: facts.state, live: isLive(facts.state), version: facts.version,
    feedbackCount: facts.feedbackCount, secondComplaint: facts.secondComplaint, assignmentNumber: facts.assignmentNumber,
    submittedAt: facts.submittedAt, firstContactDueAt: facts.firstContactDueAt, replyDueAt: facts.replyDueAt, resolveDueAt: facts.resolveDueAt,
    visitAt: facts.visitAt, resolvedAt: facts.resolvedAt, resolveTimely: facts.resolveTimely, replyTimely: facts.replyTimely,
    replyOpen: facts.openRounds.length > 0, lastRoundNumber: facts.lastRoundNumber, provisionalDeadlines: hasProvisionalDeadlines(facts, calendar),
  }
}

/** What an operation does to the ticket's columns beyond the facts. */
function extraColumns(before: TicketRow, decision: Decision, form: OperationForm, now: Date): Partial<TicketRow> {
  const extra: Partial<TicketRow> = {}
  const handedOver = decision.effects.some(({ kind }) => kind === 'open_round')
  if (handedOver) extra.receivedAt = now
  if (form.causeCode) extra.causeCode = form.causeCode
  if (form.operation === 'feedback' && form.content) extra.latestFeedback = excerpt(form.content)
  if (form.operation === 'escalate') extra.escalatedAt = now
  if (form.operation === 'evaluate') {
    extra.satisfactionProcessed = form.input.processed ?? null
    extra.satisfactionAt = now
    if (form.input.score) {
      extra.satisfactionScore = form.input.score
      extra.satisfactionReason = form.evaluationReason
    } else if (form.evaluationReason) extra.satisfactionReason = form.evaluationReason
  }
  if (decision.next.state === 'closed' && before.state !== 'closed') extra.closedAt = now
  return extra
}

const EXCERPT_LENGTH = 200

/** The beginning of a text in whole characters, for lists. */
export const excerpt = (content: string): string => [...content.replace(/\s+/gu, ' ')].slice(0, EXCERPT_LENGTH).join('')

/**
 * Writes a decision: the ticket's row, records, rounds, requests, timers, events, outbox, marks, log — all in the unit's
 * transaction. The row must be locked.
 * @param chosen columns that the user chose in the same step
 * @returns the row as it now is
 */
export async function applyDecision(
  unit: Unit, before: TicketRow, decision: Decision, form: OperationForm, chosen: Partial<TicketRow> = {},
): Promise<TicketRow> {
  const { services, now, caller } = unit
  const calendar = await services.calendar()
  const after: TicketRow = {
    ...before, ...chosen, ...columnsOf(decision.next, calendar), ...extraColumns(before, decision, form, now),
    updatedAt: now, lastEventAt: now, lastEventBy: caller.user.id,
  }
  const context = { unit, before, after, decision, form, requesterId: null as number | null }
  for (const effect of decision.effects) await applyEffect(context, effect)
  await addTimers(unit, after, decision)
  const events = decision.effects.filter((effect): effect is EventEffect => effect.kind === 'event')
  const lost = await lostSight(unit, before, after)
  // Said once: with the last event that is surely written.
  const telling = events.findLast(({ once }) => once === undefined)
  for (const event of events) {
    const data = { operation: form.operation, ...(lost && event === telling ? { lostSight: lost } : {}) }
    await writeEvent(unit, after, event, { requesterId: context.requesterId, data })
  }
  if (form.operation === 'reject_return') await writeBreach(unit, after, 'wrong_return', `version:${after.version}`)
  // Once for each assignment, though the flag stays for good.
  if (form.operation === 'feedback' && isSecondComplaint(before, now)) await writeBreach(unit, after, 'second_complaint', assignmentSubject(after.assignmentNumber))
  for (const effect of decision.effects) if (effect.kind === 'withdraw_breaches') await withdrawBreaches(unit, before.id, effect)
  Object.assign(after, await appendLog(unit, before, {
    operation: form.operation, role: form.role, onBehalfOf: form.onBehalfOf, stateBefore: before.state, stateAfter: after.state, changes: changesBetween(before, after),
  }))
  await saveTicket(unit, before, after)
  await followWrittenRow(unit, { before, after })
  return after
}

/** After all drops. A timer that stands already (a resolution was voided before its deadline) stays. */
export async function addTimers(unit: Unit, row: TicketRow, decision: Decision): Promise<void> {
  const timers = decision.effects.filter((effect): effect is AddTimerEffect => effect.kind === 'add_timer')
  await insertRows(unit.services.database.tables.timers,
    timers.map(({ timer, subject, dueAt }) => ({ ticketId: row.id, kind: timer, subject, dueAt })), unit.transaction, { ignoreDuplicates: true })
}

/** Updates the columns that differ. */
export async function saveTicket(unit: Unit, before: TicketRow, after: TicketRow): Promise<void> {
  const changed = Object.fromEntries(
    (Object.keys(after) as (keyof TicketRow)[]).filter((column) => after[column] !== before[column]).map((column) => [column, after[column]]),
  ) as Partial<TicketRow>
  await updateRows(unit.services.database.tables.tickets, changed, { id: before.id }, unit.transaction)
}
