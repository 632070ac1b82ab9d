import { Op, QueryTypes, type Transaction } from 'sequelize'
import { OPEN_STATES } from '#shared/contract/customer.ts'
import { normalizePhone, phonesMatch } from '#shared/domain/customer/phone.ts'
import { reverse } from '../tickets/customerSnapshot.ts'
import { findRows, type Database } from '../database/database.ts'
import type { ContractRow, CustomerRow, TicketRow } from '../models/index.ts'
import { beginningWith } from './likePattern.ts'

/** A customer with everything that the caller's card shows. */
export interface CustomerCard {
  customer: CustomerRow
  phones: string[]
  contracts: ContractRow[]
  openTickets: OpenTicket[]
}

const TICKET_FIELDS = ['id', 'customerId', 'no', 'type', 'level', 'state', 'version', 'latestFeedback', 'replyDueAt', 'resolveDueAt', 'replyOpen'] as const
export type OpenTicket = Pick<TicketRow, (typeof TICKET_FIELDS)[number]>

/** At most this many customers are found. */
const MOST_FOUND = 20
/** Fewer digits from the end of a number find too many. */
const FEWEST_DIGITS = 4
/** Rows of numbers that are looked through for the most similar; one customer may have several. */
const MOST_NUMBERS = 100

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}

/** The cards of customers in the given order, each kind of data with one query for all. */
export async function loadCards(database: Database, ids: readonly number[], transaction: Transaction | null = null): Promise<CustomerCard[]> {
  if (ids.length === 0) return []
  const { tables } = database
  const ofThese = { [Op.in]: [...ids] }
  const [customers, phones, contracts, tickets] = await Promise.all([
    findRows(tables.customers, { id: ofThese }, { transaction }),
    findRows(tables.customerPhones, { customerId: ofThese }, { transaction, order: [['position', 'ASC'], ['id', 'ASC']] }),
    findRows(tables.contracts, { customerId: ofThese }, { transaction, order: [['id', 'DESC']] }),
    findRows(tables.tickets, { customerId: ofThese, state: { [Op.in]: [...OPEN_STATES] } }, {
      transaction, attributes: [...TICKET_FIELDS], order: [['createdAt', 'DESC'], ['id', 'DESC']],
    }),
  ])
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  const [phonesOf, contractsOf, ticketsOf] = [grouped(phones, (row) => row.customerId), grouped(contracts, (row) => row.customerId), grouped(tickets, (row) => row.customerId)]
  return ids.flatMap((id) => {
    const customer = byId.get(id)
    if (!customer) return []
    return [{ customer, phones: (phonesOf.get(id) ?? []).map(({ digits }) => digits), contracts: contractsOf.get(id) ?? [], openTickets: ticketsOf.get(id) ?? [] }]
  })
}

/** The card of one customer, or null. */
export const loadCard = async (database: Database, id: number, transaction: Transaction | null = null): Promise<CustomerCard | null> =>
  (await loadCards(database, [id], transaction))[0] ?? null

/**
 * Customers whose number this can be: `exact` ones may be the very line (an area code may be missing on either side), the
 * others only end with these digits. At most {@link MOST_FOUND}, exact ones first.
 * @param phone as people write it; at least four digits from the end of a number
 */
export async function findByPhone(database: Database, phone: string): Promise<{ exact: number[]; others: number[] }> {
  const known = normalizePhone(phone)
  const digits = known?.digits ?? phone.normalize('NFKC').replace(/\D/g, '')
  if (digits.length < FEWEST_DIGITS) return { exact: [], others: [] }
  const { customerPhones } = database.tables
  // A landline with area code is found by what comes after it; a number stored without one ends the same.
  const tail = known?.kind === 'landline' ? digits.slice(-7) : digits
  const rows = await findRows(customerPhones, { reversed: { [Op.like]: beginningWith(reverse(tail)) } }, { order: [['reversed', 'ASC'], ['id', 'ASC']], limit: MOST_NUMBERS })
  const exact = [...new Set(rows.filter((row) => known !== null && phonesMatch(row.digits, digits)).map(({ customerId }) => customerId))]
  const others = [...new Set(rows.filter((row) => row.digits.endsWith(digits)).map(({ customerId }) => customerId))].filter((id) => !exact.includes(id))
  return { exact: exact.slice(0, MOST_FOUND), others: others.slice(0, MOST_FOUND - Math.min(exact.length, MOST_FOUND)) }
}

/** Customers whose name, contract number or address begins with a text; contracts first. */
export async function findByText(database: Database, text: string): Promise<number[]> {
  const pattern = beginningWith(text)
  const rows = await database.sequelize.query<{ id: number }>(
    `(SELECT customer_id AS id FROM contracts WHERE number LIKE :pattern ORDER BY number LIMIT ${MOST_FOUND})
     UNION (SELECT id FROM customers WHERE name LIKE :pattern ORDER BY name, id LIMIT ${MOST_FOUND})
     UNION (SELECT id FROM customers WHERE address LIKE :pattern ORDER BY address, id LIMIT ${MOST_FOUND})
     LIMIT ${MOST_FOUND}`,
    { replacements: { pattern }, type: QueryTypes.SELECT },
  )
  return rows.map(({ id }) => id)
}
