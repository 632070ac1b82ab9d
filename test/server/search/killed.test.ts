import { afterAll, beforeAll, expect, it } from 'vitest'
import { findRows } from '#server/database/database.ts'
import { FIRST_PARTIES_BLOCK, ticketsOf } from '#server/search/postings.ts'
import { termsOf, textsOf } from '#server/search/searchTexts.ts'
import { startServerProcess, type ServerProcess } from '#test/support/serverProcess.ts'
import { cloneTickets } from '#test/support/sweepLoad.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

/** Far from now, so that nothing falls due by the clock of the processes. */
const SUBMITTED = '2098-03-03T10:00:00+08:00'
const TICKETS = 3_000
const KILLS = 3

let server: TestServer
const running: ServerProcess[] = []
beforeAll(async () => { server = await startTestServer({ now: SUBMITTED }) })
afterAll(async () => {
  await Promise.all(running.map((one) => one.stop()))
  await server.stop()
})

const startOne = async (): Promise<void> => {
  running.push(await startServerProcess({
    DATABASE_URL: server.databaseUrl, GONGDAN_SECRET: 's'.repeat(40), GONGDAN_PORT: '0', GONGDAN_DEMO: '0', GONGDAN_LOG_LEVEL: 'warn',
  }))
}
const count = async (sql: string): Promise<number> => Number(((await server.database.sequelize.query(sql)) as [{ n: number }[], unknown])[0][0]!.n)
const done = (): Promise<number> => count("SELECT COUNT(*) AS n FROM ticket_texts WHERE body <> ''")

it('server processes that are killed over and over while they index leave every ticket indexed, and nothing twice', async () => {
  const { sequelize, tables } = server.database
  const { no } = await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })
  await cloneTickets(server.database, no, TICKETS - 1, new Date('2099-01-01T00:00:00Z'))
  await sequelize.query(`INSERT INTO records (ticket_id, operation, origin, at, user_name, content)
    SELECT id, 'feedback', 'feedback', created_at, '客服', CONCAT('第', id, '张：门板颜色不一样，型号', id * 7919, '，请更换') FROM tickets WHERE no LIKE 'L%'`)
  // Half of them wait in the queue, all are before the walk.
  await sequelize.query("INSERT INTO search_queue (ticket_id, due_at) SELECT id, '2026-01-01' FROM tickets WHERE id % 2 = 0")
  await Promise.all([startOne(), startOne()])
  let killed = 0
  while (killed < KILLS) {
    await expect.poll(done, { timeout: 60_000, interval: 10 }).toBeGreaterThanOrEqual(((killed + 1) * TICKETS) / (KILLS + 2))
    await Promise.all(running.splice(0).map((one) => one.stop('SIGKILL')))
    killed++
    expect(await done()).toBeLessThan(TICKETS)
    await Promise.all([startOne(), startOne()])
  }
  await expect.poll(async () => [await count('SELECT COUNT(*) AS n FROM search_queue WHERE due_at < \'2090-01-01\''), await count('SELECT COUNT(*) AS n FROM search_walk WHERE complete_at IS NOT NULL')], { timeout: 90_000 }).toEqual([0, 1])

  const records = Map.groupBy(await findRows(tables.records, {}, { order: [['id', 'ASC']] }), ({ ticketId }) => ticketId)
  const expected = (await findRows(tables.tickets, {})).flatMap((row) => {
    const { body, parties } = textsOf(row, records.get(row.id) ?? [])
    return [...[...termsOf(body)].map((term) => `${term} ${row.id} false`), ...[...termsOf(parties)].map((term) => `${term} ${row.id} true`)]
  }).sort()
  const indexed = (await findRows(tables.ticketTerms, {})).flatMap(({ term, block, places }) => ticketsOf(block, places).map((id) => `${term} ${id} ${block >= FIRST_PARTIES_BLOCK}`)).sort()
  expect(indexed.length).toBe(expected.length)
  expect(indexed).toEqual(expected)
}, 240_000)
