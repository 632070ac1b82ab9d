import { z } from './zod.ts'
import { OPERATORS_OF_KIND, QUERY_OPERATORS, TICKET_FIELD_PATHS, TICKET_FIELDS, type QueryOperator, type TicketField } from '../domain/lists/fields.ts'
import { TICKET_TAB_IDS } from '../domain/lists/tabs.ts'
import { isSearchable } from '../domain/search/readSearch.ts'
import { instant, page } from './common.ts'
import { ticket } from './ticket.ts'

const scalar = z.union([z.string().max(500), z.number(), z.boolean()])

const valueSchemas = {
  text: z.string().max(500),
  full_text: z.string().max(500).refine(isSearchable),
  phone: z.string().trim().min(1).max(40),
  boolean: z.boolean(),
  number: z.number(),
  instant,
} as const

const singleValue = (field: TicketField): z.ZodType =>
  field.kind === 'enumeration' ? z.enum([...(field.values ?? [])] as [string, ...string[]]) : valueSchemas[field.kind]

const expectedValue = (field: TicketField, op: QueryOperator): z.ZodType => {
  if (op === 'is_null') return z.boolean()
  if (op === 'in') return z.array(singleValue(field)).min(1).max(100)
  if (op === 'between') return z.tuple([singleValue(field), singleValue(field)])
  return singleValue(field)
}

/** One condition; whether operator and value fit the field is checked against the table of fields. */
export const condition = z
  .strictObject({
    field: z.enum(TICKET_FIELD_PATHS),
    op: z.enum(QUERY_OPERATORS),
    value: z.union([scalar, z.array(scalar).max(100)]),
  })
  .superRefine((given, context) => {
    const field: TicketField = TICKET_FIELDS[given.field]
    if (!OPERATORS_OF_KIND[field.kind].includes(given.op)) context.addIssue({ code: 'custom', path: ['op'], message: 'operator_does_not_fit' })
    else if (!expectedValue(field, given.op).safeParse(given.value).success) context.addIssue({ code: 'custom', path: ['value'], message: 'value_does_not_fit' })
  })
export type Condition = z.infer<typeof condition>

const SORTABLE = TICKET_FIELD_PATHS.filter((path) => (TICKET_FIELDS[path] as TicketField).sortable) as [
  (typeof TICKET_FIELD_PATHS)[number], ...(typeof TICKET_FIELD_PATHS)[number][],
]

export const ticketQueryBody = z.strictObject({
  tab: z.enum(TICKET_TAB_IDS),
  match: z.enum(['all', 'any']).default('all'),
  conditions: z.array(condition).max(30).default([]),
  sort: z.strictObject({ field: z.enum(SORTABLE), direction: z.enum(['asc', 'desc']) }).optional(),
  cursor: z.string().max(500).nullish(),
  limit: z.int().min(1).max(100).default(50),
})
export type TicketQuery = z.infer<typeof ticketQueryBody>
export type TicketQueryInput = z.input<typeof ticketQueryBody>

export const ticketPage = page(ticket)
export type TicketPage = z.infer<typeof ticketPage>

/** Counts of the tabs for the navigation; capped at 10,000 (shown as 10,000+). */
export const tabCounts = z.object({ counts: z.record(z.string(), z.int()), overdue: z.int(), dueSoon: z.int() })
export type TabCounts = z.infer<typeof tabCounts>
export const COUNT_CAP = 10_000
