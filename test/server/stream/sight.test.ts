import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { openStream, type StreamClient } from '../../support/streamClient.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client
let approver: Client

beforeAll(async () => {
  server = await startTestServer({ stream: true })
  agent = await server.as('HQ/agent')
  approver = await server.as('HQ/approver')
})
afterAll(() => server.stop())

const WATCHERS = ['HQ/agent2', 'HQ/admin', 'M0001/mall', 'M0001/mall2', 'M0002/mall', 'M0003/mall', 'DEPT-S/dept', 'DEPT-N/dept', 'LINE-1/line'] as const
type Watcher = (typeof WATCHERS)[number]

const openAll = async (lastId: string | null = null): Promise<Record<Watcher, StreamClient>> =>
  Object.fromEntries(await Promise.all(WATCHERS.map(async (account) => [account, await openStream(server, account, { lastId })] as const))) as Record<Watcher, StreamClient>
const closeAll = (streams: Record<Watcher, StreamClient>): Promise<unknown> => Promise.all(Object.values(streams).map((stream) => stream.close()))

/** A last ticket that everybody sees: what was sent before it has arrived. */
async function settle(streams: Record<Watcher, StreamClient>): Promise<void> {
  const made = await Promise.all((['M0001', 'M0002', 'M0003'] as const).map((mallCode) => agent.createTicket({ body: ticketInput({ mallCode, assistants: ['LINE-1'] }) })))
  await Promise.all(Object.entries(streams).map(([account, stream]) => {
    const theirs = account.startsWith('M') ? made.filter(({ mall }) => mall?.code === account.split('/')[0]) : account === 'DEPT-S/dept' ? made.slice(0, 2) : account === 'DEPT-N/dept' ? made.slice(2) : made
    return Promise.all(theirs.map(({ no }) => stream.heard((message) => message.type === 'change' && message.ticketNo === no && message.event === 'submitted')))
  }))
}

const kindsOf = (streams: Record<Watcher, StreamClient>, no: string): Record<Watcher, string[]> =>
  Object.fromEntries(Object.entries(streams).map(([account, { messages }]) => [
    account, messages.flatMap((message) => ('ticketNo' in message && message.ticketNo === no ? [message.type === 'change' ? message.event : message.type] : [])),
  ])) as Record<Watcher, string[]>

describe('who hears of a ticket', () => {
  it('is who may see it: no other mall, no other department, no assistant who was not named', async () => {
    const streams = await openAll()
    const { no } = await agent.createTicket({ body: ticketInput() })
    await (await server.as('M0001/mall')).operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: '今天联系了客户。' } })
    await settle(streams)
    const heard = ['created', 'submitted', 'replied']
    expect(kindsOf(streams, no)).toEqual({
      'HQ/agent2': heard, 'HQ/admin': heard, 'M0001/mall': heard, 'M0001/mall2': heard, 'DEPT-S/dept': heard,
      'M0002/mall': [], 'M0003/mall': [], 'DEPT-N/dept': [], 'LINE-1/line': [],
    })
    expect(streams['M0001/mall2'].of('change').find(({ event }) => event === 'replied')).toMatchObject({ ticketNo: no, byName: '用户 mall', version: 2 })
    await closeAll(streams)
  })

  it('does not include those outside the call center before it is submitted', async () => {
    const streams = await openAll()
    const { no } = await agent.createTicket({ body: ticketInput({ submit: false }) })
    await settle(streams)
    const heard = kindsOf(streams, no)
    expect(Object.entries(heard).filter(([, kinds]) => kinds.length > 0).map(([account]) => account)).toEqual(['HQ/agent2', 'HQ/admin'])
    await closeAll(streams)
  })
})

