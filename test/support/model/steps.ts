import fc from 'fast-check'
import { DAY, HOUR } from './modelCalendar.ts'
import type { Destination } from './modelTicket.ts'
import { ACCOUNTS, type Account } from './people.ts'

/** Ways in which a request is spoilt on purpose; where one does not concern the operation it spoils nothing. */
export const FAULTS = [
  'older_version', 'newer_version', 'no_version', 'no_content', 'blank_content', 'no_reason', 'unknown_reason', 'unknown_cause', 'unknown_field', 'unknown_operation',
  'past_visit', 'same_visit', 'wrong_visit_type', 'no_result', 'level_of_another_type', 'mall_and_head_office',
] as const
export type Fault = (typeof FAULTS)[number]

/** How much time passes before a step: ms, or up to a deadline (`past` by 1 ms). */
export type Pause = number | `${'to' | 'past'} ${'reply' | 'resolve' | 'visit' | 'visit - 48 h'}`

export interface Step {
  /** Nothing happens; what a story does without is told away when the shortest one is looked for. */
  skipped: boolean
  pause: Pause
  /** `possible`: draws among what the model allows somebody; else anybody asks for anything. */
  asks: { possible: number } | { who: Account; operation: number }
  fault: Fault | null
  /** A visit date this long from now; `limit` is creation + 40 days, `below limit` 1 ms less. */
  visit: number | 'limit' | 'below limit'
  processed: boolean
  score: string | undefined
  level: string | undefined
  /** 提交 and approvals may choose; null leaves it to the ticket or the request. */
  chooses: Destination | null
  choosesVisit: boolean
  /** The very same request comes twice, with one idempotency key. */
  twice: boolean
  /** Without it what ends a ticket is avoided, so that stories are long. */
  mayEnd: boolean
  /** Somebody who looks at the ticket afterwards. */
  observer: Account
}

export interface Story {
  type: 'complaint' | 'service' | 'consult'
  destination: Destination | null
  assisted: boolean
  submit: boolean
  beginsAt: number
  steps: Step[]
}

const MINUTE = 60_000
const pause: fc.Arbitrary<Pause> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 120 }).map((minutes) => minutes * MINUTE) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 48 * 4 }).map((quarters) => quarters * 15 * MINUTE) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 20 }).map((days) => days * DAY + 7 * MINUTE) },
  { weight: 3, arbitrary: fc.constantFrom<Pause>('to reply', 'past reply', 'to resolve', 'past resolve', 'past visit', 'to visit - 48 h', 'past visit - 48 h') },
)

const destination = fc.constantFrom<Destination>({ mall: 'M0001' }, { mall: 'M0001' }, { mall: 'M0003' }, { department: 'DEPT-S' }, { department: 'DEPT-N' })

const step: fc.Arbitrary<Step> = fc.record({
  skipped: fc.integer({ min: 0, max: 29 }).map((drawn) => drawn === 0),
  pause,
  asks: fc.oneof(
    { weight: 7, arbitrary: fc.record({ possible: fc.nat(9999) }) },
    { weight: 3, arbitrary: fc.record({ who: fc.constantFrom(...ACCOUNTS), operation: fc.nat(99) }) },
  ),
  fault: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...FAULTS) }),
  visit: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 55 * 24 }).map((hours) => hours * HOUR) },
    { weight: 1, arbitrary: fc.constantFrom('limit' as const, 'below limit' as const) },
  ),
  processed: fc.boolean(),
  score: fc.constantFrom(undefined, 'satisfied', 'dissatisfied'),
  level: fc.constantFrom(undefined, '1', 'none'),
  chooses: fc.option(destination, { nil: null }),
  choosesVisit: fc.boolean(),
  twice: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 9),
  mayEnd: fc.integer({ min: 0, max: 4 }).map((drawn) => drawn === 4),
  observer: fc.constantFrom(...ACCOUNTS),
})

/** A weekday in January, around the Spring Festival of 2026 (15 to 23 February), or later in the spring. */
const beginning = fc.oneof(
  fc.integer({ min: 0, max: 20 * 24 * 60 }).map((minutes) => Date.parse('2026-01-05T00:00:00+08:00') + minutes * MINUTE),
  fc.integer({ min: 0, max: 16 * 24 * 60 }).map((minutes) => Date.parse('2026-02-10T00:00:00+08:00') + minutes * MINUTE),
  fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => Date.parse('2026-03-01T00:00:00+08:00') + minutes * MINUTE),
)

/** A ticket's beginning and 5 to 10 things that people then do, or try to. */
export const story: fc.Arbitrary<Story> = fc.record({
  type: fc.constantFrom('complaint' as const, 'complaint' as const, 'service' as const, 'consult' as const),
  destination: fc.oneof({ weight: 6, arbitrary: destination }, { weight: 1, arbitrary: fc.constant(null) }),
  assisted: fc.boolean(),
  submit: fc.integer({ min: 0, max: 4 }).map((drawn) => drawn > 0),
  beginsAt: beginning,
  steps: fc.array(step, { minLength: 5, maxLength: 10 }),
})
