import { checkOperation, type Refusal } from '#shared/domain/ticket/check.ts'
import { decide, decideCreation, type Decision } from '#shared/domain/ticket/decide.ts'
import type { Effect } from '#shared/domain/ticket/effects.ts'
import type { TicketFacts } from '#shared/domain/ticket/facts.ts'
import type { OperationInput } from '#shared/domain/ticket/inputs.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import type { Actor } from '#shared/domain/ticket/transitions.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import { chineseCalendar } from './calendar.ts'

export const calendar = chineseCalendar()

/** Monday; with the first row of `time-cases.csv` the deadlines below. */
export const SUBMITTED = new Date('2026-11-23T10:00:00+08:00')
export const FIRST_CONTACT_DUE = new Date('2026-11-23T14:00:00+08:00')
export const REPLY_DUE = new Date('2026-11-25T10:00:00+08:00')
export const RESOLVE_DUE = new Date('2026-11-30T10:00:00+08:00')
/** 满意度回访日期 of a new assignment: its resolve deadline. */
export const VISIT_AT = RESOLVE_DUE

export const HOUR_MS = 60 * 60 * 1000
export const DAY_MS = 24 * HOUR_MS

/** An instant some ms after (or before) another. */
export const after = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms)

/** Who acts, as sets of actors that users really have: an approver is call-center staff too. */
export const ACTING = {
  cs: new Set<Actor>(['cs']),
  approver: new Set<Actor>(['cs', 'cs_approver']),
  mall: new Set<Actor>(['mall']),
  dept: new Set<Actor>(['dept']),
  assistant: new Set<Actor>(['assistant']),
  nobody: new Set<Actor>(),
} as const
export type Acting = keyof typeof ACTING

/** A ticket whose operations follow one another; the facts move on with each. */
export interface Life {
  facts: TicketFacts
  /** The time of the next operation; `do` with an instant sets it. */
  now: Date
  /** @throws Error where the rules refuse it: a test goes on only with what happened */
  do(operation: TicketOperation, acting: Acting, input?: OperationInput, at?: Date): Decision
  /** @throws Error where the rules allow it */
  refusal(operation: TicketOperation, acting: Acting, input?: OperationInput, at?: Date): Refusal
  /** Whether it would be allowed; nothing happens. */
  allows(operation: TicketOperation, acting: Acting, input?: OperationInput, at?: Date): boolean
}

export interface Beginning {
  type?: TicketType
  operation?: 'save' | 'submit' | 'intake'
  at?: Date
  hasDestination?: boolean
}

export function beginLife({ type = 'complaint', operation = 'submit', at = SUBMITTED, hasDestination = true }: Beginning = {}): Life {
  const life: Life = {
    facts: decideCreation({ type, level: 'none', hasDestination }, operation, { now: at, calendar }).next,
    now: at,
    do(asked, acting, input = {}, moment = life.now) {
      const decision = decide(life.facts, asked, ACTING[acting], input, { now: moment, calendar })
      if (!decision.allowed) throw new Error(`${acting} may not ${asked} in ${life.facts.state}: ${decision.code} ${decision.failedGuards.join()}`)
      life.facts = decision.next
      life.now = moment
      return decision
    },
    refusal(asked, acting, input = {}, moment = life.now) {
      const decision = decide(life.facts, asked, ACTING[acting], input, { now: moment, calendar })
      if (decision.allowed) throw new Error(`${acting} may ${asked} in ${life.facts.state}`)
      return decision
    },
    allows: (asked, acting, input = {}, moment = life.now) =>
      checkOperation(life.facts, asked, ACTING[acting], { now: moment, processed: input.processed }).allowed,
  }
  return life
}

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>

/** The effects of one kind, in their order. */
export const effectsOf = <Kind extends Effect['kind']>({ effects }: Decision, kind: Kind): EffectOf<Kind>[] =>
  effects.filter((effect): effect is EffectOf<Kind> => effect.kind === kind)

/** Names of the events, with the key that makes one unique where it has one. */
export const eventsOf = (decision: Decision): string[] =>
  effectsOf(decision, 'event').map(({ event, once }) => (once === undefined ? event : `${event} ${once}`))

/** Records as `reply`, or `reply from resolve` where synced. */
export const recordsOf = (decision: Decision): string[] =>
  effectsOf(decision, 'record').map(({ operation, origin }) => (operation === origin ? operation : `${operation} from ${origin}`))

/** How rounds ended, by number. */
export const roundsClosed = (decision: Decision): Record<number, boolean | null> =>
  Object.fromEntries(effectsOf(decision, 'close_round').map(({ number, timely }) => [number, timely]))

export const requestsEnded = (decision: Decision): string[] => effectsOf(decision, 'end_request').map(({ request, state }) => `${request} ${state}`)

/** Does to the standing timers what the server does with a decision: first all drops, then what comes new. */
export function applyTimers(standing: Map<string, Date>, decision: Decision): void {
  for (const { timers, subject, dueAfter } of effectsOf(decision, 'drop_timers')) {
    for (const [key, dueAt] of standing) {
      const [kind, on] = key.split(' ')
      if (timers.some((timer) => timer === kind) && (!subject || subject === on) && (!dueAfter || dueAt > dueAfter)) standing.delete(key)
    }
  }
  for (const { timer, subject, dueAt } of effectsOf(decision, 'add_timer')) if (!standing.has(`${timer} ${subject}`)) standing.set(`${timer} ${subject}`, dueAt)
}

/** The timers that stand after decisions followed one another, none of them fired: `kind subject` → due time. */
export function standingTimers(decisions: readonly Decision[]): Map<string, Date> {
  const standing = new Map<string, Date>()
  for (const decision of decisions) applyTimers(standing, decision)
  return standing
}
