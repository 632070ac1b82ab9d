import { elapsedWorkingDays, replyDueAt } from '#shared/domain/sla/deadlines.ts'
import { alertOf } from '#shared/domain/sla/alert.ts'
import { dayOf, instantOf } from '#shared/domain/sla/zonedTime.ts'
import { isLive, type TicketState } from '#shared/domain/ticket/states.ts'
import type { HeadOfficeReason } from '#shared/domain/ticket/enumerations.ts'
import type { DemoCustomer } from '../customers.ts'
import { plusDays, plusHours, plusMs, type Moments } from '../moments.ts'
import { DEMO_ORGANISATIONS } from '../organisations.ts'
import type { Random } from '../random.ts'
import { CLOSED_STORIES } from './closedStories.ts'
import { firstCustomersStories } from './firstCustomersStories.ts'
import { OPEN_STORIES } from './openStories.ts'
import type { TicketPlan } from './plan.ts'
import { Story, type StoryStart } from './story.ts'
import type { ReplyDue, StoryKind } from './storyKind.ts'

/** More tickets under way than this and a customer would look invented. */
const MOST_LIVE_TICKETS = 2
/** How far back tickets are looked for whose reply is due about now: longer than the longest holiday. */
const DUE_SEARCH_DAYS = 16
const DUE_SEARCH_STEP_MS = 7 * 60_000
/** Working days; an unreplied ticket longer past its deadline would have been noticed. */
const LONGEST_OVERDUE_DAYS = 2

export interface Book {
  plans: TicketPlan[]
  /** What the stories lead to; a test compares it with what the commands made. */
  expected: Map<number, TicketState>
}

const REASON_OF_STATUS: Readonly<Record<string, HeadOfficeReason>> = { invalid: 'invalid_mall', eliminated: 'eliminated_mall', runaway: 'runaway_mall' }
const mallOf = (customer: DemoCustomer) => DEMO_ORGANISATIONS.find(({ code }) => code === customer.mallCode)

/** Instants of the last days by what the reply's deadline of a ticket submitted then looks like at the present moment. */
function submissionsByDue(moments: Moments): Record<ReplyDue, Date[]> {
  const { present, calendar } = moments
  const found: Record<ReplyDue, Date[]> = { red: [], blue: [], later: [] }
  const oldest = plusDays(present, -DUE_SEARCH_DAYS)
  for (let at = plusMs(present, -DUE_SEARCH_STEP_MS); at > oldest; at = plusMs(at, -DUE_SEARCH_STEP_MS)) {
    const dueAt = replyDueAt(at, calendar)
    if (elapsedWorkingDays(dueAt, present, calendar) > LONGEST_OVERDUE_DAYS) continue
    const alert = alertOf({ state: 'unreplied', openReplyDueAt: dueAt }, present)
    found[alert === 'none' ? 'later' : alert].push(at)
  }
  return found
}

/** Today, as far as there has been any of it; its last ten hours at most. */
function startOfToday({ present, calendar: { timeZone } }: Moments): Date {
  const midnight = instantOf(dayOf(present, timeZone), 0, timeZone)
  return new Date(Math.max(midnight.getTime(), plusHours(present, -10).getTime()))
}

/** Writes all stories of the demonstration. */
export function writeBook(random: Random, moments: Moments, customers: readonly DemoCustomer[]): Book {
  const { present } = moments
  const plans: TicketPlan[] = []
  const expected = new Map<number, TicketState>()
  const live = new Map<DemoCustomer, number>()
  const byDue = submissionsByDue(moments)
  const inBusiness = customers.filter((customer) => (mallOf(customer)?.status ?? 'active') === 'active' && customer.key > 0)
  const leftBehind = customers.filter((customer) => (mallOf(customer)?.status ?? 'active') !== 'active')

  const tell = (start: StoryStart, ends: TicketState, story: (story: Story) => void): Story => {
    const told = new Story({ random, moments, key: plans.length }, start)
    story(told)
    plans.push(told.plan)
    expected.set(told.plan.key, ends)
    if (isLive(ends)) live.set(start.customer, (live.get(start.customer) ?? 0) + 1)
    return told
  }

  const customerFor = (kind: StoryKind): DemoCustomer => {
    if (kind.destination === 'head_office' && random.chance(0.7)) return random.pick(leftBehind)
    for (;;) {
      const customer = random.pick(inBusiness)
      if ((live.get(customer) ?? 0) < MOST_LIVE_TICKETS) return customer
    }
  }
  const destinationOf = (kind: StoryKind, customer: DemoCustomer): StoryStart['destination'] => {
    if (kind.destination !== 'head_office') return kind.destination
    const mall = mallOf(customer)
    return { reason: REASON_OF_STATUS[mall?.status ?? ''] ?? 'customer_request', departmentCode: mall?.departmentCode ?? 'DEPT-E' }
  }
  const createdAt = ({ replyDue, ageDays: [from, to] }: StoryKind): Date => {
    const due = replyDue ? byDue[replyDue].filter((at) => moments.isOpen(at, 'hotline')) : []
    if (due.length > 0) return random.pick(due)
    if (replyDue && byDue[replyDue].length > 0) return random.pick(byDue[replyDue])
    return moments.between(plusDays(present, -to), plusDays(present, -from), 'hotline')
  }

  for (const kind of [...CLOSED_STORIES, ...OPEN_STORIES]) {
    for (let count = 0; count < kind.count; count++) {
      const customer = customerFor(kind)
      const { submit, assistants } = kind
      tell({ type: random.pick(kind.types), customer, at: createdAt(kind), destination: destinationOf(kind, customer), submit, assistants }, kind.ends, kind.tell)
    }
  }
  // Work of today in every state of the beginning.
  for (let count = 0; count < 8; count++) {
    const at = moments.between(startOfToday(moments), present, 'hotline')
    const isSaved = count >= 6
    tell({ type: 'service', customer: customerFor(CLOSED_STORIES[0]!), at, submit: !isSaved }, isSaved ? 'pending_submission' : 'unreplied', () => {})
  }
  writeFollowUps(random, moments, plans, expected, tell)
  firstCustomersStories(customers[0]!, moments, tell)
  return { plans, expected }
}

type Tell = (start: StoryStart, ends: TicketState, story: (story: Story) => void) => Story

/** A customer whose ticket was closed calls again: a new ticket that names the old one (`workflow.md`, rule 6). */
function writeFollowUps(random: Random, moments: Moments, plans: readonly TicketPlan[], expected: ReadonlyMap<number, TicketState>, tell: Tell): void {
  const { present } = moments
  const closed = plans.filter(({ key, steps, customer }) =>
    expected.get(key) === 'closed' && steps.at(-1)!.at < plusDays(present, -9) && (mallOf(customer)?.status ?? 'active') === 'active')
  for (let count = 0; count < 8; count++) {
    const before = random.pick(closed)
    const start = { type: 'service' as const, customer: before.customer, followUpOf: before.key }
    const lastAt = before.steps.at(-1)!.at
    if (count < 3) tell({ ...start, at: moments.between(plusDays(lastAt, 0.5), plusDays(present, -7), 'hotline') }, 'closed', (story) => { story.reply().close() })
    else if (count < 6) tell({ ...start, at: moments.between(plusDays(present, -1.5), plusDays(present, -0.1), 'hotline') }, 'unreplied', () => {})
    else tell({ ...start, at: moments.between(plusDays(present, -5), plusDays(present, -2), 'hotline') }, 'replied', (story) => { story.reply() })
  }
}
