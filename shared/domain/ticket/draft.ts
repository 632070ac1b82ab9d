import type { BreachKind } from '../breaches.ts'
import type { WorkingCalendar } from '../sla/calendar.ts'
import { isInTime, overdueAt, replyDueAt, visitAtAfterClosing } from '../sla/deadlines.ts'
import { SURVEYS_ENDED_BY_CLOSING } from '../sla/surveys.ts'
import { isFiredLate, timersForAssignment, timersForRound, timersForVisit, type Timer } from '../sla/timers.ts'
import {
  assignmentSubject, RESOLVE_TIMERS, REPLY_TIMERS, roundSubject, SURVEY_TIMERS, TIMER_KINDS, visitSubject,
  type Effect, type EventEffect, type TicketEvent, type TimerKind,
} from './effects.ts'
import { REQUEST_KINDS, type RequestKind, type RequestState } from './enumerations.ts'
import type { TicketFacts, Writable } from './facts.ts'
import type { TicketOperation } from './operations.ts'

/** A decision in the making: the facts as they become, and the effects that lead there. */
export interface Draft {
  facts: Writable<TicketFacts>
  effects: Effect[]
  now: Date
  calendar: WorkingCalendar
}

export const emit = (draft: Draft, event: TicketEvent, once?: string): void => {
  const effect: EventEffect = once === undefined ? { kind: 'event', event } : { kind: 'event', event, once }
  draft.effects.push(effect)
}

/**
 * A missed deadline, as the sweep fires it: under the same key, and marked late by the same measure.
 * @param happenedAt when it was missed: just after it, however long after that it is noticed
 */
const emitOverdue = (draft: Draft, event: 'reply_overdue' | 'resolve_overdue', once: string, dueAt: Date, happenedAt: Date = overdueAt(dueAt)): void => {
  draft.effects.push({ kind: 'event', event, once, happenedAt, ...(isFiredLate(overdueAt(dueAt), draft.now) && { late: true }) })
}

/** The breaches of the running assignment count against nobody any more. */
export const withdrawBreaches = (draft: Draft, breaches: readonly BreachKind[]): void => {
  draft.effects.push({ kind: 'withdraw_breaches', assignment: draft.facts.assignmentNumber, breaches })
}

export const record = (draft: Draft, operation: TicketOperation, origin: TicketOperation = operation): void => {
  draft.effects.push({ kind: 'record', operation, origin })
}

const addTimers = (draft: Draft, subject: string, timers: readonly Timer[]): void => {
  for (const timer of timers) draft.effects.push({ kind: 'add_timer', timer: timer.kind, subject, dueAt: timer.dueAt })
}

/** A reply round opens at submission and whenever the ticket is handed back (`time.md`). */
export function openRound(draft: Draft): void {
  const number = draft.facts.lastRoundNumber + 1
  const dueAt = replyDueAt(draft.now, draft.calendar)
  draft.facts.lastRoundNumber = number
  draft.facts.openRounds = [...draft.facts.openRounds, { number, dueAt }]
  draft.facts.replyDueAt = draft.facts.openRounds.reduce((earliest, round) => (round.dueAt < earliest ? round.dueAt : earliest), dueAt)
  draft.effects.push({ kind: 'open_round', number, dueAt })
  addTimers(draft, roundSubject(number), timersForRound({ replyDueAt: dueAt }, draft.calendar))
}

/**
 * Closes all open rounds, each by its own deadline; at or before it is in time.
 * @param answered false where the rounds end without an answer: then only a deadline already missed is judged
 */
export function closeRounds(draft: Draft, answered: boolean): void {
  const { facts, now } = draft
  const last = facts.openRounds.at(-1)
  if (!last) return
  for (const round of facts.openRounds) {
    const late = round.late === true || !isInTime(now, round.dueAt)
    draft.effects.push({ kind: 'close_round', number: round.number, timely: late ? false : answered ? true : null })
    draft.effects.push({ kind: 'drop_timers', timers: REPLY_TIMERS, subject: roundSubject(round.number) })
    if (late) emitOverdue(draft, 'reply_overdue', roundSubject(round.number), round.dueAt)
    if (late) facts.replyTimely = false
    else if (answered && facts.replyTimely === null) facts.replyTimely = true
  }
  facts.openRounds = []
  facts.replyDueAt = last.dueAt
}

/** Reply rounds of a returned assignment end with it and count against nobody. */
export function withdrawRounds(draft: Draft): void {
  for (const round of draft.facts.openRounds) draft.effects.push({ kind: 'close_round', number: round.number, timely: null })
  draft.facts.openRounds = []
}

const missedResolve = (draft: Draft): boolean =>
  draft.facts.resolvedAt === null && draft.facts.resolveDueAt !== null && !isInTime(draft.now, draft.facts.resolveDueAt)