describe('a ticket that leaves somebody\'s sight', () => {
  const returned = async (): Promise<string> => {
    const { no } = await agent.createTicket({ body: ticketInput({ assistants: ['LINE-1'] }) })
    await (await server.as('M0001/mall')).operateTicket({ params: { no }, body: { operation: 'return', version: 1, content: '不是我们的客户。', reasonCode: 'wrong_mall' } })
    return no
  }

  it('by an approved return is gone, once, for mall, department and assistant, and changed for the call center', async () => {
    const streams = await openAll()
    const no = await returned()
    const lastSeen = await streams['M0001/mall'].heard((message) => message.type === 'change' && message.ticketNo === no && message.event === 'return_requested')
    await approver.operateTicket({ params: { no }, body: { operation: 'approve_return', content: '同意。' } })
    await settle(streams)
    const heard = kindsOf(streams, no)
    for (const account of ['HQ/agent2', 'HQ/admin'] as const) expect(heard[account]).toEqual(expect.arrayContaining(['return_requested', 'withdrawn_breaches', 'return_decided']))
    for (const account of ['M0001/mall', 'M0001/mall2', 'DEPT-S/dept', 'LINE-1/line'] as const) {
      expect(heard[account].filter((kind) => kind === 'gone')).toHaveLength(1)
      expect(heard[account].at(-1)).toBe('gone')
      expect(heard[account]).not.toContain('return_decided')
    }
    for (const account of ['M0002/mall', 'M0003/mall', 'DEPT-N/dept'] as const) expect(heard[account]).toEqual([])
    await closeAll(streams)

    // The same for those who were away: only what they may hear now, and that it is gone.
    const lastId = (lastSeen as { id: string }).id
    const later = await openAll(lastId)
    const caughtUp = kindsOf(later, no)
    for (const account of ['M0001/mall', 'M0001/mall2', 'DEPT-S/dept', 'LINE-1/line'] as const) expect(caughtUp[account]).toEqual(['gone'])
    expect(caughtUp['HQ/admin']).toContain('return_decided')
    for (const account of ['M0002/mall', 'DEPT-N/dept'] as const) expect(caughtUp[account]).toEqual([])
    await closeAll(later)
  })

  it('and comes to another mall is heard of there, and no more where it was', async () => {
    const no = await returned()
    const { version } = await approver.operateTicket({ params: { no }, body: { operation: 'approve_return' } })
    await vi.waitUntil(async () => (await findRow(server.database.tables.events, { position: null })) === null)
    const streams = await openAll()
    await agent.operateTicket({ params: { no }, body: { operation: 'submit', version, mallCode: 'M0003' } })
    await settle(streams)
    const heard = kindsOf(streams, no)
    for (const account of ['M0003/mall', 'DEPT-N/dept', 'LINE-1/line'] as const) expect(heard[account]).toContain('submitted')
    for (const account of ['M0001/mall', 'M0001/mall2', 'M0002/mall', 'DEPT-S/dept'] as const) expect(heard[account]).toEqual([])
    await closeAll(streams)
  })

  it('because an assistant is named no more is gone for him alone', async () => {
    const streams = await openAll()
    const { no, version } = await agent.createTicket({ body: ticketInput({ assistants: ['LINE-1'] }) })
    await agent.patchTicket({ params: { no }, body: { version, assistants: [] } })
    await settle(streams)
    const heard = kindsOf(streams, no)
    expect(heard['LINE-1/line'].at(-1)).toBe('gone')
    for (const account of ['HQ/admin', 'M0001/mall', 'DEPT-S/dept'] as const) expect(heard[account].at(-1)).toBe('patched')
    await closeAll(streams)
  })

  it('is no reason to stop where an event was damaged: it is told without the loss', async () => {
    const stream = await openStream(server, 'HQ/admin')
    const { no, version } = await agent.createTicket({ body: ticketInput() })
    const { id: ticketId } = (await findRow(server.database.tables.tickets, { no }))!
    await server.database.sequelize.query(`INSERT INTO events (ticket_id, kind, at, late, data) VALUES (${ticketId}, 'patched', '2026-03-04 02:00:00.000', 0, '{"lostSight":'), (${ticketId}, 'patched', '2026-03-04 02:00:00.000', 0, '{"lostSight":{"mallId":"x"}}')`)
    await agent.operateTicket({ params: { no }, body: { operation: 'feedback', version, content: '又来电。', channel: 'phone' } })
    await stream.heard((message) => message.type === 'change' && message.ticketNo === no && message.event === 'feedback_added')
    expect(stream.of('change').filter(({ event }) => event === 'patched')).toHaveLength(2)
    await stream.close()
  })

  it('because his organisation is another makes him read everything anew', async () => {
    const { tables } = server.database
    const [user] = await findRows(tables.users, { organisationId: server.world.M0001, account: 'mall2' })
    const stream = await openStream(server, 'M0001/mall2')
    await updateRows(tables.users, { organisationId: server.world.M0003 }, { id: user!.id }, null)
    await stream.heard(({ type }) => type === 'reset', 3_000)
    const { no } = await agent.createTicket({ body: ticketInput() })
    const { no: theirs } = await agent.createTicket({ body: ticketInput({ mallCode: 'M0003' }) })
    await stream.heard((message) => message.type === 'change' && message.ticketNo === theirs)
    expect(stream.of('change').map(({ ticketNo }) => ticketNo)).not.toContain(no)
    await updateRows(tables.users, { organisationId: server.world.M0001 }, { id: user!.id }, null)
    await stream.close()
  })
})
