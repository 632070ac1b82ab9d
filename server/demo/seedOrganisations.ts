import type { Transaction } from 'sequelize'
import { BREACH_KINDS } from '#shared/domain/breaches.ts'
import { findRows, insertRow, insertRows, type Database } from '../database/database.ts'
import { hashPassword } from '../session/passwords.ts'
import { BRANDS, CATEGORIES, CAUSES, PENALTIES, REASONS, SALES_CHANNELS } from './lists.ts'
import { DEMO_ORGANISATIONS, DEMO_PASSWORD } from './organisations.ts'

/** Writes organisations (departments before the malls that name them) with their users. */
export async function seedOrganisations(database: Database, createdAt: Date, transaction: Transaction): Promise<void> {
  const { tables } = database
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const ids = new Map<string, number>()
  for (const organisation of DEMO_ORGANISATIONS) {
    const { code, name, kind, status = 'active', departmentCode, marketingLine, marketLevel, province, city, district, phone } = organisation
    const id = await insertRow(tables.organisations, {
      code, name, kind, status, departmentId: departmentCode ? ids.get(departmentCode) : null, marketingLine, marketLevel, province, city, district, phone, version: 1, createdAt,
    }, transaction)
    ids.set(code, id)
    for (const { account, name: person, roles, phone: number, ticketTypes } of organisation.users) {
      const userId = await insertRow(tables.users, {
        organisationId: id, account, name: person, passwordHash, phone: number ?? null, ticketTypes: ticketTypes ? [...ticketTypes] : null, active: true, version: 1, createdAt,
      }, transaction)
      await insertRows(tables.userRoles, roles.map((role) => ({ userId, role })), transaction)
    }
  }
}

/** Writes the lists that administrators keep. */
export async function seedLists({ tables }: Database, changedAt: Date, transaction: Transaction): Promise<void> {
  const choices = (list: Readonly<Record<string, string>>) => Object.entries(list).map(([code, name], position) => ({ code, name, position, active: true }))
  await insertRows(tables.causes, choices(CAUSES), transaction)
  await insertRows(tables.reasons, Object.entries(REASONS).flatMap(([operation, list]) => choices(list).map((choice) => ({ operation, ...choice }))), transaction)
  const named = (kind: 'brand' | 'category', names: readonly string[]) => names.map((major, position) => ({ kind, major, middle: '', minor: '', position }))
  await insertRows(tables.catalogueEntries, [
    ...named('brand', BRANDS), ...named('category', CATEGORIES),
    ...SALES_CHANNELS.map(([major, middle, minor], position) => ({ kind: 'sales_channel' as const, major, middle, minor, position })),
  ], transaction)
  await insertRows(tables.penalties, BREACH_KINDS.map((breach) => ({ breach, amount: PENALTIES[breach], changedAt })), transaction)
}

/** Ids of organisations by code. */
export async function organisationIds({ tables }: Database, transaction: Transaction | null = null): Promise<Map<string, number>> {
  const rows = await findRows(tables.organisations, {}, { transaction, attributes: ['id', 'code'] })
  return new Map(rows.map(({ code, id }) => [code, id]))
}
