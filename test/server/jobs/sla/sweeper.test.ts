import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

let server: TestServer

beforeAll(async () => { server = await startTestServer({ now: '2026-09-29T15:00:00+08:00', sweep: true }) })
afterAll(() => server.stop())

const submit = async (): Promise<number> => {
  const agent = await server.as('HQ/agent')
  const { no } = await agent.createTicket({ body: ticketInput() })
  return (await findRow(server.database.tables.tickets, { no }))!.id
}
const eventsOf = (ticketId: number) => findRows(server.database.tables.events, { ticketId, userId: null }, { order: [['id', 'ASC']] })
const metric = async (line: string): Promise<boolean> => (await (await server.request('/metrics')).text()).includes(line)

it('a running server notices that its clock was moved, and tells what it did in its metrics', async () => {
  const ticketId = await submit()
  server.clock.set('2026-10-08T11:00:00+08:00')
  await vi.waitFor(async () => expect((await eventsOf(ticketId)).map(({ kind }) => kind)).toEqual(['survey_due', 'reply_due_soon']), { timeout: 5_000, interval: 100 })
  await vi.waitFor(async () => expect(await metric('gongdan_sweep_timers_total{outcome="fired"} 2')).toBe(true), { timeout: 5_000, interval: 100 })
})

it('a ticket that fails is reported in the log and counted', async () => {
  server.clock.set('2026-09-29T15:00:00+08:00')
  const ticketId = await submit()
  await updateRows(server.database.tables.tickets, { logSequence: 0 }, { id: ticketId }, null)
  server.clock.set('2026-09-30T09:00:00+08:00')
  await vi.waitFor(async () => expect(await metric('gongdan_sweep_timers_total{outcome="set_aside"} 1')).toBe(true), { timeout: 5_000, interval: 100 })
  expect(server.logLines.filter((line) => line.includes('set aside'))).toHaveLength(1)
  expect(await eventsOf(ticketId)).toEqual([])
})
