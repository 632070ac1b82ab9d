import { z } from './zod.ts'
import { TICKET_TAB_IDS } from '../domain/lists/tabs.ts'
import { id, instant } from './common.ts'
import { ticketQueryBody } from './query.ts'

/** Saved queries of one person, over all lists. */
export const MOST_SAVED_QUERIES = 100
/** Of the conditions as JSON, in UTF-16 units: `in` with a hundred long values thirty times over is no query any more. */
const LONGEST_QUERY = 15_000

/** What of a query is kept: not its page, and not its list, which stands beside it. */
export const savedQueryContent = ticketQueryBody.pick({ match: true, conditions: true, sort: true })
export type SavedQueryContent = z.infer<typeof savedQueryContent>

/** One line that can be seen, and that turns round nothing that stands beside it. */
const name = z.string().trim().min(1).max(60).regex(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u).regex(/[\p{L}\p{N}\p{P}\p{S}]/u)

export const savedQueryBody = z.strictObject({
  name,
  list: z.enum(TICKET_TAB_IDS),
  /** With everybody of one's own organisation. */
  shared: z.boolean(),
  query: savedQueryContent.refine((query) => JSON.stringify(query).length <= LONGEST_QUERY, { message: 'too_long' }),
})
export type SavedQueryBody = z.infer<typeof savedQueryBody>

export const savedQuery = z.object({
  id,
  name: z.string(),
  list: z.enum(TICKET_TAB_IDS),
  shared: z.boolean(),
  /** Whether it is the caller's own, who alone changes it. */
  own: z.boolean(),
  owner: z.string(),
  createdAt: instant,
  /** Null where it was saved by another version and no longer fits: it is shown, and not applied. */
  query: savedQueryContent.nullable(),
})
export type SavedQuery = z.infer<typeof savedQuery>

export const savedQueryListQuery = z.strictObject({ list: z.enum(TICKET_TAB_IDS).optional() })
export const savedQueryList = z.object({ items: z.array(savedQuery) })
