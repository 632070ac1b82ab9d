import type { ExplainedDeadline } from '#shared/contract/deadlines.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { deadlineOutcome, SHOWN_DEADLINES, type DeadlineOutcome } from '#shared/domain/sla/deadlineOutcomes.ts'
import type { DeadlineKind } from '#shared/domain/sla/deadlines.ts'
import type { IconName } from '../../../components/icons/iconShapes.ts'

export { satisfactionSurveyAt } from '#shared/domain/sla/deadlineOutcomes.ts'

/** What became of a deadline, as it is drawn; the word is `ticket.deadline.result.<id>`. */
export interface DeadlineResult extends DeadlineOutcome {
  readonly icon: IconName
  readonly tone: 'success' | 'red' | 'text-2' | 'text-3'
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

type Look = Pick<DeadlineResult, 'icon' | 'tone'>
const LOOKS: Record<DeadlineOutcome['id'], Look> = {
  replied: { icon: 'check', tone: 'success' }, late: { icon: 'overdue', tone: 'text-2' },
  resolved: { icon: 'check', tone: 'success' }, resolved_late: { icon: 'overdue', tone: 'text-2' },
  contacted: { icon: 'check', tone: 'success' }, not_contacted: { icon: 'overdue', tone: 'red' }, to_survey: { icon: 'clock', tone: 'text-2' },
  survey_from: { icon: 'calendar', tone: 'text-2' }, surveyed: { icon: 'check', tone: 'success' },
  ended: { icon: 'state-cancelled', tone: 'text-3' },
}
/** A visit date is a date, not a clock that was stopped. */
const lookOf = (kind: DeadlineKind, { id }: DeadlineOutcome): Look => (kind === 'visitAt' && id === 'ended' ? { ...LOOKS.ended, icon: 'calendar' } : LOOKS[id])

/**
 * The deadlines in the order of the page: reply, resolve, first contact, visit date.
 * @param explained how each was computed, as far as it has been read
 * @param now the server's time, ms
 */
export function deadlineRows(ticket: Ticket, explained: readonly ExplainedDeadline[], now: number, timeZone: string): DeadlineRow[] {
  return SHOWN_DEADLINES.flatMap((kind) => {
    const dueAt = ticket[kind]
    if (dueAt === null) return []
    const outcome = deadlineOutcome(kind, ticket, now, timeZone)
    const known = explained.find((one) => one.kind === kind && Date.parse(one.dueAt) === Date.parse(dueAt)) ?? explained.find((one) => one.kind === kind) ?? null
    return [{
      kind, dueAt, startedAt: known?.startedAt ?? ticket.assignment?.submittedAt ?? null, explained: known,
      round: kind === 'replyDueAt' ? ticket.replyRound : null, result: outcome && { ...outcome, ...lookOf(kind, outcome) },
    }]
  })
}
