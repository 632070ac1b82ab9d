import type { z } from 'zod'
import type { customerCreateBody } from '#shared/contract/customer.ts'
import { findRow, insertRow, insertRows } from '../database/database.ts'
import { invalid } from '../errors.ts'
import { permit } from '../permit.ts'
import { digitsOf, reverse } from '../tickets/customerSnapshot.ts'
import type { Unit } from './unit.ts'

/** The id of the mall that a customer is said to belong to; 422 for a code that is no mall's. */
export async function mallIdOf({ services, transaction }: Unit, code: string | null | undefined): Promise<number | null> {
  if (!code) return null
  const mall = await findRow(services.database.tables.organisations, { code, kind: 'mall' }, { transaction, attributes: ['id'] })
  if (!mall) throw invalid({ mallCode: ['unknown'] })
  return mall.id
}

/**
 * A new customer. Two customers may share a number: a family, a company.
 * @returns the id
 * @throws ApiError `forbidden`; `validation_failed` for a number that cannot be called or an unknown mall
 */
export async function createCustomer(unit: Unit, given: z.output<typeof customerCreateBody>): Promise<number> {
  const { services: { database }, transaction, now } = unit
  permit(unit.caller.user, 'customers.write')
  const phones = digitsOf(given.phones, 'phones')
  const { name, type, province, city, district, address } = given
  const mallId = await mallIdOf(unit, given.mallCode)
  const customerId = await insertRow(database.tables.customers, { name, type, province, city, district, address, mallId, version: 1, createdAt: now, updatedAt: now }, transaction)
  await insertRows(database.tables.customerPhones, phones.map((digits, position) => ({ customerId, digits, reversed: reverse(digits), position })), transaction)
  return customerId
}
