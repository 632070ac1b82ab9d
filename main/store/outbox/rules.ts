import type { OutboxItem, OutboxOutcome, Refusal } from '#shared/contract/localStore.ts'

/** Longest lease that can be asked for (`outbox.claim`), in ms. */
const LONGEST_LEASE = 120_000
/** No failed try is put off for longer, in ms: a time further ahead means that the clock was set back. */
const LONGEST_WAIT = 15 * 60_000
/** Delivered items are shown for 7 days. */
export const DELIVERED_KEPT = 7 * 24 * 3_600_000

/** Who sends an item, and until when nobody else does (ms since 1970). */
export interface Lease {
  /** The page or engine. */
  owner: string
  /** The run of the program that `owner` belongs to, and its process. */
  process: string
  pid: number
  until: number
}

/** What decides about an item's turn and its fate. Times in ms since 1970. */
export interface Standing {
  id: string
  state: OutboxItem['state']
  attempts: number
  nextAttemptAt: number | null
  lease: Lease | null
  deliveredAt: number | null
}

/** What the page is told of the last try. */
export interface Result {
  lastError: string | null
  refusal: Refusal | null
  acceptedNo: string | null
}

export const noResult: Result = { lastError: null, refusal: null, acceptedNo: null }

/** @param isGone whether the process of a lease has ended */
export interface Moment {
  now: number
  isGone: (lease: Lease) => boolean
}

/** Whether a lease keeps others away: it has not ended, and neither has the process that has it. A clock that was set back ends it too. */
export function leaseHolds(lease: Lease | null, { now, isGone }: Moment): boolean {
  return lease !== null && lease.until > now && lease.until - now <= LONGEST_LEASE && !isGone(lease)
}

/** What an item is at a moment: one whose sender has gone waits. */
export function stateAt(item: Standing, moment: Moment): OutboxItem['state'] {
  return item.state === 'sending' && !leaseHolds(item.lease, moment) ? 'waiting' : item.state
}

const isDue = (item: Standing, now: number): boolean =>
  item.nextAttemptAt === null || item.nextAttemptAt <= now || item.nextAttemptAt - now > LONGEST_WAIT

/**
 * Whether the first item that is to be sent may go to `owner`. The rest of the queue waits for it (`desktop.md`: in order); the
 * same owner gets its item again, having lost the answer.
 * @param head the first item that is neither refused nor delivered
 */
export function mayClaim(head: Standing, owner: string, moment: Moment): boolean {
  if (stateAt(head, moment) === 'sending') return head.lease?.owner === owner
  return isDue(head, moment.now)
}

/** The first item in the order of `items` that is to be sent, if it may go to `owner` now. */
export function nextToSend<Item extends Standing>(items: readonly Item[], owner: string, moment: Moment): Item | null {
  const head = items.find((item) => item.state === 'waiting' || item.state === 'sending')
  return head && mayClaim(head, owner, moment) ? head : null
}

/** Only who has the item may say how it went, even after the lease has ended, as long as nobody took it over. */
export const maySettle = (item: Standing, owner: string): boolean => item.state === 'sending' && item.lease?.owner === owner

/** What an outcome makes of an item; `rebased` alone keeps the lease. */
export function settled(item: Standing, result: Result, outcome: OutboxOutcome, now: number): { standing: Standing; result: Result } {
  const free = { ...item, attempts: item.attempts + 1, nextAttemptAt: null, lease: null }
  switch (outcome.kind) {
    case 'delivered':
      return { standing: { ...free, state: 'delivered', deliveredAt: now }, result: { lastError: null, refusal: null, acceptedNo: outcome.no } }
    case 'refused':
      return { standing: { ...free, state: 'refused' }, result: { ...result, lastError: null, refusal: outcome.refusal } }
    case 'later':
      return { standing: { ...free, state: 'waiting', nextAttemptAt: Date.parse(outcome.retryAt) }, result: { ...result, lastError: outcome.error } }
    case 'rebased':
      return { standing: item, result }
  }
}

/** A refused item with a mended entry waits at its place as if it were new. */
export const mended = (id: string): Standing => ({ id, state: 'waiting', attempts: 0, nextAttemptAt: null, lease: null, deliveredAt: null })

/** A person may give up what is not being sent and was not accepted. */
export const mayDiscard = (item: Standing, moment: Moment): boolean => ['waiting', 'refused'].includes(stateAt(item, moment))
