import { readPhone } from '#shared/domain/customer/phone.ts'
import { isTicketNumber } from '#shared/domain/ticket/number.ts'
import type { Condition } from '#shared/contract/query.ts'
import { textConditions } from '../tickets/list/presets.ts'

/** What a text in the search box asks of the server. */
export interface SearchPlan {
  /** The text is a whole ticket number: Enter opens it without asking. */
  readonly ticketNo: string | null
  /** The digits of a whole phone number, under which a call can be taken. */
  readonly phone: string | null
  /** How customers are looked for; null where the text is too short for it. */
  readonly customers: { readonly phone: string } | { readonly q: string } | null
  /** How tickets are looked for, joined by any; null where the text is too short. */
  readonly tickets: readonly Condition[] | null
}

const NOTHING: SearchPlan = { ticketNo: null, phone: null, customers: null, tickets: null }

/** Fewer digits of a number, or characters of a name, find too much. */
const SHORTEST_DIGITS = 4
const SHORTEST_NAME = 2

/**
 * Reads what was typed: a ticket number, a phone number however it is written, part of either, a customer's name or a
 * contract number.
 */
export function planSearch(text: string): SearchPlan {
  const typed = text.normalize('NFKC').trim()
  if (isTicketNumber(typed)) return { ...NOTHING, ticketNo: typed, tickets: [{ field: 'no', op: 'eq', value: typed }] }
  const phone = readPhone(typed).phone
  if (phone && phone.kind !== 'local') {
    return { ticketNo: null, phone: phone.digits, customers: { phone: phone.digits }, tickets: [{ field: 'customer.phones', op: 'eq', value: phone.digits }] }
  }
  const digits = typed.replace(/[\s\-()]/g, '')
  const enough = /^\d+$/.test(digits) ? digits.length >= SHORTEST_DIGITS : [...typed].length >= SHORTEST_NAME
  return enough ? { ticketNo: null, phone: null, customers: { q: typed }, tickets: textConditions(typed) } : NOTHING
}
