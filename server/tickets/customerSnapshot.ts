import { normalizePhone } from '#shared/domain/customer/phone.ts'
import type { TicketCreate } from '#shared/contract/ticket.ts'
import type { Unit } from '../commands/unit.ts'
import { findRow, findRows, insertRow, insertRows } from '../database/database.ts'
import { invalid } from '../errors.ts'
import type { ContractRow, TicketRow } from '../models/index.ts'

export type CustomerColumns = Pick<TicketRow,
  'customerId' | 'customerName' | 'customerType' | 'phones' | 'province' | 'city' | 'district' | 'address' | 'contractNo' | 'contractAmount' | 'orderNo'>

export const reverse = (digits: string): string => [...digits].reverse().join('')

/** Digits of phone numbers as written; 422 for one that is none. Repeated ones count once. */
export function digitsOf(phones: readonly string[], field: string): string[] {
  const digits = phones.map((written) => normalizePhone(written)?.digits ?? null)
  if (digits.includes(null)) throw invalid({ [field]: ['invalid_phone'] })
  return [...new Set(digits as string[])]
}

const contractColumns = (contract: ContractRow | null, number: string | null) => ({
  contractNo: contract?.number ?? number, contractAmount: contract?.amount ?? null, orderNo: contract?.orderNo ?? null,
})

async function knownCustomer(unit: Unit, id: number, contractNo: string | null): Promise<CustomerColumns> {
  const { tables } = unit.services.database
  const { transaction } = unit
  const customer = await findRow(tables.customers, { id }, { transaction })
  if (!customer) throw invalid({ 'customer.id': ['unknown'] })
  const phones = await findRows(tables.customerPhones, { customerId: id }, { transaction, order: [['position', 'ASC']] })
  const contract = contractNo ? await findRow(tables.contracts, { number: contractNo, customerId: id }, { transaction }) : null
  if (contractNo && !contract) throw invalid({ 'customer.contractNo': ['unknown'] })
  return {
    customerId: id, customerName: customer.name, customerType: customer.type, phones: phones.map(({ digits }) => digits),
    province: customer.province, city: customer.city, district: customer.district, address: customer.address, ...contractColumns(contract, null),
  }
}

type NewCustomer = Exclude<TicketCreate['customer'], { id: string }>

async function newCustomer(unit: Unit, given: NewCustomer): Promise<CustomerColumns> {
  const { tables } = unit.services.database
  const { transaction, now } = unit
  const phones = digitsOf(given.phones, 'customer.phones')
  const contract = given.contractNo ? await findRow(tables.contracts, { number: given.contractNo }, { transaction }) : null
  const { name, type, province, city, district, address } = given
  const customerId = await insertRow(tables.customers, { name, type, province, city, district, address, version: 1, createdAt: now, updatedAt: now }, transaction)
  await insertRows(tables.customerPhones, phones.map((digits, position) => ({ customerId, digits, reversed: reverse(digits), position })), transaction)
  return { customerId, customerName: name, customerType: type, phones, province, city, district, address, ...contractColumns(contract, given.contractNo) }
}

/** The customer as the ticket keeps him: a known one, or one that is new with this ticket. */
export const snapshotCustomer = (unit: Unit, given: TicketCreate['customer']): Promise<CustomerColumns> =>
  'id' in given ? knownCustomer(unit, Number(given.id), given.contractNo) : newCustomer(unit, given)
