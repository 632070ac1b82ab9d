import { makeOrganisation, makeUser, type World } from '#test/support/factories.ts'
import type { Database } from '#server/database/database.ts'

/** Everybody with the ticket module; each is asked for every list. */
export const ACCOUNTS = [
  'HQ/agent', 'HQ/agent2', 'HQ/approver', 'HQ/surveyor', 'HQ/admin', 'HQ/service', 'DEPT-S/dept', 'DEPT-S/dept2', 'DEPT-N/dept',
  'M0001/mall', 'M0001/mall2', 'M0002/mall', 'M0003/mall', 'M0004/mall', 'LINE-1/line', 'LINE-2/line',
] as const
export type Account = (typeof ACCOUNTS)[number]

/** What a story needs to know of the organisations. */
export const MALLS = ['M0001', 'M0002', 'M0003'] as const
export const DEPARTMENT_OF_MALL: Readonly<Record<string, 'DEPT-S' | 'DEPT-N'>> = { M0001: 'DEPT-S', M0002: 'DEPT-S', M0003: 'DEPT-N', M0004: 'DEPT-N' }
export const LINES = ['LINE-1', 'LINE-2'] as const

export const organisationOf = (account: string): string => account.split('/')[0]!

/** Besides the organisations of every test: a mall that never gets a ticket, a second line, a second person of a department, staff for one type only. */
export async function makeCast(database: Database, world: World): Promise<void> {
  const fourth = await makeOrganisation(database, 'mall', 'M0004', { departmentId: world['DEPT-N'], marketingLine: 'North', marketLevel: 'B' })
  const line = await makeOrganisation(database, 'line', 'LINE-2')
  await makeUser(database, fourth, 'mall', ['mall_admin'])
  await makeUser(database, line, 'line', ['assistant'])
  await makeUser(database, world['DEPT-S'], 'dept2', ['department'])
  await makeUser(database, world.HQ, 'service', ['agent'], { ticketTypes: ['service'] })
}