/**
 * A deadline that passed unresolved is a breach, once per assignment, whether the sweep or an operation sees it first.
 * @param happenedAt now, where a resolution in time was void only after the deadline; else the deadline itself
 */
export function judgeMissedResolve(draft: Draft, happenedAt?: Date): void {
  const { resolveDueAt, assignmentNumber } = draft.facts
  if (!resolveDueAt || !missedResolve(draft)) return
  draft.facts.resolveTimely = false
  emitOverdue(draft, 'resolve_overdue', assignmentSubject(assignmentNumber), resolveDueAt, happenedAt)
}

/** Puts a resolution on record, judged by the assignment's deadline. A resolution already on record stays as it is. */
export function resolve(draft: Draft): void {
  const { facts, now } = draft
  if (facts.resolvedAt || !facts.resolveDueAt) return
  judgeMissedResolve(draft)
  facts.resolvedAt = now
  // Found missed already: that stays, whatever another server's clock says.
  facts.resolveTimely ??= isInTime(now, facts.resolveDueAt)
  draft.effects.push({ kind: 'drop_timers', timers: RESOLVE_TIMERS })
}

/** The timers of the running assignment, as far as they are among `kinds`. */
export function addAssignmentTimers(draft: Draft, kinds: readonly TimerKind[]): void {
  const { submittedAt, firstContactDueAt, resolveDueAt, type, assignmentNumber } = draft.facts
  if (!submittedAt || !firstContactDueAt || !resolveDueAt) return
  const timers = timersForAssignment({ submittedAt, firstContactDueAt, resolveDueAt }, type, draft.calendar)
  addTimers(draft, assignmentSubject(assignmentNumber), timers.filter((timer) => kinds.includes(timer.kind)))
}

/** The satisfaction survey that the visit date calls for. */
export function addVisitTimers(draft: Draft, visitAt: Date): void {
  addTimers(draft, visitSubject(draft.facts.assignmentNumber, visitAt), timersForVisit({ visitAt }, draft.facts.type, draft.calendar))
}

/** Voids the resolution on record; the next one is judged anew (`workflow.md`, rule 4). */
export function voidResolution(draft: Draft): void {
  const { facts } = draft
  if (!facts.resolvedAt || !facts.resolveDueAt) return
  facts.resolvedAt = null
  facts.resolveTimely = null
  draft.effects.push({ kind: 'void_resolution' })
  judgeMissedResolve(draft, draft.now)
  if (facts.resolveTimely === null) addAssignmentTimers(draft, RESOLVE_TIMERS)
}

export function endRequest(draft: Draft, kind: RequestKind, state: Exclude<RequestState, 'pending'>, decidedVisitAt?: Date): void {
  if (!draft.facts.pending[kind]) return
  draft.facts.pending = { ...draft.facts.pending, [kind]: null }
  draft.effects.push(decidedVisitAt ? { kind: 'end_request', request: kind, state, decidedVisitAt } : { kind: 'end_request', request: kind, state })
}

/** `workflow.md`, rule 8: what is still pending ends as superseded. */
export const supersedePending = (draft: Draft): void => {
  for (const kind of REQUEST_KINDS) endRequest(draft, kind, 'superseded')
}

/** Sets the visit date; the satisfaction survey of the old one ends, that of the new one comes (`time.md`). */
export function moveVisit(draft: Draft, visitAt: Date): void {
  const { facts } = draft
  if (facts.visitAt?.getTime() === visitAt.getTime()) return
  facts.visitAt = visitAt
  draft.effects.push({ kind: 'drop_timers', timers: ['survey_satisfaction'] }, { kind: 'end_surveys', surveys: ['survey_satisfaction'] })
  addVisitTimers(draft, visitAt)
}

/** What every move to `closed` does to clocks and surveys; 完结 earlier than the visit date brings it forward. */
export function finish(draft: Draft, bringsVisitForward: boolean): void {
  const { facts, now } = draft
  closeRounds(draft, false)
  judgeMissedResolve(draft)
  supersedePending(draft)
  draft.effects.push({ kind: 'drop_timers', timers: RESOLVE_TIMERS }, { kind: 'drop_timers', timers: SURVEYS_ENDED_BY_CLOSING, dueAfter: now })
  if (bringsVisitForward && facts.visitAt) moveVisit(draft, visitAtAfterClosing(facts.visitAt, now))
  draft.effects.push({ kind: 'end_assignment', number: facts.assignmentNumber, outcome: 'closed' })
}

/** Ends all clocks and open survey tasks of the running assignment. */
export const stopEverything = (draft: Draft): void => {
  draft.effects.push({ kind: 'drop_timers', timers: TIMER_KINDS }, { kind: 'end_surveys', surveys: SURVEY_TIMERS })
}
