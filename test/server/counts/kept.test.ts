import { QueryTypes } from 'sequelize'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Condition } from '#shared/contract/query.ts'
import type { TicketTabId } from '#shared/domain/lists/tabs.ts'
import { foldAll } from '#server/counts/fold.ts'
import { disagreements, makeCountedWorld, SIGHTS } from '#test/support/countedWorld.ts'
import type { TestServer } from '#test/support/testServer.ts'

let server: TestServer
beforeAll(async () => { server = await makeCountedWorld(150, 20260322) }, 300_000)
afterAll(() => server.stop())

/** How many tickets a list really holds, page by page. */
async function listed(client: Client, tab: TicketTabId, conditions: Condition[] = []): Promise<number> {
  let found = 0
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<Client['queryTickets']>> = await client.queryTickets({ body: { tab, conditions, cursor, limit: 100 } })
    found += page.items.length
    cursor = page.nextCursor
    if (!cursor) return found
  }
}

describe('after lives of many kinds, the kept counts', () => {
  it('are those of the tickets, counted by the rule', async () => {
    expect(await disagreements(server)).toEqual([])
  })

  it('had something to count', async () => {
    const { counts } = await (await server.as('HQ/agent')).countTickets()
    for (const tab of ['all', 'pending', 'unread', 'closed', 'cancelled', 'returned', 'late_reply', 'late_resolve', 'late_contact', 'late_process', 'dissatisfied'])
      expect([tab, counts[tab]! > 0]).toEqual([tab, true])
  })

  it.each(SIGHTS)('are for %s what each list of the navigation holds', async (sight) => {
    const client = await server.as(sight)
    const { counts } = await client.countTickets()
    const tabs = Object.keys(counts).filter((tab) => !/_requests$|^survey_/.test(tab)) as TicketTabId[]
    expect(tabs).not.toContain('figures')
    const found = await Promise.all(tabs.map(async (tab): Promise<[string, number]> => [tab, await listed(client, tab)]))
    expect(Object.fromEntries(tabs.map((tab) => [tab, counts[tab]]))).toEqual(Object.fromEntries(found))
  })

  it.each(SIGHTS)('remind %s of what the lists of this year and month hold', async (sight) => {
    const client = await server.as(sight)
    server.clock.set('2026-03-20T02:00:00Z')
    for (const range of ['year', 'month'] as const) {
      const { from, to, counts } = await client.getReminders({ query: { range } })
      const made: Condition = { field: 'createdAt', op: 'between', value: [from, new Date(Date.parse(to) - 1).toISOString()] }
      const { unresolved, ...ofTabs } = counts
      expect(await listed(client, 'open', [made, { field: 'state', op: 'in', value: ['unreplied', 'replied'] }])).toBe(unresolved)
      for (const [tab, count] of Object.entries(ofTabs)) expect([range, tab, await listed(client, tab as TicketTabId, [made])]).toEqual([range, tab, count])
    }
    server.clock.set('2026-12-15T03:00:00Z')
  })

  it('say the same before and after they are added up', async () => {
    const readAll = () => Promise.all(SIGHTS.map(async (sight) => {
      const client = await server.as(sight)
      return [await client.countTickets(), await client.getReminders({ query: {} }), await client.getFigures({ query: { month: '2026-02' } })]
    }))
    const before = await readAll()
    expect(await foldAll(server.database)).toBeGreaterThan(1_000)
    const [left] = await server.database.sequelize.query<{ n: number }>('SELECT COUNT(*) AS n FROM count_changes', { type: QueryTypes.SELECT })
    expect(Number(left!.n)).toBe(0)
    expect(await readAll()).toEqual(before)
    expect(await disagreements(server)).toEqual([])
  })
})
