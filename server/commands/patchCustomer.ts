import type { z } from 'zod'
import type { customerPatchBody } from '#shared/contract/customer.ts'
import { findRow, insertRows, updateRows } from '../database/database.ts'
import { ApiError } from '../errors.ts'
import { permit } from '../permit.ts'
import { digitsOf, reverse } from '../tickets/customerSnapshot.ts'
import { mallIdOf } from './createCustomer.ts'
import type { Unit } from './unit.ts'

type CustomerPatch = z.output<typeof customerPatchBody>

const FIELDS = ['name', 'type', 'province', 'city', 'district', 'address'] as const
const given = <Key extends keyof CustomerPatch>(patch: CustomerPatch, keys: readonly Key[]): Partial<Pick<CustomerPatch, Key>> =>
  Object.fromEntries(keys.filter((key) => patch[key] !== undefined).map((key) => [key, patch[key]])) as Partial<Pick<CustomerPatch, Key>>

/**
 * Changes a customer as he is now; tickets keep what was true when he called.
 * @param validateBody called after the customer has been found
 * @returns the id
 * @throws ApiError `not_found`, `validation_failed`, `stale_version`, `forbidden`, in this order
 */
export async function patchCustomer(unit: Unit, customerId: number, validateBody: () => CustomerPatch): Promise<number> {
  const { services: { database }, transaction, now } = unit
  const { tables } = database
  const customer = await findRow(tables.customers, { id: customerId }, { transaction, lock: true })
  if (!customer) throw new ApiError('not_found')
  const patch = validateBody()
  const phones = patch.phones && digitsOf(patch.phones, 'phones')
  const mall = patch.mallCode === undefined ? {} : { mallId: await mallIdOf(unit, patch.mallCode) }
  if (patch.version !== customer.version) throw new ApiError('stale_version')
  permit(unit.caller.user, 'customers.write')
  await updateRows(tables.customers, { ...given(patch, FIELDS), ...mall, version: customer.version + 1, updatedAt: now }, { id: customerId }, transaction)
  if (phones) {
    await tables.customerPhones.model.destroy({ where: { customerId }, transaction })
    await insertRows(tables.customerPhones, phones.map((digits, position) => ({ customerId, digits, reversed: reverse(digits), position })), transaction)
  }
  return customerId
}
