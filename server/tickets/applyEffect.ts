import { Op } from 'sequelize'
import type { Decision } from '#shared/domain/ticket/decide.ts'
import type {
  CloseRoundEffect, DropTimersEffect, Effect, EndAssignmentEffect, EndRequestEffect, EndSurveysEffect,
  OpenAssignmentEffect, OpenRequestEffect, OpenRoundEffect, RecordEffect,
} from '#shared/domain/ticket/effects.ts'
import type { Unit } from '../commands/unit.ts'
import { findRow, insertRow, updateRows } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'
import { queueForSearch } from '../search/queueForSearch.ts'
import { drawHandler } from './handler.ts'
import type { OperationForm } from './operationForm.ts'

export interface EffectContext {
  unit: Unit
  before: TicketRow
  /** The row in the making; effects may set columns of it. */
  after: TicketRow
  decision: Decision
  form: OperationForm
  /** Filled by a decision on a request, for the message to who asked. */
  requesterId: number | null
}

/** Writes one effect of a decision. */
export async function applyEffect(context: EffectContext, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case 'record': return writeRecord(context, effect)
    case 'open_assignment': return openAssignment(context, effect)
    case 'end_assignment': return endAssignment(context, effect)
    case 'open_round': return openRound(context, effect)
    case 'close_round': return closeRound(context, effect)
    case 'open_request': return openRequest(context, effect)
    case 'end_request': return endRequest(context, effect)
    case 'void_resolution': return voidResolution(context)
    case 'drop_timers': return dropTimers(context, effect)
    case 'end_surveys': return endSurveys(context, effect)
    // Written together after all others, see `applyDecision`.
    case 'add_timer': case 'event': case 'withdraw_breaches': return
  }
}

async function writeRecord({ unit, after, form, decision }: EffectContext, effect: RecordEffect): Promise<void> {
  const { user } = unit.caller
  const { tables } = unit.services.database
  const recordId = await insertRow(tables.records, {
    ticketId: after.id, operation: effect.operation, origin: effect.origin, at: unit.now, userId: user.id, userName: user.name, organisationId: user.organisationId,
    content: form.content, causeCode: form.causeCode, reasonCode: form.reasonCode, channel: form.channel, calledAt: form.calledAt, callId: form.callId,
    roundNumber: roundOf(decision, effect), voidedAt: null, detail: detailOf(form, decision),
  }, unit.transaction)
  if (effect.operation !== effect.origin) return
  if (form.content || form.evaluationReason) await queueForSearch(unit, after.id)
  if (form.attachmentIds.length === 0) return
  const linked = await updateRows(tables.attachments, { ticketId: after.id, recordId }, { id: { [Op.in]: [...form.attachmentIds] }, ticketId: null, uploadedBy: user.id }, unit.transaction)
  if (linked !== new Set(form.attachmentIds).size) throw new Error('an attachment was taken from under a ticket that names it')
}

/** The round that the record answers or opens. */
function roundOf(decision: Decision, { operation, origin }: RecordEffect): number | null {
  const numbers = decision.effects.flatMap((effect) => (effect.kind === 'open_round' || effect.kind === 'close_round' ? [effect.number] : []))
  const answers = operation === 'reply' || operation === 'return' || operation === origin
  return answers && numbers.length > 0 ? Math.max(...numbers) : null
}

function detailOf({ operation, input, evaluationReason }: OperationForm, { next }: Decision): Record<string, unknown> | null {
  switch (operation) {
    case 'request_visit': return { requestedAt: input.requestedAt?.toISOString(), visitType: input.visitType }
    case 'evaluate': return { processed: input.processed, score: input.score ?? null, reason: evaluationReason }
    case 'approve_visit': return { visitAt: next.visitAt?.toISOString() }
    case 'escalate': return { level: input.level ?? 'none' }
    default: return null
  }
}

async function openAssignment({ unit, before, after }: EffectContext, effect: OpenAssignmentEffect): Promise<void> {
  const { tables } = unit.services.database
  const mall = after.mallId === null ? null : await findRow(tables.organisations, { id: after.mallId }, { transaction: unit.transaction })
  const departmentId = mall ? mall.departmentId : after.headOfficeDepartmentId
  const department = mall || departmentId === null ? null : await findRow(tables.organisations, { id: departmentId }, { transaction: unit.transaction })
  const handler = mall ? await drawHandler(unit, mall.id, after.no, effect.number) : null
  Object.assign(after, {
    scopeMallId: after.mallId, scopeDepartmentId: departmentId, returned: false, firstSubmittedAt: before.firstSubmittedAt ?? unit.now,
    handlerUserId: handler?.id ?? null, handlerName: handler?.name ?? null, handlerPhone: handler?.phone ?? mall?.phone ?? null,
    marketingLine: mall?.marketingLine ?? department?.marketingLine ?? null, marketLevel: mall?.marketLevel ?? null,
    contactTimely: null, followUpTimely: null, processTimely: null,
  } satisfies Partial<TicketRow>)
  await insertRow(tables.assignments, {
    ticketId: after.id, number: effect.number, mallId: after.mallId, headOfficeReason: after.headOfficeReason, departmentId,
    handlerUserId: handler?.id ?? null, submittedAt: effect.submittedAt, submittedBy: unit.caller.user.id,
    firstContactDueAt: effect.firstContactDueAt, resolveDueAt: effect.resolveDueAt,
  }, unit.transaction)
}

