import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client

/** Shanghai is eight hours ahead. */
const LAST_OF_2025 = '2025-12-31T15:59:59.999Z'
const FIRST_OF_2026 = '2025-12-31T16:00:00.000Z'
const LAST_OF_FEBRUARY = '2026-02-28T15:59:59.999Z'
const FIRST_OF_MARCH = '2026-02-28T16:00:00.000Z'

beforeAll(async () => {
  server = await startTestServer({ now: LAST_OF_2025 })
  agent = await server.as('HQ/agent')
  for (const [moment, more] of [
    [LAST_OF_2025, {}], [FIRST_OF_2026, {}], [LAST_OF_FEBRUARY, { assistants: ['LINE-1'] }], [FIRST_OF_MARCH, { mallCode: 'M0003' }],
    [FIRST_OF_MARCH, { mallCode: null, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } }], [FIRST_OF_MARCH, { submit: false }],
  ] as [string, Parameters<typeof ticketInput>[0]][]) {
    server.clock.set(moment)
    agent = await server.as('HQ/agent')
    await agent.createTicket({ body: ticketInput({ type: 'service', level: 'A', ...more }) })
  }
  server.clock.set('2026-03-31T15:59:59.999Z')
})
afterAll(() => server.stop())

const unreplied = async (account: string, range: 'year' | 'month'): Promise<number> => (await (await server.as(account)).getReminders({ query: { range } })).counts.unreplied

describe('the reminders', () => {
  it('are of tickets made in the year or the month of the zone, to the millisecond', async () => {
    expect([await unreplied('HQ/agent', 'year'), await unreplied('HQ/agent', 'month')]).toEqual([4, 2])
    server.clock.set('2026-02-28T15:59:59.999Z')
    expect([await unreplied('HQ/agent', 'year'), await unreplied('HQ/agent', 'month')]).toEqual([4, 1])
    server.clock.set(LAST_OF_2025)
    expect([await unreplied('HQ/agent', 'year'), await unreplied('HQ/agent', 'month')]).toEqual([1, 1])
    server.clock.set('2026-03-31T15:59:59.999Z')
  })

  it('say the range, whose end no longer belongs to it', async () => {
    expect(await agent.getReminders({ query: {} })).toMatchObject({ range: 'year', from: FIRST_OF_2026, to: '2026-12-31T16:00:00.000Z' })
    expect(await agent.getReminders({ query: { range: 'month' } })).toMatchObject({ range: 'month', from: FIRST_OF_MARCH, to: '2026-03-31T16:00:00.000Z' })
  })

  it.each([
    ['HQ/admin', 4], ['DEPT-S/dept', 3], ['DEPT-N/dept', 1], ['M0001/mall', 2], ['M0001/mall2', 2], ['M0002/mall', 0], ['M0003/mall', 1], ['LINE-1/line', 1],
  ] as const)('are for %s of what he sees', async (account, count) => {
    expect(await unreplied(account, 'year')).toBe(count)
  })

  it('say how many of them were made today, to the millisecond, for everybody of what he sees', async () => {
    const madeToday = async (account: string): Promise<number[]> => {
      const { today } = await (await server.as(account)).getReminders({ query: {} })
      return [today.unread, today.unreplied, today.unresolved, today.open, today.late_reply]
    }
    expect(await madeToday('HQ/agent2')).toEqual([0, 0, 0, 0, 0])
    server.clock.set('2026-03-01T15:59:59.999Z')
    // What is saved and not handed over is to be looked at by the call center alone.
    expect(await madeToday('HQ/agent2')).toEqual([3, 2, 2, 2, 0])
    expect(await madeToday('HQ/agent')).toEqual([0, 2, 2, 2, 0])
    expect([await madeToday('DEPT-S/dept'), await madeToday('M0003/mall'), await madeToday('M0001/mall')]).toEqual([[1, 1, 1, 1, 0], [1, 1, 1, 1, 0], [0, 0, 0, 0, 0]])
    server.clock.set('2026-02-28T15:59:59.999Z')
    expect([await madeToday('LINE-1/line'), await madeToday('M0001/mall')]).toEqual([[1, 1, 1, 1, 0], [1, 1, 1, 1, 0]])
    server.clock.set('2026-03-31T15:59:59.999Z')
  })

  it('count as unread what the reader has not opened since', async () => {
    const mall = await server.as('M0001/mall')
    const before = (await mall.getReminders({ query: {} })).counts
    expect([before.unread, before.open, before.unresolved]).toEqual([2, 2, 2])
    const { items } = await mall.queryTickets({ body: { tab: 'all' } })
    for (const { no } of items) await mall.getTicket({ params: { no } })
    expect((await mall.getReminders({ query: {} })).counts.unread).toBe(0)
    expect((await mall.getReminders({ query: { range: 'month' } })).counts.unread).toBe(0)
    // What was made last year is read as well, and no part of this year.
    expect(items).toHaveLength(3)
  })
})
