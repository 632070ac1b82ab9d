import type { Customer } from '#shared/contract/customer.ts'
import { readPhone } from '#shared/domain/customer/phone.ts'
import { client } from '../../../api/client.ts'

/** What was asked for ahead is good for so long. Milliseconds. */
const fresh = 3_000
let ahead: { digits: string; at: number; found: Promise<readonly Customer[]> } | null = null

const ask = async (digits: string): Promise<readonly Customer[]> => (await client.searchCustomers({ query: { phone: digits } })).items

/** Asks who has a number while the call's form is still being made: it will ask in a moment. */
export function askAhead(phone: string): void {
  const digits = readPhone(phone).phone?.digits
  if (digits === undefined) return
  const found = ask(digits)
  // Who takes it hears of a failure; nobody may.
  found.catch(() => undefined)
  ahead = { digits, at: Date.now(), found }
}

/**
 * The customers of a number: what was asked for ahead, once, or asked now.
 * @throws ApiProblem
 */
export function findCustomers(digits: string): Promise<readonly Customer[]> {
  const taken = ahead
  ahead = null
  return taken?.digits === digits && Date.now() - taken.at < fresh ? taken.found : ask(digits)
}
