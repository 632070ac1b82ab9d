import type { BreachKind } from '#shared/domain/breaches.ts'
import type { CallEventName } from '#shared/domain/calls/merge.ts'
import type { QuietHours } from '#shared/domain/channels/quietHours.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import type { SurveyKind, SurveyPool } from '#shared/domain/sla/surveys.ts'
import type { SurveyOutcome, SurveyState } from '#shared/domain/survey/task.ts'
import type { TicketEvent, TimerKind } from '#shared/domain/ticket/effects.ts'
import type { SatisfactionScore } from '#shared/domain/ticket/enumerations.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import { flag, instant, integer, json, key, nullable, primary, reference, text } from './columns.ts'

/** What a customer said in the satisfaction survey. */
export interface SurveyRating {
  processed: boolean
  score: SatisfactionScore
  reason: string | null
}

export const timerColumns = { id: key(), ticketId: reference(), kind: text<TimerKind>(), subject: text(), dueAt: instant() }
export const eventColumns = {
  id: key(), ticketId: reference(), kind: text<TicketEvent>(), onceKey: nullable(text()), at: instant(), userId: nullable(reference()),
  late: flag(), data: nullable(json<Record<string, unknown>>()),
  /** In the stream; given after the commit by `stream/sequencer.ts`. */
  position: nullable(reference()),
}
export const presenceColumns = {
  connectionId: primary(text()), ticketId: primary(reference()), userId: reference(), typing: nullable(text<TicketOperation>()), since: instant(), seenAt: instant(),
}
/** What an agent is told of a call at his desk. */
export const callNewsColumns = { id: key(), callId: reference(), agentUserId: reference(), event: text<CallEventName>(), at: instant(), createdAt: instant() }
export const outboxColumns = {
  id: key(), messageId: text(), eventId: reference(), channel: text(), audience: text(), state: text<'waiting' | 'done' | 'skipped' | 'dead'>(), attempts: integer(),
  nextAttemptAt: instant(), claimedUntil: nullable(instant()), createdAt: instant(), doneAt: nullable(instant()), lastError: nullable(text()),
}
export const messageColumns = {
  id: key(), eventId: reference(), recipient: text(), event: text(), ticketId: nullable(reference()), ticketNo: nullable(text()),
  at: instant(), readAt: nullable(instant()), desktop: flag(),
}
export const messageReadColumns = { userId: primary(reference()), messageId: primary(reference()), readAt: instant() }
export const messageMarkColumns = { userId: primary(reference()), readUpTo: reference() }
/** A message outside the program, to one person. `nextAttemptAt` is also how long a worker has it that is sending it. */
export const dispatchColumns = {
  id: key(), messageId: text(), eventId: reference(), channel: text<OutsideChannel>(), userId: reference(), state: text<'waiting' | 'done' | 'skipped' | 'dead'>(), attempts: integer(),
  nextAttemptAt: instant(), createdAt: instant(), doneAt: nullable(instant()), diedAt: nullable(instant()), failedAt: nullable(instant()), lastError: nullable(text()),
}
export const channelColumns = {
  channel: primary(text()), url: nullable(text()), secret: nullable(text()), enabled: flag(), options: nullable(json<{ quietHours: QuietHours | null }>()), changedAt: instant(),
  changedBy: nullable(reference()),
}
export const templateColumns = { event: primary(text()), channel: primary(text()), text: text(), changedAt: instant(), changedBy: nullable(reference()) }
export const surveyTaskColumns = {
  id: key(), ticketId: reference(), customerId: reference(), assignmentNumber: integer(), kind: text<SurveyKind>(), pool: text<SurveyPool>(), subject: text(), dueAt: instant(),
  state: text<SurveyState>(), tries: integer(), outcome: nullable(text<SurveyOutcome>()), result: nullable(json<SurveyRating>()), answeredBy: nullable(reference()),
  answeredAt: nullable(instant()), version: integer(),
}
export const breachColumns = {
  id: key(), ticketId: reference(), assignmentNumber: integer(), kind: text<BreachKind>(), subject: text(), mallId: nullable(reference()), departmentId: nullable(reference()),
  happenedAt: instant(), withdrawnAt: nullable(instant()),
}
export const idempotencyKeyColumns = {
  userId: primary(reference()), requestKey: primary(text()), requestHash: text(), status: integer(), response: text(), createdAt: instant(),
}
