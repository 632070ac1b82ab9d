import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

const HOUR = 3_600_000
let server: TestServer
let replyDueAt: number

beforeAll(async () => {
  server = await startTestServer({ now: '2026-03-04T02:00:00Z' })
  const agent = await server.as('HQ/agent')
  const make = (more: Parameters<typeof ticketInput>[0]) => agent.createTicket({ body: ticketInput({ type: 'service', level: 'A', ...more }) })
  replyDueAt = Date.parse((await make({ assistants: ['LINE-1'] })).replyDueAt!)
  await make({})
  await make({ mallCode: 'M0003' })
  await make({ mallCode: null, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } })
  await make({ submit: false })
  const answered = await make({})
  await (await server.as('M0001/mall')).operateTicket({ params: { no: answered.no }, body: { operation: 'reply', version: 1, content: '好。' } })
  const cancelled = await make({})
  await agent.operateTicket({ params: { no: cancelled.no }, body: { operation: 'cancel', version: 1, content: '重复。' } })
})
afterAll(() => server.stop())

const clocks = async (account: string, at: number): Promise<[overdue: number, dueSoon: number]> => {
  server.clock.set(new Date(at).toISOString())
  const { overdue, dueSoon } = await (await server.as(account)).countTickets()
  return [overdue, dueSoon]
}

describe('the counts of overdue and nearly due replies', () => {
  it.each([['HQ/agent', 4], ['HQ/admin', 4], ['DEPT-S/dept', 3], ['DEPT-N/dept', 1], ['M0001/mall', 2], ['M0002/mall', 0], ['M0003/mall', 1], ['LINE-1/line', 1]] as const)(
    'are for %s of his own open replies', async (account, open) => {
      expect(await clocks(account, replyDueAt - 4 * HOUR - 1)).toEqual([0, 0])
      expect(await clocks(account, replyDueAt - 4 * HOUR)).toEqual([0, open])
      expect(await clocks(account, replyDueAt)).toEqual([0, open])
      expect(await clocks(account, replyDueAt + 1)).toEqual([open, 0])
    })
})
