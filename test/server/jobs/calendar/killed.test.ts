import { afterAll, beforeAll, expect, it } from 'vitest'
import { findRow, findRows } from '#server/database/database.ts'
import { startServerProcess, type ServerProcess } from '#test/support/serverProcess.ts'
import { cloneTickets } from '#test/support/sweepLoad.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

/** A Monday, so far away that nothing falls due by the clock of the processes; its year is not covered. */
const SUBMITTED = '2098-03-03T10:00:00+08:00'
const TICKETS = 2_000
const KILLS = 2

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
const progress = async () => (await findRow(server.database.tables.calendarRecomputation, {}))!
const atRest = async (): Promise<boolean> => ['settling', 'done'].includes((await progress()).phase)

it('server processes that are killed over and over while they recompute leave every ticket recomputed, and none twice', async () => {
  const { tables, sequelize } = server.database
  const { no } = await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })
  await cloneTickets(server.database, no, TICKETS - 1, new Date('2099-01-01T00:00:00Z'))
  await Promise.all([startOne(), startOne()])
  await expect.poll(async () => (await progress()).fingerprint !== '' && (await atRest()), { timeout: 30_000 }).toBe(true)

  const { fingerprint } = await progress()
  const answer = await (await server.as('HQ/admin')).setCalendarDays({ body: { from: '2098-03-05', to: '2098-03-05', working: false, note: '停业' } })
  expect(answer.recomputation).not.toBeNull()
  await expect.poll(async () => (await progress()).fingerprint, { timeout: 30_000, interval: 5 }).not.toBe(fingerprint)
  let killed = 0
  while (killed < KILLS) {
    const aim = ((killed + 1) * TICKETS) / (KILLS + 2)
    await expect.poll(async () => (await progress()).looked, { timeout: 30_000, interval: 10 }).toBeGreaterThanOrEqual(aim)
    if (await atRest()) break
    // Both: whichever holds the row dies in a batch.
    await Promise.all(running.splice(0).map((one) => one.stop('SIGKILL')))
    killed++
    await Promise.all([startOne(), startOne()])
  }
  expect(killed).toBe(KILLS)
  await expect.poll(atRest, { timeout: 60_000 }).toBe(true)

  const [[logged]] = await sequelize.query(`SELECT COUNT(*) AS entries, COUNT(DISTINCT ticket_id) AS tickets FROM operation_log WHERE operation = 'recompute'`) as [Record<string, number>[], unknown]
  expect([Number(logged!['entries']), Number(logged!['tickets'])]).toEqual([TICKETS, TICKETS])
  const [[told]] = await sequelize.query(`SELECT COUNT(*) AS events, COUNT(DISTINCT ticket_id) AS tickets FROM events WHERE kind = 'deadlines_recomputed'`) as [Record<string, number>[], unknown]
  expect([Number(told!['events']), Number(told!['tickets'])]).toEqual([TICKETS, TICKETS])
  const changed = { replyDueAt: new Date('2098-03-06T10:00:00+08:00'), resolveDueAt: new Date('2098-03-11T10:00:00+08:00') }
  expect(await findRows(tables.tickets, changed, { attributes: ['id'] })).toHaveLength(TICKETS)
  expect(await findRows(tables.replyRounds, { dueAt: changed.replyDueAt }, { attributes: ['id'] })).toHaveLength(TICKETS)
}, 180_000)
