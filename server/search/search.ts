import type { SearchAnswer, SearchGroup, SearchKind } from '#shared/contract/search.ts'
import { SEARCH_KINDS } from '#shared/contract/search.ts'
import { can, isCallCenter } from '#shared/domain/permissions.ts'
import { readSearch, type SearchReading } from '#shared/domain/search/readSearch.ts'
import type { CurrentUser } from '../caller.ts'
import { presentCustomer } from '../presenters/customer.ts'
import { presentFound } from '../presenters/foundTicket.ts'
import { findByPhone as customersByPhone, findByText as customersByText, loadCards } from '../queries/customers.ts'
import type { Services } from '../services.ts'
import { findParties } from './findParties.ts'
import { findByPhone, findByTicketNo } from './findNumbers.ts'
import { findText } from './findText.ts'
import { isIndexComplete } from './indexState.ts'

/** Tickets of each kind, and customers. */
const TICKETS = 6
const CUSTOMERS = 4
/** How long texts are looked through, in ms; the rest of the answer takes about as long as a list. */
const BUDGET_MS = 80

/** Ids of what was found in one way, newest first. */
interface Found { kind: SearchKind; ids: number[]; more: boolean; complete: boolean }

async function findTickets(services: Services, user: CurrentUser, reading: SearchReading, kinds: readonly SearchKind[]): Promise<Found[]> {
  const { phrases } = reading
  const isNumber = reading.ticketNo !== null || reading.digits !== null
  const found: Promise<Found[]>[] = []
  const add = (kind: SearchKind, find: () => Promise<{ ids: number[]; more: boolean; complete?: boolean }>): void => {
    if (kinds.includes(kind)) found.push(find().then((result) => [{ kind, complete: true, ...result }]))
  }
  if (isNumber) {
    add('number', () => findByTicketNo(services, user, reading, TICKETS))
    add('phone', () => findByPhone(services, user, reading, TICKETS))
  }
  if (phrases.length > 0) {
    const parties = kinds.filter((kind) => kind === 'customer' || kind === 'contract')
    // A whole number of ticket or phone is nobody's name and no contract.
    if (parties.length > 0 && !reading.ticketNo && !reading.callable) {
      found.push(findParties(services.database, user, phrases, { limit: TICKETS, budgetMs: BUDGET_MS }).then((groups) => groups.filter(({ kind }) => parties.includes(kind))))
    }
    add('text', () => findText(services.database, user, phrases, { place: 'body', limit: TICKETS, budgetMs: BUDGET_MS }))
  }
  return (await Promise.all(found)).flat()
}

/** Customers, where kinds are asked for by which they are found. */
async function findCustomers({ database, directory }: Services, user: CurrentUser, text: string, reading: SearchReading, kinds: readonly SearchKind[]): Promise<SearchAnswer['customers']> {
  const asked = kinds.some((kind) => kind === 'phone' || kind === 'customer' || kind === 'contract')
  if (!asked || !can(user, 'customers.read') || reading.ticketNo) return null
  if (!reading.digits && reading.phrases.length === 0) return null
  const byPhone = reading.digits ? await customersByPhone(database, reading.phone ?? reading.digits) : null
  const byText = reading.phone ? [] : await customersByText(database, text)
  const ids = [...new Set([...(byPhone ? [...byPhone.exact, ...byPhone.others] : []), ...byText])]
  const cards = await loadCards(database, ids.slice(0, CUSTOMERS))
  const organisations = await directory.snapshot()
  return { items: cards.map((card) => presentCustomer(card, organisations, !isCallCenter(user))), more: ids.length > CUSTOMERS }
}

/**
 * What the search box finds (`lists.md`): tickets that the user sees, by number, phone, customer, contract and what is
 * written in them, and customers for who may read them.
 * @param kinds those that are wanted
 * @throws ApiError `forbidden` for who has no ticket module
 */
export async function search(services: Services, user: CurrentUser, text: string, kinds: readonly SearchKind[] = SEARCH_KINDS): Promise<SearchAnswer> {
  const reading = readSearch(text)
  if (reading.tooShort) return { tooShort: reading.tooShort, groups: [], customers: null, indexing: false }
  const [found, customers, complete] = await Promise.all([
    findTickets(services, user, reading, kinds), findCustomers(services, user, text.normalize('NFKC').trim(), reading, kinds), isIndexComplete(services.database),
  ])
  const hits = found.filter(({ ids, complete: all }) => ids.length > 0 || !all)
  const presented = await presentFound(services, [...new Set(hits.flatMap(({ ids }) => ids))], { textIds: hits.find(({ kind }) => kind === 'text')?.ids ?? [], phrases: reading.phrases })
  const groups = hits.map(({ kind, ids, more, complete: all }): SearchGroup => ({
    kind, more, complete: all,
    items: ids.flatMap((id) => {
      const ticket = presented.get(id)
      return ticket ? [kind === 'text' ? ticket : { ...ticket, hit: null }] : []
    }),
  }))
  return { tooShort: null, groups: groups.sort((one, other) => SEARCH_KINDS.indexOf(one.kind) - SEARCH_KINDS.indexOf(other.kind)), customers, indexing: !complete }
}
