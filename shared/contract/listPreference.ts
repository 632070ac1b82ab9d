import { z } from './zod.ts'
import { COLUMN_WIDTH } from '../domain/lists/columns.ts'
import { TICKET_TAB_IDS } from '../domain/lists/tabs.ts'
import { nullableInstant } from './common.ts'

/** More columns than any version of the program has. */
const MOST_COLUMNS = 100

/**
 * A column as a person wants it. The id is not checked against the columns of this version: a list may be looked at with
 * an older and a newer program in turn, and each passes over the columns that it has not.
 */
export const columnPreference = z.strictObject({
  id: z.string().regex(/^[a-zA-Z]{1,40}$/),
  shown: z.boolean(),
  /** Pixels; null: as wide as the list makes it. */
  width: z.int().min(COLUMN_WIDTH.least).max(COLUMN_WIDTH.most).nullable(),
})
export type ColumnPreference = z.infer<typeof columnPreference>

const columns = z
  .array(columnPreference).min(1).max(MOST_COLUMNS)
  .refine((given) => new Set(given.map(({ id }) => id)).size === given.length, { message: 'named_twice' })

export const listPreferenceParams = z.strictObject({ list: z.enum(TICKET_TAB_IDS) })

/** The columns of a list in their order; null takes the choice back (恢复默认). */
export const listPreferenceBody = z.strictObject({ columns: columns.nullable() })
export type ListPreferenceBody = z.infer<typeof listPreferenceBody>

export const listPreference = z.object({ columns: columns.nullable(), changedAt: nullableInstant })
export type ListPreference = z.infer<typeof listPreference>
