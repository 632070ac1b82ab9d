import type { TicketExportInput } from '#shared/contract/export.ts'
import type { Condition, TicketQueryInput } from '#shared/contract/query.ts'
import type { TicketColumnId } from '#shared/domain/lists/columns.ts'
import { readPhone } from '#shared/domain/customer/phone.ts'
import type { TicketTabId } from '#shared/domain/lists/tabs.ts'
import type { TicketFieldPath } from '#shared/domain/lists/fields.ts'
import { isTicketNumber } from '#shared/domain/ticket/number.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'

/** Rows of one page; the contract allows up to 100. */
export const PAGE_SIZE = 50

/** Fewer digits of a phone number than this find too much to be of use. */
export const SHORTEST_PHONE_PART = 4

/** The default conditions over every list (`lists.md`, Every list); an empty text means: any. */
export interface QuickFilters {
  type: TicketType | ''
  no: string
  phone: string
  mallCode: string
  creator: string
}

export type TicketSort = NonNullable<TicketQueryInput['sort']>
export type Match = 'all' | 'any'

/** Everything a person asked of a list. */
export interface ListQuery {
  readonly quick: Readonly<QuickFilters>
  readonly match: Match
  readonly conditions: readonly Condition[]
  /** Null: the order of the tab. */
  readonly sort: TicketSort | null
}

export const noQuickFilters = (): QuickFilters => ({ type: '', no: '', phone: '', mallCode: '', creator: '' })
export const emptyQuery = (): ListQuery => ({ quick: noQuickFilters(), match: 'all', conditions: [], sort: null })

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

/** Whether what was typed as a phone number is too short to be looked for. */
export const isPhoneTooShort = (typed: string): boolean => typed.trim() !== '' && digitsOf(typed).length < SHORTEST_PHONE_PART

/** A whole number, however it is written, is looked for as it is; a part of one wherever it stands. */
function phoneCondition(typed: string): Condition | null {
  const whole = readPhone(typed).phone
  if (whole && whole.kind !== 'local') return { field: 'customer.phones', op: 'eq', value: whole.digits }
  const digits = digitsOf(typed)
  return digits.length < SHORTEST_PHONE_PART ? null : { field: 'customer.phones', op: 'contains', value: digits }
}

/** The default conditions as conditions of the API; fields left empty give none. */
export function quickConditions(quick: Readonly<QuickFilters>): Condition[] {
  const no = quick.no.normalize('NFKC').trim()
  const creator = quick.creator.trim()
  const phone = phoneCondition(quick.phone)
  return [
    ...(quick.type ? [{ field: 'type', op: 'eq', value: quick.type } as const] : []),
    ...(no ? [{ field: 'no', op: isTicketNumber(no) ? 'eq' : 'contains', value: no } as const] : []),
    ...(phone ? [phone] : []),
    ...(quick.mallCode ? [{ field: 'mall.code', op: 'eq', value: quick.mallCode } as const] : []),
    ...(creator ? [{ field: 'createdBy', op: 'contains', value: creator } as const] : []),
  ]
}

export const hasConditions = (query: ListQuery): boolean => query.conditions.length > 0 || quickConditions(query.quick).length > 0

/**
 * A query has one word that joins all its conditions. Joined by 任一, the default conditions would therefore widen the
 * list instead of narrowing it; they become conditions like the others, so that the screen says what is asked.
 */
export function settleQuery(query: ListQuery): ListQuery {
  if (query.match !== 'any' || query.conditions.length === 0) return query
  const moved = quickConditions(query.quick)
  return moved.length === 0 ? query : { ...query, quick: noQuickFilters(), conditions: [...query.conditions, ...moved] }
}

/**
 * The body of `POST /tickets/query`.
 * @param cursor null for the first page
 * @param limit rows of the page, at most 100
 */
export function queryBody(tab: TicketTabId, query: ListQuery, cursor: string | null, limit: number = PAGE_SIZE): TicketQueryInput {
  const settled = settleQuery(query)
  return {
    tab,
    match: settled.conditions.length > 0 ? settled.match : 'all',
    conditions: [...quickConditions(settled.quick), ...settled.conditions],
    ...(settled.sort ? { sort: settled.sort } : {}),
    ...(cursor === null ? {} : { cursor }),
    limit,
  }
}

/** The same list as a file, whole and in these columns. */
export function exportQuery(tab: TicketTabId, query: ListQuery, columns: readonly TicketColumnId[]): TicketExportInput {
  const { match, conditions, sort } = queryBody(tab, query, null)
  return { tab, match, conditions, ...(sort ? { sort } : {}), columns: [...columns] }
}

/** What a click on a sortable head asks for: early first, late first, then the tab's own order again. */
export function nextSort(sort: TicketSort | null, field: TicketSort['field']): TicketSort | null {
  if (sort?.field !== field) return { field, direction: 'asc' }
  return sort.direction === 'asc' ? { field, direction: 'desc' } : null
}

/** Fields whose values say who a customer is. */
const PERSONAL_FIELDS: readonly TicketFieldPath[] = ['customer.name', 'customer.phones', 'customer.address', 'assignment.phone', 'latestFeedback', 'text', 'parties']

/** The query without customers' names and numbers, as it may be kept on the machine. */
export function withoutPersonalData(query: ListQuery): ListQuery {
  return { ...query, quick: { ...query.quick, phone: '' }, conditions: query.conditions.filter((one) => !PERSONAL_FIELDS.includes(one.field)) }
}
