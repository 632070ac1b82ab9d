import type { Contract, Customer, TicketSummary } from '#shared/contract/customer.ts'
import { maskPhone } from '#shared/domain/customer/phone.ts'
import type { ContractRow, OrganisationRow } from '../models/index.ts'
import type { CustomerCard, OpenTicket } from '../queries/customers.ts'

type Organisations = ReadonlyMap<number, OrganisationRow>

const codeOf = (organisations: Organisations, id: number | null): string | null => (id === null ? null : (organisations.get(id)?.code ?? null))

const presentContract = (row: ContractRow, organisations: Organisations): Contract => ({
  number: row.number, amount: row.amount, orderNo: row.orderNo, mallCode: codeOf(organisations, row.mallId),
  brand: row.brand, category: row.category, installedOn: row.installedOn,
})

const presentSummary = (row: OpenTicket): TicketSummary => ({
  no: row.no, type: row.type, level: row.level, state: row.state, version: row.version, content: row.latestFeedback,
  replyDueAt: row.replyDueAt?.toISOString() ?? null, resolveDueAt: row.resolveDueAt?.toISOString() ?? null, replyOpen: row.replyOpen,
})

/**
 * The caller's card.
 * @param masked numbers are masked for whoever does not call customers
 */
export const presentCustomer = ({ customer, phones, contracts, openTickets }: CustomerCard, organisations: Organisations, masked: boolean): Customer => ({
  id: String(customer.id), name: customer.name, phones: masked ? phones.map(maskPhone) : phones, type: customer.type,
  province: customer.province, city: customer.city, district: customer.district, address: customer.address,
  mallCode: codeOf(organisations, customer.mallId), version: customer.version,
  contracts: contracts.map((row) => presentContract(row, organisations)), openTickets: openTickets.map(presentSummary),
})
