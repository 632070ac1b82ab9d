import type { SurveyResultBody } from '#shared/contract/survey.ts'
import { actorsOn } from '#shared/domain/permissions.ts'
import { answerErrors, answerQuestion, isQuestion, mayAnswer, type SurveyOutcome, type SurveyQuestion } from '#shared/domain/survey/task.ts'
import { decide } from '#shared/domain/ticket/decide.ts'
import { findRow, insertRow, updateRows } from '../database/database.ts'
import { ApiError } from '../errors.ts'
import type { SurveyRating } from '../models/events.ts'
import type { SurveyTaskRow, TicketRow } from '../models/index.ts'
import { permit } from '../permit.ts'
import { applyDecision, saveTicket } from '../tickets/applyDecision.ts'
import { writeBreach } from '../tickets/breaches.ts'
import { writeEvent } from '../tickets/events.ts'
import { loadTicket, type LoadedTicket } from '../tickets/loadTicket.ts'
import { emptyForm } from '../tickets/operationForm.ts'
import { appendLog, changesBetween } from '../tickets/operationLog.ts'
import { refuseIf } from '../tickets/references.ts'
import { followWrittenRow } from '../tickets/writtenRows.ts'
import type { Unit } from './unit.ts'

/** The ticket first, as everybody locks it; then the task as it is behind that lock. @throws ApiError `not_found` */
async function lockTask(unit: Unit, id: number): Promise<{ ticket: LoadedTicket; task: SurveyTaskRow }> {
  const { services, caller, transaction } = unit
  const { tickets, surveyTasks } = services.database.tables
  const found = await findRow(surveyTasks, { id }, { transaction, attributes: ['ticketId'] })
  const named = found && (await findRow(tickets, { id: found.ticketId }, { transaction, attributes: ['no'] }))
  if (!named) throw new ApiError('not_found')
  const ticket = await loadTicket(services, caller.user, named.no, transaction, { lock: true })
  const task = await findRow(surveyTasks, { id }, { transaction, lock: true })
  if (!task) throw new ApiError('not_found')
  return { ticket, task }
}

/** What the follow-up record says of the result, for the ticket's history. */
async function writeRecord(unit: Unit, row: TicketRow, task: SurveyTaskRow, detail: Record<string, unknown>): Promise<void> {
  const { user } = unit.caller
  await insertRow(unit.services.database.tables.records, {
    ticketId: row.id, operation: 'survey_result', origin: 'survey_result', at: unit.now, userId: user.id, userName: user.name, organisationId: user.organisationId,
    content: null, causeCode: null, reasonCode: null, channel: null, calledAt: null, callId: null, roundNumber: null, voidedAt: null, detail: { survey: task.kind, ...detail },
  }, unit.transaction)
}

/** A question fills its field of the ticket. The version stays: nobody's open form goes stale because a customer answered. */
async function recordOutcome(unit: Unit, before: TicketRow, task: SurveyTaskRow, kind: SurveyQuestion, outcome: SurveyOutcome): Promise<Partial<SurveyTaskRow>> {
  const { now, caller } = unit
  const { state, tries, changes, breach, told } = answerQuestion(kind, task, outcome)
  const after: TicketRow = { ...before, ...changes, updatedAt: now, lastEventAt: now, lastEventBy: caller.user.id }
  if (state !== 'open') await writeRecord(unit, after, task, { outcome })
  await writeEvent(unit, after, { kind: 'event', event: 'survey_recorded' }, { data: { survey: kind, outcome } })
  if (breach) await writeBreach(unit, after, breach, task.subject)
  if (told) await writeEvent(unit, after, { kind: 'event', event: 'survey_breach', once: `${kind}:${task.subject}` }, { data: { survey: kind } })
  Object.assign(after, await appendLog(unit, before, {
    operation: 'survey_result', role: 'cs', stateBefore: before.state, stateAfter: before.state,
    changes: { ...changesBetween(before, after), [kind]: { before: null, after: outcome } },
  }))
  await saveTicket(unit, before, after)
  await followWrittenRow(unit, { before, after })
  return { state, tries, outcome, ...(state === 'open' ? {} : { answeredBy: caller.user.id, answeredAt: now }) }
}

/** The answer of the satisfaction survey is an evaluation of the ticket, with all that follows from one. */
async function recordSatisfaction(unit: Unit, ticket: LoadedTicket, rating: SurveyRating): Promise<Partial<SurveyTaskRow>> {
  const { services, now, caller } = unit
  const input = { processed: rating.processed, score: rating.score }
  const decision = decide(ticket.facts, 'evaluate', actorsOn(caller.user, ticket.scope), input, { now, calendar: await services.calendar() })
  if (!decision.allowed) throw new ApiError(decision.code, { guards: decision.failedGuards })
  await applyDecision(unit, ticket.row, decision, { ...emptyForm('evaluate', 'cs'), evaluationReason: rating.reason, input })
  return { state: 'done', result: rating, answeredBy: caller.user.id, answeredAt: now }
}

/**
 * The result of a survey (`time.md`, Survey results). It carries no version; a task that is answered already is refused
 * (`workflow.md`, rule 9).
 * @param validateBody gives the checked body, or throws 422: the task is looked for before
 * @returns the task as it now is
 * @throws ApiError `forbidden`, `not_found`, `validation_failed`, `operation_not_allowed`
 */
export async function recordSurvey(unit: Unit, id: number, validateBody: () => SurveyResultBody): Promise<SurveyTaskRow> {
  // Who may not read surveys does not learn which there are.
  permit(unit.caller.user, 'surveys.read')
  const { ticket, task } = await lockTask(unit, id)
  const { outcome, processed, score, reason } = validateBody()
  const errors = answerErrors(task.kind, { outcome, processed, score, reason })
  refuseIf(Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, [error]])))
  if (!mayAnswer(task, ticket.row.assignmentNumber)) throw new ApiError('operation_not_allowed')
  if (!actorsOn(unit.caller.user, ticket.scope).has('cs')) throw new ApiError('forbidden')

  let result: Partial<SurveyTaskRow> | null = null
  if (isQuestion(task.kind) && outcome) result = await recordOutcome(unit, ticket.row, task, task.kind, outcome)
  else if (processed !== undefined && score) result = await recordSatisfaction(unit, ticket, { processed, score, reason })
  if (!result) throw new Error('an answer without fields has passed the check')
  const changed: Partial<SurveyTaskRow> = { ...result, version: task.version + 1 }
  await updateRows(unit.services.database.tables.surveyTasks, changed, { id }, unit.transaction)
  return { ...task, ...changed }
}
