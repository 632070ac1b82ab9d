import { z } from './zod.ts'
import { instant, listOf } from './common.ts'
import { customer } from './customer.ts'
import { RECORDED_OPERATIONS } from './history.ts'
import { ticket } from './ticket.ts'

/**
 * By what tickets are found, in the order in which they are shown: by their number, a phone number, the customer's name,
 * the number of contract or order, or what is written in their follow-up records.
 */
export const SEARCH_KINDS = ['number', 'phone', 'customer', 'contract', 'text'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** `in` limits the search to some kinds; without it, all that fit the text. */
export const searchQuery = z.strictObject({ q: z.string().trim().min(1).max(500), in: listOf(SEARCH_KINDS).optional() })

/** Where a text was found, and around what; its words as they were written, in pieces. */
export const searchHit = z.object({
  parts: z.array(z.object({ text: z.string(), hit: z.boolean() })),
  operation: z.enum(RECORDED_OPERATIONS),
  at: instant,
  byName: z.string(),
  /** The record was revoked since; the timeline shows it so. */
  voided: z.boolean(),
})
export type SearchHit = z.infer<typeof searchHit>

/** A ticket as the search box shows it; phone numbers are masked as in every list. */
export const foundTicket = ticket
  .pick({ no: true, type: true, level: true, state: true, createdAt: true, mall: true, replyDueAt: true, replyOpen: true, alert: true, latestFeedback: true })
  .extend({
    customer: ticket.shape.customer.pick({ name: true, phones: true, contractNo: true, orderNo: true }),
    /** For tickets found by text. */
    hit: searchHit.nullable(),
  })
export type FoundTicket = z.infer<typeof foundTicket>

/** What was found in one way, newest first. */
export const searchGroup = z.object({
  kind: z.enum(SEARCH_KINDS),
  items: z.array(foundTicket),
  /** There are more than these. */
  more: z.boolean(),
  /** False: the words are so common and stand so seldom together that only newer tickets were looked through. */
  complete: z.boolean(),
})
export type SearchGroup = z.infer<typeof searchGroup>

export const searchAnswer = z.object({
  /** Nothing can be looked for: a number needs four digits, a word two characters. */
  tooShort: z.enum(['digits', 'text']).nullable(),
  /** Those that found something, in the order of {@link SEARCH_KINDS}. */
  groups: z.array(searchGroup),
  /** Customers of these numbers, names or contracts, for who may read customers; null for everybody else, and where they were not asked for. */
  customers: z.object({ items: z.array(customer), more: z.boolean() }).nullable(),
  /** Older tickets are still being indexed for names, contracts and texts: not all can be found yet. */
  indexing: z.boolean(),
})
export type SearchAnswer = z.infer<typeof searchAnswer>
