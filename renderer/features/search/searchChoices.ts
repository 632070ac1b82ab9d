import type { Condition } from '#shared/contract/query.ts'
import type { Customer } from '#shared/contract/customer.ts'
import type { FoundTicket, SearchGroup, SearchKind } from '#shared/contract/search.ts'
import type { SearchReading } from '#shared/domain/search/readSearch.ts'
import type { SearchResult } from './useSearch.ts'

/** Under which heading a choice stands; none for what is offered before anything is found. */
export type ChoiceGroup = SearchKind | 'person' | null

/** One thing that can be opened, in the order in which they stand; the first is what Enter takes. */
export type SearchChoice = { readonly id: string; readonly group: ChoiceGroup } & (
  | { readonly kind: 'exact'; readonly no: string }
  | { readonly kind: 'call'; readonly phone: string }
  | { readonly kind: 'ticket'; readonly ticket: FoundTicket }
  | { readonly kind: 'customer'; readonly customer: Customer; readonly callPhone: string | null }
  | { readonly kind: 'list'; readonly conditions: readonly Condition[] }
)

/** How all hits of a group are asked of a list; null where no index would answer. */
function conditionOf(kind: SearchKind, { phone, callable, digits, phrases }: SearchReading, text: string): Condition | null {
  switch (kind) {
    case 'number': return null
    case 'phone': return phone && callable ? { field: 'customer.phones', op: 'eq', value: phone } : null
    case 'customer': case 'contract': return { field: 'parties', op: 'contains', value: text }
    // Of a number, in texts only its digits are looked for.
    case 'text': return { field: 'text', op: 'contains', value: digits ? phrases.join(' ') : text }
  }
}

function choicesOfGroup({ kind, items, more }: SearchGroup, reading: SearchReading, text: string, shown: ReadonlySet<string>): SearchChoice[] {
  const tickets = items.filter(({ no }) => !shown.has(no)).map((ticket): SearchChoice => ({ id: `${kind}-${ticket.no}`, group: kind, kind: 'ticket', ticket }))
  const condition = more ? conditionOf(kind, reading, text) : null
  return condition ? [...tickets, { id: `${kind}-list`, group: kind, kind: 'list', conditions: [condition] }] : tickets
}

/**
 * The choices below the box. A ticket found by its number, phone, name or contract stands once among these; one in whose
 * texts the words stand is shown again, for the sake of the words.
 * @param takesCalls whether the person may open a call form
 */
export function searchChoices(reading: SearchReading, result: SearchResult | null, takesCalls: boolean): SearchChoice[] {
  const choices: SearchChoice[] = []
  const shown = new Set<string>()
  const { ticketNo, phone, callable } = reading
  if (ticketNo) {
    choices.push({ id: 'exact', group: null, kind: 'exact', no: ticketNo })
    shown.add(ticketNo)
  }
  if (phone && callable && takesCalls) choices.push({ id: 'call', group: null, kind: 'call', phone })
  for (const group of result?.parties?.groups ?? []) {
    choices.push(...choicesOfGroup(group, reading, result!.text, shown))
    for (const { no } of group.items) shown.add(no)
  }
  for (const customer of result?.parties?.customers?.items ?? []) {
    const callPhone = takesCalls ? (customer.phones[0] ?? null) : null
    if (callPhone !== null || customer.openTickets.length > 0) choices.push({ id: `customer-${customer.id}`, group: 'person', kind: 'customer', customer, callPhone })
  }
  for (const group of result?.texts?.groups ?? []) choices.push(...choicesOfGroup(group, reading, result!.text, new Set()))
  return choices
}
