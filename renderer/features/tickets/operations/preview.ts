import { BREACH_KINDS } from '#shared/domain/breaches.ts'
import { createCalendar } from '#shared/domain/sla/calendar.ts'
import { REPLY_WORKING_DAYS, RESOLVE_WORKING_DAYS } from '#shared/domain/sla/deadlines.ts'
import { decide } from '#shared/domain/ticket/decide.ts'
import type { Effect } from '#shared/domain/ticket/effects.ts'
import type { TicketFacts } from '#shared/domain/ticket/facts.ts'
import type { OperationInput } from '#shared/domain/ticket/inputs.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import type { TicketState } from '#shared/domain/ticket/states.ts'
import type { Actor } from '#shared/domain/ticket/transitions.ts'

/** One thing that follows from an operation; its sentence is `operation.consequence.<id>`. */
export interface Consequence {
  readonly id: string
  readonly number?: number
  readonly days?: number
  readonly at?: Date
}

/** What an operation will do to the ticket. */
export interface OperationPreview {
  readonly before: TicketState
  readonly after: TicketState
  readonly consequences: readonly Consequence[]
}

export interface PreviewContext {
  readonly actors: ReadonlySet<Actor>
  /** The server's time. */
  readonly now: Date
  /** IANA name. */
  readonly timeZone: string
}

function consequenceOf(effect: Effect): Consequence | null {
  switch (effect.kind) {
    case 'close_round': return { id: effect.timely === null ? 'round_ends' : effect.timely ? 'round_timely' : 'round_late', number: effect.number }
    case 'open_assignment': return { id: 'assignment_opens', days: RESOLVE_WORKING_DAYS }
    case 'end_assignment': return effect.outcome === 'returned' ? { id: 'assignment_returned' } : null
    case 'open_round': return { id: 'round_opens', number: effect.number, days: REPLY_WORKING_DAYS }
    case 'record': return effect.operation === effect.origin ? null : { id: `synced_${effect.operation}` }
    case 'open_request': return effect.request === 'visit' && effect.state === 'approved' ? { id: 'visit_automatic' } : { id: `request_${effect.request}` }
    case 'end_request': return { id: `ends_${effect.request}_${effect.state}` }
    case 'void_resolution': return { id: 'resolution_void' }
    // Those of a score alone are not worth a line.
    case 'withdraw_breaches': return effect.breaches.length === BREACH_KINDS.length ? { id: 'withdrawn_breaches' } : null
    case 'event': return effect.event === 'dissatisfied' ? { id: effect.event } : null
    default: return null
  }
}

function consequencesOfFacts(before: TicketFacts, after: TicketFacts): Consequence[] {
  const found: Consequence[] = []
  if (!before.resolvedAt && after.resolvedAt) found.push({ id: after.resolveTimely ? 'resolve_timely' : 'resolve_late' })
  if (after.visitAt && before.visitAt && after.visitAt.getTime() !== before.visitAt.getTime()) found.push({ id: 'visit_moves', at: after.visitAt })
  if (after.feedbackCount !== before.feedbackCount) found.push({ id: 'feedback_counted', number: after.feedbackCount })
  if (after.secondComplaint && !before.secondComplaint) found.push({ id: 'second_complaint' })
  if (after.type !== before.type) found.push({ id: 'type_changes' })
  if (after.state === 'closed' && before.state !== 'closed') found.push({ id: 'closes' })
  if (after.state === 'cancelled') found.push({ id: 'cancels' })
  return found
}

/**
 * Says in advance what an operation will do, by the same rules that the server decides with. Deadlines of new rounds are
 * left to the server, who alone knows the holidays.
 * @returns null where the rules refuse the operation to these actors now
 */
export function previewOperation(facts: TicketFacts, operation: TicketOperation, input: OperationInput, { actors, now, timeZone }: PreviewContext): OperationPreview | null {
  const calendar = createCalendar({ timeZone, holidayData: { days: {}, years: [] } })
  const decision = decide(facts, operation, actors, input, { now, calendar })
  if (!decision.allowed) return null
  const fromEffects = decision.effects.map(consequenceOf).filter((one): one is Consequence => one !== null)
  const isSynced = ({ id }: Consequence): boolean => id.startsWith('synced_')
  const ordered = [...fromEffects.filter((one) => !isSynced(one)), ...consequencesOfFacts(facts, decision.next), ...fromEffects.filter(isSynced)]
  const unique = [...new Map(ordered.map((one) => [`${one.id}:${one.number ?? ''}`, one])).values()]
  return { before: facts.state, after: decision.next.state, consequences: unique }
}
