import type { SatisfactionScore } from '../ticket/enumerations.ts'
import { isLive, type TicketState } from '../ticket/states.ts'
import type { TicketType } from '../ticket/types.ts'
import { createCalendar } from './calendar.ts'
import type { DeadlineKind } from './deadlines.ts'
import { hasSurveys, surveyDueAt } from './surveys.ts'

/** What became of a deadline; `at` in ISO 8601 where a moment belongs to it. */
export interface DeadlineOutcome {
  readonly id: 'replied' | 'late' | 'resolved' | 'resolved_late' | 'contacted' | 'not_contacted' | 'to_survey' | 'survey_from' | 'surveyed' | 'ended'
  readonly at?: string
}

/** What the outcomes need of a ticket; moments in ISO 8601. */
export interface DeadlineFacts {
  readonly type: TicketType
  readonly state: TicketState
  readonly replyOpen: boolean
  readonly replyTimely: boolean | null
  readonly resolvedAt: string | null
  readonly resolveTimely: boolean | null
  readonly firstContactDueAt: string | null
  readonly contactTimely: boolean | null
  readonly visitAt: string | null
  readonly satisfaction: { readonly score: SatisfactionScore | null; readonly at: string } | null
}

function replyOutcome(ticket: DeadlineFacts): DeadlineOutcome | null {
  if (ticket.replyOpen && isLive(ticket.state)) return null
  return { id: ticket.replyTimely === null ? 'ended' : ticket.replyTimely ? 'replied' : 'late' }
}

function resolveOutcome(ticket: DeadlineFacts): DeadlineOutcome | null {
  if (ticket.resolvedAt) return { id: ticket.resolveTimely === false ? 'resolved_late' : 'resolved', at: ticket.resolvedAt }
  return isLive(ticket.state) ? null : { id: 'ended' }
}

function contactOutcome(ticket: DeadlineFacts, now: number): DeadlineOutcome | null {
  if (ticket.contactTimely !== null) return { id: ticket.contactTimely ? 'contacted' : 'not_contacted' }
  if (!isLive(ticket.state)) return { id: 'ended' }
  // Whether the customer was called only the survey knows; its own clock is not the mall's.
  return ticket.firstContactDueAt && Date.parse(ticket.firstContactDueAt) < now ? { id: 'to_survey' } : null
}

function visitOutcome(ticket: DeadlineFacts, timeZone: string): DeadlineOutcome {
  // An evaluation without a score leaves the survey to be done (`workflow.md`, rule 8).
  if (ticket.satisfaction?.score) return { id: 'surveyed', at: ticket.satisfaction.at }
  if (ticket.state === 'cancelled' || !ticket.visitAt || !hasSurveys(ticket.type)) return { id: 'ended' }
  return { id: 'survey_from', at: satisfactionSurveyAt(ticket.visitAt, timeZone) }
}

/** When the satisfaction survey of a visit date begins: 09:00 of the next calendar day, working or not. */
export function satisfactionSurveyAt(visitAt: string, timeZone: string): string {
  const calendar = createCalendar({ timeZone, holidayData: { days: {}, years: [] } })
  const at = new Date(visitAt)
  return surveyDueAt('survey_satisfaction', { visitAt: at, submittedAt: at, firstContactDueAt: at }, calendar).toISOString()
}

/** The deadlines in the order in which they are shown. */
export const SHOWN_DEADLINES = ['replyDueAt', 'resolveDueAt', 'firstContactDueAt', 'visitAt'] as const satisfies readonly DeadlineKind[]

/**
 * What became of a deadline.
 * @param now ms
 * @returns null while its clock runs
 */
export function deadlineOutcome(kind: DeadlineKind, ticket: DeadlineFacts, now: number, timeZone: string): DeadlineOutcome | null {
  switch (kind) {
    case 'replyDueAt': return replyOutcome(ticket)
    case 'resolveDueAt': return resolveOutcome(ticket)
    case 'firstContactDueAt': return contactOutcome(ticket, now)
    case 'visitAt': return visitOutcome(ticket, timeZone)
  }
}
