import { BREACH_KINDS } from '../breaches.ts'
import { deadlinesOf } from '../sla/deadlines.ts'
import {
  addAssignmentTimers, addVisitTimers, closeRounds, emit, endRequest, finish, judgeMissedResolve, moveVisit, openRound, record, resolve, stopEverything,
  supersedePending, voidResolution, withdrawBreaches, withdrawRounds, type Draft,
} from './draft.ts'
import { TIMER_KINDS } from './effects.ts'
import { countFeedback } from './feedback.ts'
import type { OperationInput } from './inputs.ts'
import type { TicketOperation } from './operations.ts'
import { isDissatisfied } from './satisfaction.ts'
import type { TicketState } from './states.ts'

/** A visit date below this distance from the ticket's creation needs no approver (`workflow.md`, rule 7). */
export const AUTOMATIC_VISIT_LIMIT_MS = 40 * 24 * 60 * 60 * 1000

type Consequence = (draft: Draft, input: OperationInput, to: TicketState) => void

/** Opens an assignment with new clocks; results of an earlier one are gone (`time.md`). */
export function openAssignment(draft: Draft): void {
  const { facts, now, calendar } = draft
  const deadlines = deadlinesOf(now, calendar)
  const number = facts.assignmentNumber + 1
  Object.assign(facts, {
    assignmentNumber: number, submittedAt: now, resolvedAt: null, resolveTimely: null, replyTimely: null,
    firstContactDueAt: deadlines.firstContactDueAt, resolveDueAt: deadlines.resolveDueAt, visitAt: deadlines.visitAt,
  })
  draft.effects.push({
    kind: 'open_assignment', number, submittedAt: now,
    firstContactDueAt: deadlines.firstContactDueAt, resolveDueAt: deadlines.resolveDueAt, visitAt: deadlines.visitAt,
  })
  addAssignmentTimers(draft, TIMER_KINDS)
  addVisitTimers(draft, deadlines.visitAt)
  openRound(draft)
  emit(draft, 'submitted')
}

/** The ticket goes back to the dealer: a resolution is void, a new reply round opens. */
function handBack(draft: Draft): void {
  voidResolution(draft)
  openRound(draft)
  emit(draft, 'handed_back')
}

const answer = (draft: Draft, origin: TicketOperation): void => {
  if (draft.facts.openRounds.length > 0 && origin !== 'reply') record(draft, 'reply', origin)
  closeRounds(draft, true)
}

const feedback: Consequence = (draft) => {
  const { facts } = draft
  record(draft, 'feedback')
  const counted = countFeedback(facts, draft.now)
  facts.feedbackCount = counted.feedbackCount
  facts.secondComplaint = counted.secondComplaint
  emit(draft, 'feedback_added')
  if (facts.state === 'pending_submission') return
  endRequest(draft, 'closure', 'superseded')
  handBack(draft)
}

const close: Consequence = (draft, _input, to) => {
  answer(draft, 'close')
  if (!draft.facts.resolvedAt) record(draft, 'resolve', 'close')
  resolve(draft)
  record(draft, 'close')
  if (to === 'closed') {
    finish(draft, true)
    emit(draft, 'closed')
    return
  }
  draft.facts.pending = { ...draft.facts.pending, closure: {} }
  draft.effects.push({ kind: 'open_request', request: 'closure', state: 'pending' })
  emit(draft, 'closure_requested')
}

const requestVisit: Consequence = (draft, input) => {
  const { requestedAt, visitType } = input
  if (!requestedAt || !visitType) return
  record(draft, 'request_visit')
  const automatic = requestedAt.getTime() < draft.facts.createdAt.getTime() + AUTOMATIC_VISIT_LIMIT_MS
  draft.effects.push({ kind: 'open_request', request: 'visit', state: automatic ? 'approved' : 'pending', visitType, requestedVisitAt: requestedAt })
  if (automatic) {
    moveVisit(draft, requestedAt)
    emit(draft, 'visit_decided')
  } else {
    draft.facts.pending = { ...draft.facts.pending, visit: { requestedAt } }
    emit(draft, 'visit_requested')
  }
}

const evaluate: Consequence = (draft, input, to) => {
  record(draft, 'evaluate')
  if (input.score) draft.effects.push({ kind: 'end_surveys', surveys: ['survey_satisfaction'] })
  if (input.score && input.processed) draft.effects.push({ kind: 'drop_timers', timers: ['survey_satisfaction'] })
  // The newest score counts: a better one takes the breach of an earlier one back.
  if (isDissatisfied(draft.facts.type, input.score)) emit(draft, 'dissatisfied')
  else if (input.score) withdrawBreaches(draft, ['dissatisfied'])
  if (to === 'closed' && draft.facts.state !== 'closed') finish(draft, false)
  emit(draft, 'evaluated')
}

