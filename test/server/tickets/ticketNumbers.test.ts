import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { createTicketNumbers } from '#server/tickets/ticketNumbers.ts'
import { createTestDatabase } from '../../support/testDatabase.ts'

let database: Database
let drop: () => Promise<void>

beforeAll(async () => {
  ({ database, drop } = await createTestDatabase(inject('databaseUrl')))
})
afterAll(() => drop())

// 2021-04-30 23:30 in Shanghai is still April in UTC and in Shanghai; half an hour later only in UTC.
const LATE_IN_APRIL = new Date('2021-04-30T15:30:00Z')
const EARLY_IN_MAY = new Date('2021-04-30T16:00:00Z')

describe('ticket numbers', () => {
  it('begin at 1 in each month of the configured time zone', async () => {
    const numbers = createTicketNumbers(database, 'Asia/Shanghai', 'a')
    expect([await numbers.next(LATE_IN_APRIL), await numbers.next(EARLY_IN_MAY), await numbers.next(EARLY_IN_MAY)]).toEqual(['2104000001', '2105000001', '2105000002'])
  })

  it('are unique among servers that take blocks at the same moment, also beyond a block', async () => {
    const servers = ['a', 'b', 'c', 'd'].map((name) => createTicketNumbers(database, 'Asia/Shanghai', name))
    const june = new Date('2021-06-10T00:00:00Z')
    const numbers = await Promise.all(servers.flatMap((server) => Array.from({ length: 250 }, () => server.next(june))))
    expect(new Set(numbers).size).toBe(1000)
    expect(numbers.every((number) => /^2106\d{6}$/.test(number))).toBe(true)
  })
})
