import { hash } from '@node-rs/argon2'
import type { OrganisationKind, MallStatus, Role } from '#shared/domain/organisation/roles.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import { insertRow, insertRows, type Database } from '#server/database/database.ts'
import type { ContractRow, CustomerRow, OrganisationRow } from '#server/models/index.ts'

/** The password of every account that the factories make. */
export const TEST_PASSWORD = 'test-pass-2026'
/** One weak and therefore fast hash for all. */
const fastHash = hash(TEST_PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 })
const createdAt = new Date('2026-01-01T00:00:00Z')

export const makeOrganisation = (
  database: Database, kind: OrganisationKind, code: string, more: Partial<OrganisationRow> & { status?: MallStatus } = {},
): Promise<number> =>
  insertRow(database.tables.organisations, { code, name: `${code} 名称`, kind, status: 'active', version: 1, createdAt, ...more }, null)

export async function makeUser(
  database: Database, organisationId: number, account: string, roles: readonly Role[], more: { ticketTypes?: TicketType[]; name?: string; phone?: string; active?: boolean } = {},
): Promise<number> {
  const id = await insertRow(database.tables.users, {
    organisationId, account, name: more.name ?? `用户 ${account}`, passwordHash: await fastHash, phone: more.phone ?? null,
    ticketTypes: more.ticketTypes ?? null, active: more.active ?? true, version: 1, createdAt,
  }, null)
  await insertRows(database.tables.userRoles, roles.map((role) => ({ userId: id, role })), null)
  return id
}

export async function makeCustomer(
  database: Database, given: Partial<CustomerRow> & { name: string; phones: readonly string[]; contracts?: readonly (Partial<ContractRow> & { number: string })[] },
): Promise<number> {
  const { phones, contracts = [], ...columns } = given
  const customerId = await insertRow(database.tables.customers, { type: 'individual', version: 1, createdAt, updatedAt: createdAt, ...columns }, null)
  await insertRows(database.tables.customerPhones, phones.map((digits, position) => ({ customerId, digits, reversed: [...digits].reverse().join(''), position })), null)
  await insertRows(database.tables.contracts, contracts.map((contract) => ({ customerId, ...contract })), null)
  return customerId
}

/** Ids of organisations by code. */
export type World = Record<'HQ' | 'DEPT-S' | 'DEPT-N' | 'LINE-1' | 'M0001' | 'M0002' | 'M0003', number>

/** The organisations and accounts of `product.md`, First minutes, all with {@link TEST_PASSWORD}; reasons and causes. */
export async function makeWorld(database: Database): Promise<World> {
  const south = await makeOrganisation(database, 'department', 'DEPT-S', { marketingLine: 'South' })
  const north = await makeOrganisation(database, 'department', 'DEPT-N', { marketingLine: 'North' })
  const mall = (code: string, departmentId: number, marketingLine: string, district: string) =>
    makeOrganisation(database, 'mall', code, { departmentId, marketingLine, marketLevel: 'A', province: '广东省', city: '深圳市', district, phone: '075588880000' })
  const world: World = {
    HQ: await makeOrganisation(database, 'hq', 'HQ'), 'DEPT-S': south, 'DEPT-N': north, 'LINE-1': await makeOrganisation(database, 'line', 'LINE-1'),
    M0001: await mall('M0001', south, 'South', '南山区'), M0002: await mall('M0002', south, 'South', '福田区'), M0003: await mall('M0003', north, 'North', '罗湖区'),
  }
  const accounts: [keyof World, string, Role[]][] = [
    ['HQ', 'agent', ['agent']], ['HQ', 'agent2', ['agent']], ['HQ', 'approver', ['approver']], ['HQ', 'surveyor', ['surveyor']], ['HQ', 'admin', ['administrator']],
    ['DEPT-S', 'dept', ['department']], ['DEPT-N', 'dept', ['department']], ['LINE-1', 'line', ['assistant']],
    ['M0001', 'mall', ['mall_admin']], ['M0001', 'mall2', ['service_contact']], ['M0002', 'mall', ['mall_admin']], ['M0003', 'mall', ['mall_admin']], ['M0001', 'sales', []],
  ]
  for (const [organisation, account, roles] of accounts) await makeUser(database, world[organisation], account, roles)
  await insertRows(database.tables.causes, [{ code: 'quality', name: '质量', position: 1, active: true }, { code: 'other', name: '其他', position: 99, active: true }], null)
  await insertRows(database.tables.reasons, (['return', 'send_back'] as const).flatMap((operation) => [
    { operation, code: 'wrong_mall', name: '商场不符', position: 1, active: true }, { operation, code: 'other', name: '其他', position: 99, active: true },
  ]), null)
  return world
}
