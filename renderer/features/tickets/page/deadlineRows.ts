import type { ExplainedDeadline } from '#shared/contract/deadlines.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { createCalendar } from '#shared/domain/sla/calendar.ts'
import type { DeadlineKind } from '#shared/domain/sla/deadlines.ts'
import { hasSurveys, surveyDueAt } from '#shared/domain/sla/surveys.ts'
import { isLive } from '#shared/domain/ticket/states.ts'
import type { IconName } from '../../../components/icons/iconShapes.ts'

/** What became of a deadline; the word is `ticket.deadline.result.<id>`. */
export interface DeadlineResult {
  readonly id: 'replied' | 'late' | 'resolved' | 'resolved_late' | 'contacted' | 'not_contacted' | 'to_survey' | 'survey_from' | 'surveyed' | 'ended'
  readonly icon: IconName
  readonly tone: 'success' | 'red' | 'text-2' | 'text-3'
  readonly at?: string
}

/** A deadline of the right column. */
export interface DeadlineRow {
  readonly kind: DeadlineKind
  readonly dueAt: string
  readonly startedAt: string | null
  readonly explained: ExplainedDeadline | null
  /** Reply round that it belongs to. */
  readonly round: number | null
  /** Null while the clock runs. */
  readonly result: DeadlineResult | null
}

const replyResult = (ticket: Ticket): DeadlineResult | null => {
  if (ticket.replyOpen && isLive(ticket.state)) return null
  if (ticket.replyTimely === false) return { id: 'late', icon: 'overdue', tone: 'text-2' }
  if (ticket.replyTimely === true) return { id: 'replied', icon: 'check', tone: 'success' }
  return { id: 'ended', icon: 'state-cancelled', tone: 'text-3' }
}
const resolveResult = (ticket: Ticket): DeadlineResult | null => {
  if (ticket.resolvedAt) {
    return ticket.resolveTimely === false
      ? { id: 'resolved_late', icon: 'overdue', tone: 'text-2', at: ticket.resolvedAt }
      : { id: 'resolved', icon: 'check', tone: 'success', at: ticket.resolvedAt }
  }
  return isLive(ticket.state) ? null : { id: 'ended', icon: 'state-cancelled', tone: 'text-3' }
}
function contactResult(ticket: Ticket, now: number): DeadlineResult | null {
  if (ticket.contactTimely === true) return { id: 'contacted', icon: 'check', tone: 'success' }
  if (ticket.contactTimely === false) return { id: 'not_contacted', icon: 'overdue', tone: 'red' }
  if (!isLive(ticket.state)) return { id: 'ended', icon: 'state-cancelled', tone: 'text-3' }
  // Whether the customer was called only the survey knows; its own clock is not the mall's.
  return ticket.firstContactDueAt && Date.parse(ticket.firstContactDueAt) < now ? { id: 'to_survey', icon: 'clock', tone: 'text-2' } : null
}
function visitResult(ticket: Ticket, timeZone: string): DeadlineResult {
  // An evaluation without a score leaves the survey to be done (`workflow.md`, rule 8).
  if (ticket.satisfaction?.score) return { id: 'surveyed', icon: 'check', tone: 'success', at: ticket.satisfaction.at }
  if (ticket.state === 'cancelled' || !ticket.visitAt || !hasSurveys(ticket.type)) return { id: 'ended', icon: 'calendar', tone: 'text-3' }
  return { id: 'survey_from', icon: 'calendar', tone: 'text-2', at: satisfactionSurveyAt(ticket.visitAt, timeZone) }
}

/** When the satisfaction survey of a visit date begins: 09:00 of the next calendar day, working or not. */
export function satisfactionSurveyAt(visitAt: string, timeZone: string): string {
  const calendar = createCalendar({ timeZone, holidayData: { days: {}, years: [] } })
  const at = new Date(visitAt)
  return surveyDueAt('survey_satisfaction', { visitAt: at, submittedAt: at, firstContactDueAt: at }, calendar).toISOString()
}

/**
 * The deadlines in the order of the page: reply, resolve, first contact, visit date.
 * @param explained how each was computed, as far as it has been read
 * @param now the server's time, ms
 */
export function deadlineRows(ticket: Ticket, explained: readonly ExplainedDeadline[], now: number, timeZone: string): DeadlineRow[] {
  const rowOf = (kind: DeadlineKind, result: DeadlineResult | null): DeadlineRow[] => {
    const dueAt = ticket[kind]
    if (dueAt === null) return []
    const known = explained.find((one) => one.kind === kind && Date.parse(one.dueAt) === Date.parse(dueAt)) ?? explained.find((one) => one.kind === kind) ?? null
    return [{ kind, dueAt, startedAt: known?.startedAt ?? ticket.assignment?.submittedAt ?? null, explained: known, round: kind === 'replyDueAt' ? ticket.replyRound : null, result }]
  }
  return [
    ...rowOf('replyDueAt', replyResult(ticket)),
    ...rowOf('resolveDueAt', resolveResult(ticket)),
    ...rowOf('firstContactDueAt', contactResult(ticket, now)),
    ...rowOf('visitAt', visitResult(ticket, timeZone)),
  ]
}
