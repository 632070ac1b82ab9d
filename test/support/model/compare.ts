import { allowedNow, STATUS_OF, type ModelAnswer } from './modelDecision.ts'
import { judgedReplyTimely, openRounds, shownReplyDueAt, type ModelTicket } from './modelTicket.ts'
import { hasTicketModule, sees, type Account } from './people.ts'
import type { ProgramAnswer, Stored } from './program.ts'
import type { ModelRow } from './transitionTable.ts'

/** Where model and program differ: `what: model …, program …`. */
export type Differences = string[]

const shown = (value: unknown): string => JSON.stringify(value) ?? 'undefined'

function differences(expected: Record<string, unknown>, found: Record<string, unknown>): Differences {
  return Object.keys(expected)
    .filter((name) => shown(expected[name]) !== shown(found[name]))
    .map((name) => `${name}: model ${shown(expected[name])}, program ${shown(found[name])}`)
}

const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())
const sorted = (names: readonly string[]): string[] => [...names].sort()
const sortedCounts = (counts: Record<string, number>): Record<string, number> => Object.fromEntries(Object.entries(counts).sort())

/** The refusal, or that there is none. */
export function compareAnswer(expected: ModelAnswer, { status, body }: ProgramAnswer): Differences {
  const code = status < 300 ? 'done' : body['code']
  return differences({ status: STATUS_OF[expected], code: expected }, { status, code })
}

/** The ticket as the program shows it to somebody. */
export function compareTicket(table: readonly ModelRow[], ticket: ModelTicket, body: Record<string, unknown>, who: Account, now: number): Differences {
  const pending = (body['pendingRequests'] as { kind: string; state: string }[] | undefined) ?? []
  const expected = {
    type: ticket.type, level: ticket.level, state: ticket.state, version: ticket.version, feedbackCount: ticket.feedbackCount, secondComplaint: ticket.secondComplaint,
    firstContactDueAt: iso(ticket.firstContactDueAt), replyDueAt: iso(shownReplyDueAt(ticket)), resolveDueAt: iso(ticket.resolveDueAt), visitAt: iso(ticket.visitAt),
    replyTimely: judgedReplyTimely(ticket), resolveTimely: ticket.resolveTimely, resolvedAt: iso(ticket.resolvedAt),
    replyOpen: openRounds(ticket).length > 0, replyRound: ticket.rounds.length,
    pendingRequests: sorted(Object.keys(ticket.pending)), allowedOperations: sorted(allowedNow(table, ticket, who, now)),
  }
  return differences(expected, {
    ...body, pendingRequests: sorted(pending.filter(({ state }) => state === 'pending').map(({ kind }) => kind)),
    allowedOperations: sorted(body['allowedOperations'] as string[]),
  })
}

/** Whether somebody sees the ticket, and as what. */
export function compareLook(table: readonly ModelRow[], ticket: ModelTicket, answer: ProgramAnswer, who: Account, now: number): Differences {
  const expected: ModelAnswer = !hasTicketModule(who) ? 'forbidden' : sees(who, ticket) ? 'done' : 'not_found'
  const found = compareAnswer(expected, answer)
  if (found.length === 0 && expected === 'done') found.push(...compareTicket(table, ticket, answer.body, who, now))
  return found.map((difference) => `${who} looks, ${difference}`)
}

export function compareStored(ticket: ModelTicket, stored: Stored): Differences {
  return differences({
    version: ticket.version, state: ticket.state, logEntries: ticket.logEntries, records: sortedCounts(ticket.records),
    rounds: ticket.rounds.map(({ number, dueAt, open, timely }) => `${number}:${dueAt}:${open ? 'open' : 'closed'}:${timely === null ? 'null' : timely ? 1 : 0}`),
    resolveOverdue: sorted([...ticket.resolveOverdue].map((assignment) => `resolve_overdue:assignment:${assignment}`)),
  }, { ...stored, records: sortedCounts(stored.records), resolveOverdue: sorted(stored.resolveOverdue) }).map((difference) => `stored ${difference}`)
}
