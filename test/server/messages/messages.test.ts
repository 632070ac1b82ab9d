import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { findRow, findRows, insertRow, insertRows } from '#server/database/database.ts'
import { deliverMessages } from '#server/jobs/delivery/messages.ts'
import { makeUser } from '../../support/factories.ts'
import { openStream } from '../../support/streamClient.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client
let agent2: Client
let mall: Client
beforeAll(async () => {
  server = await startTestServer({ stream: true, delivery: true })
  agent = await server.as('HQ/agent')
  agent2 = await server.as('HQ/agent2')
  mall = await server.as('M0001/mall')
})
afterAll(() => server.stop())

const tables = () => server.database.tables
const settled = (): Promise<unknown> => vi.waitUntil(async () => (await findRow(tables().outbox, { channel: ['in_app', 'desktop'], state: 'waiting' })) === null, { timeout: 10_000 })

async function repliedTicket(): Promise<string> {
  const { no, version } = await agent.createTicket({ body: ticketInput() })
  await mall.operateTicket({ params: { no }, body: { operation: 'reply', version, content: '今天联系了客户。' } })
  await settled()
  return no
}
const aboutOf = async (client: Client, no: string) => (await client.listMessages({ query: { limit: 100 } })).items.filter(({ ticketNo }) => ticketNo === no)

describe('messages', () => {
  it('say of a request, to who decides it, that it belongs on his desktop, and of other events that they do not', async () => {
    const { no, version } = await agent.createTicket({ body: ticketInput() })
    const { items: reasons } = await mall.listReasons({ query: { operation: 'return' } })
    await mall.operateTicket({ params: { no }, body: { operation: 'return', version, content: '不是我们商场的合同。', reasonCode: reasons[0]!.code } })
    await settled()
    const shown = ({ event, desktop, mall: at }: Awaited<ReturnType<typeof aboutOf>>[number]) => [event, desktop, at?.code]
    expect((await aboutOf(await server.as('HQ/approver'), no)).map(shown)).toEqual([['return_requested', true, 'M0001']])
    expect((await aboutOf(mall, no)).map(shown)).toEqual([['submitted', false, 'M0001']])
  })

  it('come newest first with what the page makes words of, and one about an event', async () => {
    const no = await repliedTicket()
    const later = await repliedTicket()
    const { items } = await agent.listMessages({ query: {} })
    expect(items.slice(0, 2).map(({ ticketNo, event, read, byName }) => [ticketNo, event, read, byName])).toEqual([[later, 'replied', false, '用户 mall'], [no, 'replied', false, '用户 mall']])
    // The creator has his own in place of the shared one.
    expect(await aboutOf(agent, no)).toHaveLength(1)
    expect(await aboutOf(agent2, no)).toHaveLength(1)
    expect(await aboutOf(await server.as('HQ/admin'), no)).toEqual([])
  })

  it('go on from a cursor without a gap or a repetition, over one’s own and the shared ones', async () => {
    for (let count = 0; count < 3; count++) await repliedTicket()
    const all = (await agent2.listMessages({ query: { limit: 100 } })).items.map(({ id }) => id)
    const paged: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await agent2.listMessages({ query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) } })
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(paged).toEqual(all)
    expect(all.length).toBeGreaterThanOrEqual(3)
  })

  it('of one’s own are read by oneself alone', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    await settled()
    const [mine] = await aboutOf(mall, no)
    const before = (await mall.listMessages({ query: {} })).unread
    expect(await mall.readMessages({ body: { ids: [mine!.id] } })).toEqual({ unread: before - 1 })
    expect((await aboutOf(mall, no))[0]!.read).toBe(true)
    expect((await aboutOf(await server.as('M0001/mall2'), no))[0]!.read).toBe(false)
    // Another's id is passed over.
    await (await server.as('M0001/mall2')).readMessages({ body: { ids: [mine!.id] } })
    expect((await aboutOf(await server.as('M0001/mall2'), no))[0]!.read).toBe(false)
  })

  it('of the whole call center are read by each for himself', async () => {
    const no = await repliedTicket()
    const [shared] = await aboutOf(agent2, no)
    await agent2.readMessages({ body: { ids: [shared!.id] } })
    await agent2.readMessages({ body: { ids: [shared!.id] } })
    expect((await aboutOf(agent2, no))[0]!.read).toBe(true)
    expect((await aboutOf(await server.as('HQ/surveyor'), no))[0]!.read).toBe(false)
    expect((await agent2.listMessages({ query: { unread: 'true', limit: 100 } })).items.map(({ id }) => id)).not.toContain(shared!.id)
  })

  it('can be read all at once, however many, up to the one that was seen last', async () => {
    const no = await repliedTicket()
    const ticket = (await findRow(tables().tickets, { no }))!
    const at = server.clock.now()
    await insertRows(tables().messages, Array.from({ length: 450 }, (_, index) => ({
      eventId: 800_000_000 + index, recipient: 'call_center', event: 'closed', ticketId: ticket.id, ticketNo: no, at, desktop: false,
    })), null)
    const surveyor = await server.as('HQ/surveyor')
    const [newest] = (await surveyor.listMessages({ query: { limit: 1 } })).items
    expect((await surveyor.listMessages({ query: {} })).unread).toBeGreaterThan(450)
    await insertRow(tables().messages, { eventId: 800_001_000, recipient: 'call_center', event: 'closed', ticketId: ticket.id, ticketNo: no, at, desktop: false }, null)
    expect(await surveyor.readMessages({ body: { all: true, upTo: newest!.id } })).toEqual({ unread: 1 })
    expect(await surveyor.readMessages({ body: { all: true } })).toEqual({ unread: 0 })
    expect((await surveyor.listMessages({ query: { limit: 100 } })).items.every(({ read }) => read)).toBe(true)
    // One row each for the newest, one mark for all below.
    expect(await findRows(tables().messageReads, { userId: (await findRow(tables().users, { account: 'surveyor' }))!.id })).toHaveLength(201)
    expect((await agent2.listMessages({ query: {} })).unread).toBeGreaterThan(450)
  })

  it('of the time before somebody came are none of his', async () => {
    const no = await repliedTicket()
    const id = await makeUser(server.database, server.world.HQ, 'newcomer', ['agent'])
    await server.database.sequelize.query(`UPDATE users SET created_at = '2026-03-04 02:00:00.001' WHERE id = ${id}`)
    const newcomer = await server.as('HQ/newcomer')
    expect(await aboutOf(newcomer, no)).toEqual([])
    expect((await newcomer.listMessages({ query: {} })).unread).toBe(0)
  })

  it('about a ticket that was taken away keep its number and the event, no more', async () => {
    const { no, version } = await agent.createTicket({ body: ticketInput() })
    await settled()
    expect((await aboutOf(mall, no))[0]).toMatchObject({ ticketType: 'complaint', byName: '用户 agent' })
    await mall.operateTicket({ params: { no }, body: { operation: 'return', version, content: '不是我们的客户。', reasonCode: 'wrong_mall' } })
    await (await server.as('HQ/approver')).operateTicket({ params: { no }, body: { operation: 'approve_return', content: '同意。' } })
    await settled()
    expect((await aboutOf(mall, no)).map(({ event, ticketType, byName }) => [event, ticketType, byName])).toEqual([['return_decided', null, null], ['submitted', null, null]])
  })
})

