import type { FollowUpRecord } from '#shared/contract/history.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { OpenRound, TicketFacts } from '#shared/domain/ticket/facts.ts'

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant))
const ROUND_ENDING = ['reply', 'resolve', 'close', 'return'] as const

const endsRounds = (record: FollowUpRecord): boolean => (ROUND_ENDING as readonly string[]).includes(record.operation)

/**
 * The reply rounds that wait for an answer, earliest first. The ticket says whether any is open, which is the latest and
 * which deadline comes first; the records name those in between.
 */
export function openRoundsOf(ticket: Pick<Ticket, 'replyOpen' | 'replyRound' | 'replyDueAt'>, records: readonly FollowUpRecord[]): OpenRound[] {
  if (!ticket.replyOpen || ticket.replyDueAt === null) return []
  const ended = Math.max(0, ...records.filter(endsRounds).map((record) => record.round?.number ?? 0))
  const rounds = new Map<number, OpenRound>()
  for (const { round } of records) {
    if (round && round.timely === null && round.number > ended) rounds.set(round.number, { number: round.number, dueAt: new Date(round.dueAt) })
  }
  if (!rounds.has(ticket.replyRound)) rounds.set(ticket.replyRound, { number: ticket.replyRound, dueAt: new Date(ticket.replyDueAt) })
  return [...rounds.values()].sort((one, other) => one.number - other.number)
}

/** What the rules read of a ticket, from what the server shows of it; for saying in advance what an operation will do. */
export function factsOf(ticket: Ticket, records: readonly FollowUpRecord[]): TicketFacts {
  const pending = (kind: Ticket['pendingRequests'][number]['kind']) => ticket.pendingRequests.find((request) => request.kind === kind && request.state === 'pending')
  const visit = pending('visit')
  return {
    type: ticket.type, level: ticket.level, state: ticket.state, version: ticket.version, createdAt: new Date(ticket.createdAt),
    feedbackCount: ticket.feedbackCount, secondComplaint: ticket.secondComplaint,
    hasDestination: ticket.mall !== null || ticket.headOffice !== null,
    assignmentNumber: ticket.assignment ? 1 : 0,
    submittedAt: dateOf(ticket.assignment?.submittedAt ?? null),
    firstContactDueAt: dateOf(ticket.firstContactDueAt), replyDueAt: dateOf(ticket.replyDueAt),
    resolveDueAt: dateOf(ticket.resolveDueAt), visitAt: dateOf(ticket.visitAt), resolvedAt: dateOf(ticket.resolvedAt),
    resolveTimely: ticket.resolveTimely, replyTimely: ticket.replyTimely,
    openRounds: openRoundsOf(ticket, records), lastRoundNumber: ticket.replyRound,
    pending: {
      return: pending('return') ?? null,
      visit: visit ? { requestedAt: new Date(visit.requestedVisitAt ?? visit.requestedAt) } : null,
      closure: pending('closure') ?? null,
    },
  }
}
