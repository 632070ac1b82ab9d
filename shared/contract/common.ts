import { z } from './zod.ts'

/** Years that an instant may lie in, in UTC: outside them a database or a deadline computed from it has none. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2999]
const isStorable = (value: string): boolean => {
  const year = new Date(value).getUTCFullYear()
  // What is no date at all has been refused already.
  return !(year < FIRST_YEAR || year > LAST_YEAR)
}

/** An instant in ISO 8601 with offset or `Z`. */
export const instant = z.iso.datetime({ offset: true }).refine(isStorable)
export const nullableInstant = instant.nullable()
/** A local day `YYYY-MM-DD`. */
export const day = z.iso.date()
/** Ids are strings for who calls; digits of a database id. */
export const id = z.string().regex(/^\d{1,19}$/)
export const ticketNo = z.string().regex(/^\d{10,14}$/)
export const organisationCode = z.string().trim().min(1).max(32)

/** The code of a cause or reason: ASCII, as the database keeps it. */
export const choiceCode = z.string().trim().min(1).max(40).regex(/^[\x21-\x7e]*$/)
/** The same where it may be left out; an empty string counts as left out. */
export const optionalChoiceCode = z.union([z.literal(''), choiceCode]).nullish().transform((code) => (code ? code : null))

/** A text the user writes: trimmed, 1 to `max` characters. */
export const text = (max: number) => z.string().trim().min(1).max(max)
/** The same where it may be left out; an empty string counts as left out. */
export const optionalText = (max: number) => z.string().trim().max(max).nullish().transform((value) => (value ? value : null))

/** A text in a change: absent leaves it, null or an empty string clears it. */
export const changedText = (max: number) => z.string().trim().max(max).nullable().transform((value) => (value ? value : null)).optional()

/** In a query: one value or several, separated by commas. */
export const listOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.string().transform((given) => given.split(',').map((value) => value.trim())).pipe(z.array(z.enum(values)).min(1))

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int(), totalIsExact: z.boolean() })

export const empty = z.object({})
