import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readyCounts } from '#server/counts/ready.ts'
import { recount } from '#server/counts/recount.ts'
import { foldAll } from '#server/counts/fold.ts'
import { connectDatabase } from '#server/database/database.ts'
import { disagreements, makeCountedWorld, ZONE } from '#test/support/countedWorld.ts'
import type { TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

let server: TestServer
beforeAll(async () => { server = await makeCountedWorld(40, 20260405) }, 300_000)
afterAll(() => server.stop())
beforeEach(async () => {
  await foldAll(server.database)
  expect(await disagreements(server)).toEqual([])
})

const run = (sql: string) => server.database.sequelize.query(sql)
/** As a program that kept no counts would have left them. */
async function forget(): Promise<void> {
  await run('DELETE FROM ticket_counts')
  await run('DELETE FROM count_changes')
}

describe('the comparison', () => {
  it('names every count that is too high, too low, missing or of nothing', async () => {
    await run("UPDATE ticket_counts SET n = n + 2 WHERE scope = 'all' AND series = 'list' AND facet = 'closed' ORDER BY period LIMIT 1")
    await run("INSERT INTO count_changes (scope, series, period, facet, n) VALUES ('mall:5', 'month', '2019-07', 'type:service', 1), ('all', 'day', '2026-02-10', 'type:nothing', -3)")
    const found = await disagreements(server)
    expect(found).toHaveLength(3)
    expect(found).toContainEqual(expect.stringMatching(/^all list 2026-\d\d closed -2$/))
    expect(found).toContain('mall:5 month 2019-07 type:service -1')
    expect(found).toContain('all day 2026-02-10 type:nothing 3')
    expect((await recount(server.database, ZONE)).corrected).toBe(3)
    expect(await disagreements(server)).toEqual([])
  })

  it('finds reading marks of tickets to which something has happened since, and a recount ends them', async () => {
    await run("UPDATE ticket_reads SET read_at = read_at - INTERVAL 1 SECOND ORDER BY reader, ticket_id LIMIT 3")
    // The first readers by name are malls, whose reading stands on the tickets too.
    expect(await disagreements(server)).toEqual(['3 stale marks', '3 differing'])
    expect(await recount(server.database, ZONE)).toMatchObject({ corrected: 0, staleMarks: 3, mended: 3 })
    expect(await disagreements(server)).toEqual([])
  })

  it.each([
    ['what a mall has not read', 'UPDATE tickets SET unread_mall_id = IF(unread_mall_id IS NULL, scope_mall_id, NULL) WHERE scope_mall_id IS NOT NULL ORDER BY id LIMIT 4', 4],
    ['what assisting parties have in their lists', "UPDATE ticket_assistants SET state = 'cancelled', marks = NULL WHERE state IS NOT NULL AND marks IS NOT NULL LIMIT 2", 2],
    ['whose lists a request stands in', 'UPDATE requests SET seen_by_mall_id = 1 WHERE seen_by_mall_id > 1 ORDER BY ticket_id LIMIT 1', 1],
  ])('finds %s where it is wrong, and a recount mends it', async (_, wrong, mended) => {
    await run(wrong)
    expect(await disagreements(server)).toEqual([`${mended} differing`])
    expect(await recount(server.database, ZONE)).toMatchObject({ corrected: 0, mended })
    expect(await disagreements(server)).toEqual([])
  })
})

describe('a recount', () => {
  it('finds everything where nothing was counted, and nothing the second time', async () => {
    await forget()
    expect((await recount(server.database, ZONE)).corrected).toBeGreaterThan(300)
    expect(await disagreements(server)).toEqual([])
    expect((await recount(server.database, ZONE)).corrected).toBe(0)
  })

  it('is right while tickets are made, operated on and added up beside it', async () => {
    const [agent, mall] = [await server.as('HQ/agent'), await server.as('M0001/mall')]
    await forget()
    let isWorking = true
    const work = async (): Promise<void> => {
      while (isWorking) {
        const { no } = await agent.createTicket({ body: ticketInput({ type: 'service', level: 'A' }) })
        await mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: '好。' } })
        await foldAll(server.database)
      }
    }
    const working = work()
    for (let i = 0; i < 4; i++) await recount(server.database, ZONE)
    isWorking = false
    await working
    expect(await disagreements(server)).toEqual([])
  })

  it('makes the row anew that says how often was corrected, where that is lost', async () => {
    await forget()
    await run('DELETE FROM count_state')
    expect((await recount(server.database, ZONE)).corrected).toBeGreaterThan(300)
    await foldAll(server.database)
    expect(await disagreements(server)).toEqual([])
    const [left] = await server.database.sequelize.query('SELECT COUNT(*) AS n FROM count_changes') as unknown as [{ n: number }[]]
    expect(Number(left[0]!.n)).toBe(0)
  })

  it('by several at once corrects nothing twice', async () => {
    const other = connectDatabase(server.databaseUrl)
    await forget()
    try {
      await Promise.all([recount(server.database, ZONE), recount(other, ZONE), recount(server.database, ZONE)])
    } finally {
      await other.sequelize.close()
    }
    expect(await disagreements(server)).toEqual([])
  })
})

describe('before a server works', () => {
  const lines: string[] = []
  const ready = async (timeZone = ZONE): Promise<string[]> => {
    lines.length = 0
    await readyCounts(server.database, timeZone, (line) => lines.push(line))
    return [...lines]
  }

  it('the tickets of an older program are counted, once', async () => {
    await forget()
    await run('UPDATE count_state SET recount_needed = 1, time_zone = NULL')
    expect(await ready()).toEqual(['Counting the tickets', expect.stringMatching(/^Counted: \d+ counts$/)])
    expect(await disagreements(server)).toEqual([])
    expect(await ready()).toEqual([])
  })

  it('a state that is lost is made anew, and everything is counted, once', async () => {
    await run("UPDATE ticket_counts SET n = n + 1 WHERE scope = 'all' ORDER BY period LIMIT 1")
    await run('DELETE FROM count_state')
    expect(await ready()).toEqual(['Counting the tickets', 'Counted: 1 counts'])
    expect(await disagreements(server)).toEqual([])
    expect(await ready()).toEqual([])
  })

  it('an empty database is ready at once', async () => {
    await run('UPDATE count_state SET recount_needed = 0, time_zone = NULL')
    expect([await ready(), await ready()]).toEqual([[], []])
  })

  it('another time zone has other days and months', async () => {
    await ready()
    expect(await ready('America/New_York')).toHaveLength(2)
    expect((await disagreements(server)).length).toBeGreaterThan(0)
    expect(await ready()).toHaveLength(2)
    expect(await disagreements(server)).toEqual([])
  })
})
