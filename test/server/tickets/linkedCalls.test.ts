import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { findRow, insertRow } from '#server/database/database.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client

beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterAll(() => server.stop())

const makeCall = (externalId: string): Promise<number> =>
  insertRow(server.database.tables.calls, { externalId, phone: '13900002671', line: '2', agentAccount: 'agent', createdAt: server.clock.now() }, null)
const ticketOf = async (callId: number): Promise<number | null> => (await findRow(server.database.tables.calls, { id: callId }))?.ticketId ?? null

describe('a call', () => {
  it('is linked to the ticket that it becomes, or whose feedback it brings', async () => {
    const [first, second] = [await makeCall('1'), await makeCall('2')]
    const { no } = await agent.createTicket({ body: ticketInput({ callId: String(first) }) })
    await agent.operateTicket({ params: { no }, body: { operation: 'feedback', version: 1, content: '又来电。', channel: 'phone', callId: String(second) } })
    const { items } = await agent.listCalls({ query: { ticketNo: no } })
    expect(items.map(({ externalId }) => externalId).sort()).toEqual(['1', '2'])
  })

  it('keeps its ticket when a second one is made of it', async () => {
    const call = await makeCall('3')
    await agent.createTicket({ body: ticketInput({ callId: String(call) }) })
    const linked = await ticketOf(call)
    await agent.createTicket({ body: ticketInput({ type: 'service', level: 'B', callId: String(call) }) })
    expect(await ticketOf(call)).toBe(linked)
  })
})