async function endAssignment({ unit, before, after }: EffectContext, effect: EndAssignmentEffect): Promise<void> {
  const { tables } = unit.services.database
  await updateRows(tables.assignments, { endedAt: unit.now, outcome: effect.outcome }, { ticketId: before.id, number: effect.number }, unit.transaction)
  if (effect.outcome !== 'returned') return
  Object.assign(after, {
    scopeMallId: null, scopeDepartmentId: null, returned: true, handlerUserId: null, handlerName: null, handlerPhone: null, marketingLine: null, marketLevel: null,
    contactTimely: null, followUpTimely: null, processTimely: null,
    satisfactionProcessed: null, satisfactionScore: null, satisfactionReason: null, satisfactionAt: null,
  } satisfies Partial<TicketRow>)
}

async function openRound({ unit, after, form }: EffectContext, effect: OpenRoundEffect): Promise<void> {
  await insertRow(unit.services.database.tables.replyRounds, {
    ticketId: after.id, number: effect.number, assignmentNumber: after.assignmentNumber, openedBy: form.operation, openedAt: unit.now, dueAt: effect.dueAt,
  }, unit.transaction)
}

async function closeRound({ unit, after, form }: EffectContext, effect: CloseRoundEffect): Promise<void> {
  await updateRows(unit.services.database.tables.replyRounds,
    { closedBy: form.operation, closedAt: unit.now, timely: effect.timely }, { ticketId: after.id, number: effect.number }, unit.transaction)
}

async function openRequest(context: EffectContext, effect: OpenRequestEffect): Promise<void> {
  const { unit, before, after, form } = context
  const { user } = unit.caller
  const decidedBySystem = effect.state === 'approved'
  if (decidedBySystem) context.requesterId = user.id
  await insertRow(unit.services.database.tables.requests, {
    ticketId: after.id, assignmentNumber: after.assignmentNumber, kind: effect.request, state: effect.state,
    pendingKey: decidedBySystem ? null : `${after.id}:${effect.request}`, mallId: after.scopeMallId, departmentId: after.scopeDepartmentId, seenByMallId: after.scopeMallId, seenByDepartmentId: after.scopeDepartmentId,
    requestedBy: user.id, requestedByName: user.name, requestedOrganisationId: user.organisationId, requestedAt: unit.now,
    reasonCode: form.reasonCode, content: form.content, visitType: effect.visitType ?? null, requestedVisitAt: effect.requestedVisitAt ?? null,
    previousVisitAt: effect.request === 'visit' ? before.visitAt : null,
    decidedAt: decidedBySystem ? unit.now : null, decidedVisitAt: decidedBySystem ? (effect.requestedVisitAt ?? null) : null,
  }, unit.transaction)
}

async function endRequest(context: EffectContext, effect: EndRequestEffect): Promise<void> {
  const { unit, before, form } = context
  const { requests } = unit.services.database.tables
  const request = await findRow(requests, { pendingKey: `${before.id}:${effect.request}` }, { transaction: unit.transaction })
  if (!request) throw new Error(`a pending ${effect.request} request was expected on ticket ${before.no}`)
  const decided = effect.state !== 'superseded'
  if (decided) context.requesterId = request.requestedBy
  await updateRows(requests, {
    state: effect.state, pendingKey: null, decidedAt: unit.now,
    ...(decided ? { decidedBy: unit.caller.user.id, decidedByName: unit.caller.user.name, decidedFor: form.onBehalfOf, decisionComment: form.content } : {}),
    ...(effect.decidedVisitAt ? { decidedVisitAt: effect.decidedVisitAt } : {}),
  }, { id: request.id }, unit.transaction)
}

async function voidResolution({ unit, before }: EffectContext): Promise<void> {
  await updateRows(unit.services.database.tables.records, { voidedAt: unit.now }, { ticketId: before.id, operation: 'resolve', voidedAt: null }, unit.transaction)
}

async function dropTimers({ unit, after }: EffectContext, effect: DropTimersEffect): Promise<void> {
  await unit.services.database.tables.timers.model.destroy({
    where: { ticketId: after.id, kind: { [Op.in]: [...effect.timers] }, ...(effect.subject ? { subject: effect.subject } : {}),
      ...(effect.dueAfter ? { dueAt: { [Op.gt]: effect.dueAfter } } : {}) }, transaction: unit.transaction,
  })
}

const OPEN_SURVEY_STATES = ['open']

async function endSurveys({ unit, after }: EffectContext, effect: EndSurveysEffect): Promise<void> {
  await updateRows(unit.services.database.tables.surveyTasks, { state: 'ended' },
    { ticketId: after.id, kind: { [Op.in]: [...effect.surveys] }, state: { [Op.in]: OPEN_SURVEY_STATES } }, unit.transaction)
}
