import { marksOf, TICKET_MARKS, type MarkedFacts, type TicketMark } from '../lists/marks.ts'
import { hasSurveys } from '../sla/surveys.ts'
import { dayOf } from '../sla/zonedTime.ts'
import { SATISFACTION_SCORES, type SatisfactionScore } from '../ticket/enumerations.ts'
import type { TicketState } from '../ticket/states.ts'
import { TICKET_TYPES, type TicketType } from '../ticket/types.ts'
import { RATE_COLUMNS, TIMELY_RATE_IDS, type TimelyRateId } from './rates.ts'

/**
 * Where a ticket stands, as the tabs divide tickets: its state; what waits for submission after an approved return is
 * `returned`. Every ticket has exactly one.
 */
export type Standing = TicketState | 'returned'
export const STANDINGS = ['pending_submission', 'returned', 'unreplied', 'replied', 'resolved', 'closed', 'cancelled'] as const satisfies readonly Standing[]

/** What tabs and reminders count: a standing or a mark. */
export type ListFacet = Standing | TicketMark
export const LIST_FACETS = [...STANDINGS, ...TICKET_MARKS] as const satisfies readonly ListFacet[]

/** What the days of a month count. */
export type TypeFacet = `type:${TicketType}`
/** What the figures of a month count besides the types; `escalated_back` was escalated from service and is a service ticket again. */
export type FigureFacet = TypeFacet | 'second_complaint' | 'escalated' | 'escalated_back' | `${TimelyRateId}:${'yes' | 'no'}` | `score:${SatisfactionScore}`
export const FIGURE_FACETS = [
  ...TICKET_TYPES.map((type): FigureFacet => `type:${type}`), 'second_complaint', 'escalated', 'escalated_back',
  ...TIMELY_RATE_IDS.flatMap((rate): FigureFacet[] => [`${rate}:yes`, `${rate}:no`]),
  ...SATISFACTION_SCORES.map((score): FigureFacet => `score:${score}`),
] as const satisfies readonly FigureFacet[]

/** What the counts follow from: columns of a ticket. */
export interface CountedFacts extends MarkedFacts {
  returned: boolean
  createdAt: Date
  firstSubmittedAt: Date | null
  secondComplaint: boolean
  escalatedAt: Date | null
}

/**
 * A kind of count and its period: `list` by the month of creation, `month` and `day` by that of the first submission
 * (`lists.md`, Figures); `read` of what a reader has read, by the month of creation.
 */
export type Series = TicketSeries | 'read'
export type TicketSeries = 'list' | 'month' | 'day'
export interface Counted {
  series: TicketSeries
  /** `YYYY-MM`, of a day `YYYY-MM-DD`, in the configured zone. */
  period: string
  facet: ListFacet | FigureFacet
}

const standingOf = ({ state, returned }: CountedFacts): Standing => (state === 'pending_submission' && returned ? 'returned' : state)

/** What a ticket counts in among tabs and reminders. */
export const listFacetsOf = (ticket: CountedFacts): ListFacet[] => [standingOf(ticket), ...marksOf(ticket)]

/** What a ticket counts in among the figures; one that was never submitted, or is cancelled, in none. */
export function figureFacetsOf(ticket: CountedFacts): FigureFacet[] {
  if (ticket.firstSubmittedAt === null || ticket.state === 'cancelled') return []
  const { type, satisfactionScore: score } = ticket
  const facets: FigureFacet[] = [`type:${type}`]
  if (type === 'complaint' && ticket.secondComplaint) facets.push('second_complaint')
  if (ticket.escalatedAt !== null) facets.push(type === 'service' ? 'escalated_back' : 'escalated')
  for (const rate of TIMELY_RATE_IDS) {
    const timely = ticket[RATE_COLUMNS[rate]]
    if (timely !== null) facets.push(`${rate}:${timely ? 'yes' : 'no'}`)
  }
  // Satisfaction is asked of complaints and service tickets alone.
  if (hasSurveys(type) && score !== null) facets.push(`score:${score}`)
  return facets
}

/**
 * Everything that a ticket counts in. The kept counts are the sums of this over all tickets.
 * @param timeZone IANA name of the configured zone
 */
export function countedIn(ticket: CountedFacts, timeZone: string): Counted[] {
  const month = dayOf(ticket.createdAt, timeZone).slice(0, 7)
  const counted: Counted[] = listFacetsOf(ticket).map((facet) => ({ series: 'list', period: month, facet }))
  const facets = figureFacetsOf(ticket)
  if (ticket.firstSubmittedAt === null || facets.length === 0) return counted
  const day = dayOf(ticket.firstSubmittedAt, timeZone)
  for (const facet of facets) counted.push({ series: 'month', period: day.slice(0, 7), facet })
  counted.push({ series: 'day', period: day, facet: `type:${ticket.type}` })
  return counted
}
