import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { PRESENCE_LASTS_MS } from '#shared/contract/stream.ts'
import { findRow, findRows, insertRow } from '#server/database/database.ts'
import { MOST_WATCHES } from '#server/stream/watching.ts'
import { openStream, type StreamClient } from '../../support/streamClient.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let first: TestServer
let second: TestServer
let no: string
const opened: StreamClient[] = []

beforeAll(async () => {
  first = await startTestServer({ stream: true })
  second = await startTestServer({ stream: true, beside: first })
  no = (await (await first.as('HQ/agent')).createTicket({ body: ticketInput() })).no
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((stream) => stream.close()))
  await vi.waitUntil(async () => (await rows()).length === 0, 5_000)
})
afterAll(async () => {
  await second.stop()
  await first.stop()
})

const rows = () => findRows(first.database.tables.presence, {})

async function open(server: TestServer, account: string): Promise<StreamClient> {
  const stream = await openStream(server, account)
  opened.push(stream)
  return stream
}

/** The people that a page shows now, with what they type. */
const shown = (stream: StreamClient, ticketNo = no): string[] | null => {
  const last = stream.of('presence').filter((message) => message.ticketNo === ticketNo).at(-1)
  return last ? last.people.map(({ name, typing }) => (typing ? `${name} ${typing}` : name)) : null
}
const shows = (stream: StreamClient, people: string[], patienceMs = 5_000): Promise<boolean> =>
  vi.waitUntil(() => JSON.stringify(shown(stream)) === JSON.stringify(people), patienceMs)

describe('who else has a ticket open', () => {
  it('is shown across two servers, with what they type, and until they leave', async () => {
    const [agent, mall] = [await open(first, 'HQ/agent'), await open(second, 'M0001/mall')]
    agent.say({ type: 'watch', ticketNo: no, typing: null })
    await shows(agent, [])
    mall.say({ type: 'watch', ticketNo: no, typing: null })
    await Promise.all([shows(agent, ['用户 mall']), shows(mall, ['用户 agent'])])
    expect(agent.of('presence').at(-1)!.people).toEqual([{ userId: expect.stringMatching(/^\d+$/), name: '用户 mall', organisation: 'M0001 名称', typing: null, since: '2026-03-04T02:00:00.000Z' }])
    mall.say({ type: 'watch', ticketNo: no, typing: 'reply' })
    await shows(agent, ['用户 mall reply'])
    mall.say({ type: 'watch', ticketNo: no, typing: null })
    await shows(agent, ['用户 mall'])
    mall.say({ type: 'unwatch', ticketNo: no })
    await shows(agent, [])
    mall.say({ type: 'watch', ticketNo: no, typing: 'resolve' })
    await shows(agent, ['用户 mall resolve'])
    mall.socket.terminate()
    await shows(agent, [])
  })

  it('is one person for all of his pages, and never oneself', async () => {
    const [agent, one, two] = [await open(first, 'HQ/agent'), await open(first, 'M0001/mall'), await open(second, 'M0001/mall')]
    for (const stream of [agent, one, two]) stream.say({ type: 'watch', ticketNo: no, typing: null })
    await Promise.all([shows(agent, ['用户 mall']), shows(one, ['用户 agent']), shows(two, ['用户 agent'])])
    two.say({ type: 'watch', ticketNo: no, typing: 'reply' })
    await shows(agent, ['用户 mall reply'])
    two.say({ type: 'unwatch', ticketNo: no })
    await shows(agent, ['用户 mall'])
  })

  it('lasts as long as the page says so: rows of a server that died expire, and are removed', async () => {
    const agent = await open(first, 'HQ/agent')
    const { tables } = first.database
    const { id: ticketId } = (await findRow(tables.tickets, { no }))!
    const { id: userId } = (await findRow(tables.users, { organisationId: first.world.M0001, account: 'mall' }))!
    const now = first.clock.now()
    await insertRow(tables.presence, { connectionId: 'of a server that died', ticketId, userId, typing: null, since: now, seenAt: now }, null)
    agent.say({ type: 'watch', ticketNo: no, typing: null })
    await shows(agent, ['用户 mall'])
    first.clock.advance(PRESENCE_LASTS_MS - 1)
    agent.say({ type: 'watch', ticketNo: no, typing: 'close' })
    await vi.waitUntil(async () => (await findRow(tables.presence, { userId, ticketId })) !== null && (await rows()).some(({ typing }) => typing === 'close'), 5_000)
    expect(shown(agent)).toEqual(['用户 mall'])
    first.clock.advance(1)
    await shows(agent, [])
    await vi.waitUntil(async () => (await rows()).every(({ connectionId }) => connectionId !== 'of a server that died'), 15_000)
    expect(await rows()).toHaveLength(1)
  })

  it('is told to nobody who may not see the ticket, nor is he seen there', async () => {
    const [agent, foreign, line] = [await open(first, 'HQ/agent'), await open(second, 'M0002/mall'), await open(first, 'LINE-1/line')]
    agent.say({ type: 'watch', ticketNo: no, typing: 'feedback' })
    await shows(agent, [])
    for (const stream of [foreign, line]) {
      stream.say({ type: 'watch', ticketNo: no, typing: 'reply' })
      stream.say({ type: 'watch', ticketNo: '2603999999', typing: null })
      stream.say({ type: 'ping' })
      await stream.heard(({ type }) => type === 'pong')
    }
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect([...foreign.of('presence'), ...line.of('presence')]).toEqual([])
    expect(shown(agent)).toEqual([])
    expect((await rows()).map(({ typing }) => typing)).toEqual(['feedback'])
  })

  it('ends with the sight of the ticket', async () => {
    const agent = await first.as('HQ/agent')
    const { no: leaving } = await agent.createTicket({ body: ticketInput() })
    const [viewer, mall] = [await open(first, 'HQ/agent2'), await open(second, 'M0001/mall')]
    viewer.say({ type: 'watch', ticketNo: leaving, typing: null })
    mall.say({ type: 'watch', ticketNo: leaving, typing: null })
    await vi.waitUntil(() => shown(viewer, leaving)?.[0] === '用户 mall' && shown(mall, leaving)?.[0] === '用户 agent2', 5_000)
    await (await first.as('M0001/mall')).operateTicket({ params: { no: leaving }, body: { operation: 'return', version: 1, content: '不是我们的。', reasonCode: 'other' } })
    await (await first.as('HQ/approver')).operateTicket({ params: { no: leaving }, body: { operation: 'approve_return' } })
    await mall.heard((message) => message.type === 'gone' && message.ticketNo === leaving)
    await vi.waitUntil(() => shown(viewer, leaving)?.length === 0, 5_000)
    const told = mall.of('presence').length
    viewer.say({ type: 'watch', ticketNo: leaving, typing: 'feedback' })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(mall.of('presence')).toHaveLength(told)
  })

  it('is kept for a hundred pages of a connection and no more', async () => {
    const [agent, { tables }] = [await first.as('HQ/agent'), first.database]
    const numbers = await Promise.all(Array.from({ length: MOST_WATCHES + 5 }, async () => (await agent.createTicket({ body: ticketInput({ submit: false }) })).no))
    const stream = await open(first, 'HQ/agent')
    for (const ticketNo of numbers) stream.say({ type: 'watch', ticketNo, typing: null })
    stream.say({ type: 'ping' })
    await stream.heard(({ type }) => type === 'pong')
    expect(await tables.presence.model.count()).toBe(MOST_WATCHES)
    expect(stream.socket.readyState).toBe(stream.socket.OPEN)
  })
})