const approveReturn: Consequence = (draft) => {
  const { facts } = draft
  record(draft, 'approve_return')
  endRequest(draft, 'return', 'approved')
  supersedePending(draft)
  withdrawRounds(draft)
  stopEverything(draft)
  draft.effects.push({ kind: 'end_assignment', number: facts.assignmentNumber, outcome: 'returned' })
  withdrawBreaches(draft, BREACH_KINDS)
  Object.assign(facts, {
    submittedAt: null, resolvedAt: null, resolveTimely: null, replyTimely: null,
    firstContactDueAt: null, replyDueAt: null, resolveDueAt: null, visitAt: null,
  })
  emit(draft, 'withdrawn_breaches')
  emit(draft, 'return_decided')
}

/** What each operation does besides moving the state: the notes of `transitions.csv` and the rules of `workflow.md`. */
export const CONSEQUENCES: Record<TicketOperation, Consequence> = {
  feedback,
  submit: (draft) => {
    record(draft, 'submit')
    openAssignment(draft)
  },
  cancel: (draft) => {
    record(draft, 'cancel')
    if (draft.facts.assignmentNumber > 0 && draft.facts.submittedAt) {
      closeRounds(draft, false)
      judgeMissedResolve(draft)
      draft.effects.push({ kind: 'end_assignment', number: draft.facts.assignmentNumber, outcome: 'cancelled' })
      // A cancelled ticket is never in a mall's figures (`lists.md`).
      withdrawBreaches(draft, BREACH_KINDS)
    }
    supersedePending(draft)
    stopEverything(draft)
    emit(draft, 'cancelled')
  },
  reply: (draft) => {
    record(draft, 'reply')
    answer(draft, 'reply')
    emit(draft, 'replied')
  },
  return: (draft) => {
    answer(draft, 'return')
    record(draft, 'return')
    draft.facts.pending = { ...draft.facts.pending, return: {} }
    draft.effects.push({ kind: 'open_request', request: 'return', state: 'pending' })
    emit(draft, 'return_requested')
  },
  resolve: (draft) => {
    answer(draft, 'resolve')
    record(draft, 'resolve')
    resolve(draft)
    emit(draft, 'resolved')
  },
  close,
  request_visit: requestVisit,
  reprocess: (draft) => {
    record(draft, 'reprocess')
    endRequest(draft, 'closure', 'superseded')
    handBack(draft)
  },
  evaluate,
  send_back: (draft) => {
    record(draft, 'send_back')
    const refusesClosure = draft.facts.pending.closure !== null
    endRequest(draft, 'closure', 'rejected')
    handBack(draft)
    if (refusesClosure) emit(draft, 'closure_decided')
  },
  approve_return: approveReturn,
  reject_return: (draft) => {
    record(draft, 'reject_return')
    endRequest(draft, 'return', 'rejected')
    handBack(draft)
    emit(draft, 'return_decided')
  },
  approve_closure: (draft) => {
    record(draft, 'approve_closure')
    endRequest(draft, 'closure', 'approved')
    finish(draft, true)
    emit(draft, 'closure_decided')
    emit(draft, 'closed')
  },
  reject_closure: (draft) => {
    record(draft, 'reject_closure')
    endRequest(draft, 'closure', 'rejected')
    handBack(draft)
    emit(draft, 'closure_decided')
  },
  approve_visit: (draft, input) => {
    const visitAt = input.visitAt ?? draft.facts.pending.visit?.requestedAt
    record(draft, 'approve_visit')
    endRequest(draft, 'visit', 'approved', visitAt)
    if (visitAt) moveVisit(draft, visitAt)
    emit(draft, 'visit_decided')
  },
  reject_visit: (draft) => {
    record(draft, 'reject_visit')
    endRequest(draft, 'visit', 'rejected')
    emit(draft, 'visit_decided')
  },
  escalate: (draft, input) => {
    draft.facts.type = 'complaint'
    draft.facts.level = input.level ?? 'none'
    record(draft, 'escalate')
    emit(draft, 'escalated')
  },
  assist_reply: (draft) => {
    record(draft, 'assist_reply')
    emit(draft, 'assist_replied')
  },
}
