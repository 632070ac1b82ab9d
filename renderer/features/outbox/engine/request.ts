import type { OutboxItem } from '#shared/contract/localStore.ts'
import { ticket as ticketSchema, type Ticket } from '#shared/contract/ticket.ts'
import { z } from '#shared/contract/zod.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import type { Body } from './parts.ts'
import { ItemFault, TICKET_FINISHED, UNREADABLE } from './refusals.ts'

const body = z.record(z.string(), z.unknown())

/** Corrections to a known customer that go before his ticket, kept in the item's draft as `correction`. */
export const correctionSchema = z.object({
  customerId: z.string(),
  /** The version of the customer that the agent saw. */
  version: z.int(),
  /** Field → what the agent wrote. */
  changes: z.record(z.string(), z.string()),
})
export type Correction = z.infer<typeof correctionSchema>
const kept = z.object({ correction: correctionSchema.nullish() })

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** @throws ItemFault where it is no body */
export function bodyOf(item: OutboxItem): Body {
  const parsed = body.safeParse(read(item.request))
  if (!parsed.success) throw new ItemFault(UNREADABLE)
  return parsed.data
}

/** What of the customer is to be corrected before the item is sent; null for nothing. */
export const correctionOf = (item: OutboxItem): Correction | null => kept.safeParse(read(item.draft)).data?.correction ?? null

/** Whether a stale version may be answered by sending the same words on the ticket as it now is (`desktop.md`). */
export const mayRebase = (item: OutboxItem): boolean => item.kind === 'operation' && bodyOf(item).operation === 'feedback'

/** The ticket that came with a refusal; null where none came. */
export const currentIn = (problem: ApiProblem): Ticket | null => ticketSchema.safeParse(problem.current).data ?? null

const finished: readonly Ticket['state'][] = ['closed', 'cancelled']
/** Whether nothing more can be said on it. */
export const isFinished = (ticket: Ticket): boolean => finished.includes(ticket.state)

/**
 * The body of a feedback on the ticket as it now is.
 * @returns JSON, as it is stored before it is sent
 * @throws ItemFault where the ticket takes no feedback any more
 */
export function rebased(item: OutboxItem, current: Ticket, problem: ApiProblem): string {
  if (isFinished(current)) throw new ItemFault(TICKET_FINISHED, problem)
  return JSON.stringify({ ...bodyOf(item), version: current.version })
}
