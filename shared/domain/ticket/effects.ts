import type { BreachKind } from '../breaches.ts'
import type { RequestKind, RequestState, VisitType } from './enumerations.ts'
import type { Operation } from './operations.ts'

/** A follow-up record that an operation leaves; a synced one names the operation it came from (`workflow.md`, rule 3). */
export interface RecordEffect {
  kind: 'record'
  operation: Operation
  /** The operation that the user asked for; differs from `operation` where the record is synced. */
  origin: Operation
}

export interface OpenAssignmentEffect {
  kind: 'open_assignment'
  number: number
  submittedAt: Date
  firstContactDueAt: Date
  resolveDueAt: Date
  visitAt: Date
}

export interface EndAssignmentEffect {
  kind: 'end_assignment'
  number: number
  outcome: 'returned' | 'closed' | 'cancelled'
}

export interface OpenRoundEffect {
  kind: 'open_round'
  number: number
  dueAt: Date
}

/** `timely` null: the round ended unjudged (`workflow.md`, rule 8). */
export interface CloseRoundEffect {
  kind: 'close_round'
  number: number
  timely: boolean | null
}

export interface OpenRequestEffect {
  kind: 'open_request'
  request: RequestKind
  state: Extract<RequestState, 'pending' | 'approved'>
  visitType?: VisitType
  requestedVisitAt?: Date
}

export interface EndRequestEffect {
  kind: 'end_request'
  request: RequestKind
  state: Exclude<RequestState, 'pending'>
  decidedVisitAt?: Date
}

export interface VoidResolutionEffect {
  kind: 'void_resolution'
}

/** Timers hang on a subject of the ticket, so that each fires once for it (`time.md`, What the sweep fires). */
export interface AddTimerEffect {
  kind: 'add_timer'
  timer: TimerKind
  subject: string
  dueAt: Date
}

export interface DropTimersEffect {
  kind: 'drop_timers'
  timers: readonly TimerKind[]
  /** Only those of this subject; absent: all of these kinds. */
  subject?: string
  /** Only those due after this instant; absent: whenever they are due. */
  dueAfter?: Date
}

/** Ends survey tasks that are open and unanswered. */
export interface EndSurveysEffect {
  kind: 'end_surveys'
  surveys: readonly SurveyTimer[]
}

/** Takes the breaches of these kinds that an assignment has back: they count against nobody. After all that the decision records. */
export interface WithdrawBreachesEffect {
  kind: 'withdraw_breaches'
  assignment: number
  breaches: readonly BreachKind[]
}

/** What happened, for messages and statistics. `once` makes it unique on the ticket; the sweep uses the same keys. */
export interface EventEffect {
  kind: 'event'
  event: TicketEvent
  once?: string
  /** A missed deadline that is noticed more than 5 s after it (`time.md`). */
  late?: boolean
  /** When it happened, of a deadline that was missed before anybody noticed; else now. */
  happenedAt?: Date
}

export const TIMER_KINDS = [
  'reply_due_soon', 'resolve_due_soon', 'reply_overdue', 'resolve_overdue',
  'survey_contact', 'survey_follow_up', 'survey_resolution', 'survey_satisfaction',
] as const
export type TimerKind = (typeof TIMER_KINDS)[number]
export const SURVEY_TIMERS = ['survey_contact', 'survey_follow_up', 'survey_resolution', 'survey_satisfaction'] as const satisfies readonly TimerKind[]
export type SurveyTimer = (typeof SURVEY_TIMERS)[number]
export const RESOLVE_TIMERS = ['resolve_due_soon', 'resolve_overdue'] as const satisfies readonly TimerKind[]
export const REPLY_TIMERS = ['reply_due_soon', 'reply_overdue'] as const satisfies readonly TimerKind[]

/** Every kind of event that concerns a ticket; `notices.ts` says who hears of which. */
export const TICKET_EVENTS = [
  'created', 'submitted', 'handed_back', 'feedback_added', 'replied', 'resolved', 'closed', 'cancelled', 'evaluated', 'escalated', 'assist_replied',
  'patched', 'assist_assigned',
  'return_requested', 'visit_requested', 'closure_requested', 'return_decided', 'visit_decided', 'closure_decided',
  'reply_due_soon', 'resolve_due_soon', 'reply_overdue', 'resolve_overdue', 'withdrawn_breaches', 'dissatisfied',
  'survey_due', 'survey_recorded', 'survey_breach', 'deadlines_recomputed',
] as const
export type TicketEvent = (typeof TICKET_EVENTS)[number]

export type Effect =
  | RecordEffect | OpenAssignmentEffect | EndAssignmentEffect | OpenRoundEffect | CloseRoundEffect
  | OpenRequestEffect | EndRequestEffect | VoidResolutionEffect | AddTimerEffect | DropTimersEffect | EndSurveysEffect | WithdrawBreachesEffect | EventEffect

export const roundSubject = (number: number): string => `round:${number}`
export const assignmentSubject = (number: number): string => `assignment:${number}`
/** A satisfaction survey also hangs on the visit date: an approval that moves it asks anew. */
export const visitSubject = (assignment: number, visitAt: Date): string => `assignment:${assignment}:visit:${visitAt.getTime()}`
