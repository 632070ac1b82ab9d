import type { OperationBody } from '#shared/contract/operation.ts'
import { actorsOn } from '#shared/domain/permissions.ts'
import { decide } from '#shared/domain/ticket/decide.ts'
import { inputErrors, type OperationInput } from '#shared/domain/ticket/inputs.ts'
import { isVersionFree } from '#shared/domain/ticket/operations.ts'
import type { Actor, Transition } from '#shared/domain/ticket/transitions.ts'
import type { CurrentUser } from '../caller.ts'
import { ApiError } from '../errors.ts'
import { actingAt, givenApproving, withoutDelegation } from '../session/delegatedApproving.ts'
import { applyDecision } from '../tickets/applyDecision.ts'
import { writeEvent } from '../tickets/events.ts'
import { loadTicket, type LoadedTicket } from '../tickets/loadTicket.ts'
import type { OperationForm } from '../tickets/operationForm.ts'
import { checkAttachments, checkCause, checkReason, linkCall, refuseIf, requireActiveMall, resolveCall, resolveDestination, type DestinationColumns } from '../tickets/references.ts'
import { requireVersion } from '../tickets/requireVersion.ts'
import type { Unit } from './unit.ts'

const instantOf = (value: string | undefined): Date | undefined => (value === undefined ? undefined : new Date(value))

const inputOf = (body: OperationBody): OperationInput => ({
  requestedAt: instantOf(body.requestedAt), visitType: body.visitType, visitAt: instantOf(body.visitAt),
  processed: body.processed, score: body.score ?? undefined, level: body.level,
})

/** 提交 may choose the mall or head-office handling in the same step. */
async function chosenDestination(unit: Unit, ticket: LoadedTicket, body: OperationBody): Promise<DestinationColumns | null> {
  if (body.operation !== 'submit') return null
  if (body.mallCode && body.headOffice) refuseIf({ headOffice: ['mall_or_head_office'] })
  if (body.mallCode || body.headOffice) return resolveDestination(unit, body, true)
  if (ticket.row.mallId !== null && ticket.row.state === 'pending_submission') await requireActiveMall(unit, ticket.row.mallId)
  return null
}

/** The actor of the row that the user acted as, for the log. */
const roleOf = (transition: Transition, actors: ReadonlySet<Actor>): string =>
  transition.actors.flatMap((actor): Actor[] => (actor === 'dealer' ? ['mall', 'dept'] : [actor])).find((actor) => actors.has(actor)) ?? 'cs'

/** Who decides for somebody else does so only while the delegation stands in the database: it may have been ended a moment ago. */
async function actingUser({ services, caller: { user }, now, transaction }: Unit): Promise<CurrentUser> {
  if (!user.approverFor) return user
  return actingAt(withoutDelegation(user), await givenApproving(services.database, user.id, now, transaction), now)
}

export interface OperateOptions {
  /** The request that a decision is meant for: one that has ended, or another one by now, is no longer to be decided. */
  requestId?: number
}

/**
 * An operation of the transition table, checked in the order of `workflow.md`: 404, 422, stale version, no such row 409,
 * actor 403, guard 409.
 * @param validateBody gives the checked body, or throws 422: the ticket is looked for before
 * @returns the id of the ticket
 */
export async function operateTicket(unit: Unit, no: string, validateBody: () => OperationBody, { requestId }: OperateOptions = {}): Promise<number> {
  const { services, now, caller } = unit
  const ticket = await loadTicket(services, caller.user, no, unit.transaction, { lock: true })
  const user = await actingUser(unit)
  const body = validateBody()
  const input = inputOf(body)
  await checkCause(unit, body.causeCode)
  await checkReason(unit, body.operation, body.reasonCode)
  await checkAttachments(unit, body.attachmentIds)
  const callId = await resolveCall(unit, body.callId)
  const destination = await chosenDestination(unit, ticket, body)
  refuseIf(Object.fromEntries(Object.entries(inputErrors(ticket.facts, body.operation, input, now)).map(([field, error]) => [field, [error]])))
  if (!isVersionFree(body.operation)) requireVersion(ticket, body.version)

  const actors = actorsOn(user, ticket.scope)
  const facts = destination ? { ...ticket.facts, hasDestination: true } : ticket.facts
  const decision = decide(facts, body.operation, actors, input, { now, calendar: await services.calendar() })
  if (!decision.allowed) throw new ApiError(decision.code, { guards: decision.failedGuards })
  if (requestId !== undefined && !ticket.pendingRequests.some(({ id }) => id === requestId)) throw new ApiError('operation_not_allowed')

  const role = decision.transition ? roleOf(decision.transition, actors) : 'cs'
  const form: OperationForm = {
    operation: body.operation, role, onBehalfOf: role === 'cs_approver' ? (user.approverFor?.id ?? null) : null, content: body.content ?? null,
    causeCode: body.causeCode ?? null, reasonCode: body.reasonCode ?? null, channel: body.channel ?? null, calledAt: instantOf(body.calledAt) ?? null,
    callId, attachmentIds: body.attachmentIds ?? [], evaluationReason: body.operation === 'evaluate' ? (body.reason ?? null) : null, input,
  }
  const after = await applyDecision(unit, ticket.row, decision, form, destination ?? {})
  if (body.operation === 'submit' && ticket.assistantIds.length > 0) {
    await writeEvent(unit, after, { kind: 'event', event: 'assist_assigned' }, { assistantIds: ticket.assistantIds })
  }
  await linkCall(unit, callId, ticket.row)
  return ticket.row.id
}
