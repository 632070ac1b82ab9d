import type { TimerKind } from '#shared/domain/ticket/effects.ts'

/**
 * What a run of the sweep must do, from the tables of `time.md` and `notices.md` alone: nothing here asks the program's
 * own rules, so that a mistake in them cannot hide in both.
 */

/** A ticket as it was seeded. */
export interface SeededTicket {
  id: number
  no: string
  mall: MallCode
  /** Of its visit date's timer; it carries the instant. */
  visitSubject: string
}

export interface PlannedTimer {
  ticket: SeededTicket
  kind: TimerKind
  subject: string
  /** Placed on every 100 µs or more, kept to the millisecond. */
  dueAt: Date
}

export const MALLS = ['M0001', 'M0002', 'M0003'] as const
export type MallCode = (typeof MALLS)[number]

/** Who of `factories.ts` hears of a mall's tickets: sales staff have no tickets and hear nothing. */
export const MALL_HANDLERS: Record<MallCode, readonly string[]> = { M0001: ['M0001/mall', 'M0001/mall2'], M0002: ['M0002/mall'], M0003: ['M0003/mall'] }
export const DEPARTMENT_PEOPLE: Record<MallCode, readonly string[]> = { M0001: ['DEPT-S/dept'], M0002: ['DEPT-S/dept'], M0003: ['DEPT-N/dept'] }

type OutsideChannel = 'sms' | 'app' | 'oa'

interface Consequence {
  event: string
  channels: readonly ('in_app' | OutsideChannel)[]
  departmentToo: boolean
  breach: string | null
}

const WARNING = { channels: ['sms', 'app', 'in_app'], departmentToo: false, breach: null } as const
const OVERDUE = { channels: ['sms', 'app', 'oa', 'in_app'], departmentToo: true } as const
const SURVEY = { event: 'survey_due', channels: [], departmentToo: false, breach: null } as const

export const CONSEQUENCES: Record<TimerKind, Consequence> = {
  reply_due_soon: { event: 'reply_due_soon', ...WARNING },
  resolve_due_soon: { event: 'resolve_due_soon', ...WARNING },
  reply_overdue: { event: 'reply_overdue', ...OVERDUE, breach: 'late_reply' },
  resolve_overdue: { event: 'resolve_overdue', ...OVERDUE, breach: 'late_resolve' },
  survey_contact: SURVEY, survey_follow_up: SURVEY, survey_resolution: SURVEY, survey_satisfaction: SURVEY,
}
/** What submitting a ticket tells: its mall, once by each of these. */
export const SUBMITTED: Consequence = { event: 'submitted', ...WARNING }

export const isSurvey = (kind: TimerKind): boolean => kind.startsWith('survey_')

/** Four timers of each ticket, so that one ticket is fired on several times and by several servers. */
export const TIMERS_PER_TICKET = 4
/** A prime: neighbours in the plan are far apart in time, and the timers of one ticket are too. */
const STRIDE = 7919

const subjectOf = (kind: TimerKind, ticket: SeededTicket): string => {
  if (kind === 'survey_satisfaction') return ticket.visitSubject
  return kind.startsWith('reply') ? 'round:1' : 'assignment:1'
}

const kindsOf = (index: number): TimerKind[] => [
  index & 1 ? 'reply_overdue' : 'reply_due_soon',
  index & 2 ? 'resolve_overdue' : 'resolve_due_soon',
  index & 4 ? 'survey_contact' : 'survey_follow_up',
  index & 8 ? 'survey_satisfaction' : 'survey_resolution',
]

/** Spreads all timers evenly over a stretch of time. @param windowMs its length */
export function planTimers(tickets: readonly SeededTicket[], from: Date, windowMs: number): PlannedTimer[] {
  const count = tickets.length * TIMERS_PER_TICKET
  if (count % STRIDE === 0) throw new Error(`a number of timers that ${STRIDE} divides cannot be spread`)
  return tickets.flatMap((ticket, index) => kindsOf(index).map((kind, place) => {
    const slot = ((index * TIMERS_PER_TICKET + place) * STRIDE) % count
    return { ticket, kind, subject: subjectOf(kind, ticket), dueAt: new Date(from.getTime() + Math.floor((slot * windowMs) / count)) }
  }))
}

/** The key under which an event stands once. */
export const eventKey = ({ ticket, kind, subject }: PlannedTimer): string =>
  isSurvey(kind) ? `${ticket.id}:survey_due:${kind}:${subject}` : `${ticket.id}:${kind}:${subject}`

/** Accounts that hear of it. */
export const hearersOf = (mall: MallCode, { departmentToo }: Consequence): string[] =>
  [...MALL_HANDLERS[mall], ...(departmentToo ? DEPARTMENT_PEOPLE[mall] : [])]
