import type { Transaction } from 'sequelize'
import { insertRow, insertRows, type Database } from '../database/database.ts'
import { reverse } from '../tickets/customerSnapshot.ts'
import type { DemoCustomer } from './customers.ts'
import { organisationIds } from './seedOrganisations.ts'

/** Writes customers with numbers and contracts. @returns their ids in the same order */
export async function seedCustomers(database: Database, customers: readonly DemoCustomer[], transaction: Transaction): Promise<number[]> {
  const { tables } = database
  const mallIds = await organisationIds(database, transaction)
  const ids: number[] = []
  for (const { name, type, province, city, district, address, mallCode, createdAt } of customers) {
    ids.push(await insertRow(tables.customers, {
      name, type, province, city, district, address, mallId: mallIds.get(mallCode), version: 1, createdAt, updatedAt: createdAt,
    }, transaction))
  }
  await insertRows(tables.customerPhones, customers.flatMap(({ phones }, index) =>
    phones.map((digits, position) => ({ customerId: ids[index], digits, reversed: reverse(digits), position }))), transaction)
  await insertRows(tables.contracts, customers.flatMap(({ contracts }, index) =>
    contracts.map(({ number, amount, orderNo, mallCode, brand, category, installedOn }) => ({
      customerId: ids[index], number, amount, orderNo, mallId: mallIds.get(mallCode), brand, category, installedOn,
    }))), transaction)
  return ids
}
