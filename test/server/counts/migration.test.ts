import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { insertRow, type Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { MIGRATIONS } from '#server/migrations/index.ts'
import { makeCustomer, makeOrganisation, makeUser } from '../../support/factories.ts'
import { createTestDatabase, type FreshDatabase } from '../../support/testDatabase.ts'

let fresh: FreshDatabase
let database: Database
beforeAll(async () => {
  fresh = await createTestDatabase(inject('databaseUrl'), { migrated: false })
  database = fresh.database
  await apply((name) => name < '0015')
})
afterAll(() => fresh.drop())

const apply = (isWanted: (name: string) => boolean): Promise<unknown> => migrate(database, { migrations: MIGRATIONS.filter(({ name }) => isWanted(name)) })

const CREATED = new Date('2026-03-04T02:00:00.123Z')
const EVENT = new Date('2026-03-05T02:00:00.456Z')
const makeTicket = (no: string, customerId: number): Promise<number> => insertRow(database.tables.tickets, {
  no, type: 'service', level: 'A', state: 'closed', live: false, version: 3, source: 'web', createdAt: CREATED, createdByName: 'x', updatedAt: EVENT,
  customerId, customerName: '王芳', customerType: 'individual', phones: ['13900002671'], feedbackCount: 1, latestFeedback: '门坏了', lastEventAt: EVENT,
}, null)

describe('the migration to kept counts', () => {
  it('gives reading marks the sight of their reader, takes away those that are over, and asks for a count', async () => {
    const [hq, department, line, mall] = [
      await makeOrganisation(database, 'hq', 'HQ'), await makeOrganisation(database, 'department', 'DEPT-S'), await makeOrganisation(database, 'line', 'LINE-1'), await makeOrganisation(database, 'mall', 'M0001'),
    ]
    const users = [await makeUser(database, hq, 'agent', ['agent']), await makeUser(database, department, 'dept', ['department']), await makeUser(database, line, 'line', ['assistant'])]
    const customer = await makeCustomer(database, { name: '王芳', phones: ['13900002671'] })
    const [read, unread] = [await makeTicket('2603000001', customer), await makeTicket('2603000002', customer)]
    for (const reader of [...users.map((id) => `user:${id}`), `mall:${mall}`]) {
      await database.sequelize.query('INSERT INTO ticket_reads (reader, ticket_id, read_at) VALUES (?, ?, ?), (?, ?, ?)',
        { replacements: [reader, read, '2026-03-05 02:00:00.456', reader, unread, '2026-03-05 02:00:00.455'] })
    }
    await apply((name) => name.startsWith('0015'))
    const [rows] = await database.sequelize.query('SELECT reader, ticket_id AS ticketId, scope FROM ticket_reads ORDER BY reader') as [Record<string, unknown>[], unknown]
    expect(rows).toEqual([
      [`mall:${mall}`, `mall:${mall}`], [`user:${users[0]}`, 'all'], [`user:${users[1]}`, `department:${department}`], [`user:${users[2]}`, `assistant:${line}`],
    ].map(([reader, scope]) => ({ reader, ticketId: read, scope })))
    const [state] = await database.sequelize.query('SELECT recount_needed AS needed, time_zone AS timeZone FROM count_state') as [Record<string, unknown>[], unknown]
    expect(state).toEqual([{ needed: 1, timeZone: null }])
  })
})