describe('the stream', () => {
  it('tells a new message to who gets it, on every server, once, and to nobody else', async () => {
    const other = await startTestServer({ stream: true, beside: server })
    const accounts = ['HQ/agent', 'HQ/agent2', 'HQ/admin', 'M0001/mall2', 'M0002/mall', 'DEPT-S/dept'] as const
    const streams = await Promise.all(accounts.map((account, index) => openStream(index % 2 ? other : server, account)))
    const no = await repliedTicket()
    const last = await repliedTicket()
    const hears = ['HQ/agent', 'HQ/agent2']
    for (const [index, account] of accounts.entries()) {
      const event = hears.includes(account) ? 'replied' : account === 'M0001/mall2' ? 'submitted' : null
      if (event !== null) await streams[index]!.heard((message) => message.type === 'message' && message.ticketNo === last && message.event === event)
    }
    const heard = Object.fromEntries(accounts.map((account, index) => [account, streams[index]!.of('message').filter(({ ticketNo }) => ticketNo === no).map(({ event }) => event)]))
    expect(heard).toEqual({ 'HQ/agent': ['replied'], 'HQ/agent2': ['replied'], 'HQ/admin': [], 'M0001/mall2': ['submitted'], 'M0002/mall': [], 'DEPT-S/dept': [] })
    await Promise.all(streams.map((stream) => stream.close()))
    await other.stop()
  })

  it('has a message whose number was given early and committed late', async () => {
    const stream = await openStream(server, 'M0001/mall')
    const user = (await findRow(tables().users, { account: 'mall', organisationId: server.world.M0001 }))!
    const no = await repliedTicket()
    const ticket = (await findRow(tables().tickets, { no }))!
    const row = (eventId: number) => ({ eventId, recipient: `user:${user.id}`, event: 'closed', ticketId: ticket.id, ticketNo: no, at: server.clock.now(), desktop: false })
    const slow = await server.database.sequelize.transaction()
    const early = await insertRow(tables().messages, row(700_000_001), slow)
    const late = await insertRow(tables().messages, row(700_000_002), null)
    await stream.heard((message) => message.type === 'message' && message.id === String(late))
    await slow.commit()
    await stream.heard((message) => message.type === 'message' && message.id === String(early))
    expect(late).toBeGreaterThan(early)
    expect(await deliverMessages(server.services, 'in_app')).toMatchObject({ setAside: 0 })
    await stream.close()
  })
})
