import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findRow } from '#server/database/database.ts'
import { openStream } from '../../support/streamClient.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let no: string
beforeAll(async () => {
  server = await startTestServer({ stream: true })
  no = (await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })).no
})
afterAll(() => server.stop())

async function writeEvents(count: number): Promise<void> {
  const { tables, sequelize } = server.database
  const { id } = (await findRow(tables.tickets, { no }))!
  const values = Array.from({ length: count }, () => `(${id}, 'patched', '2026-03-04 02:00:00.000', 0)`).join(', ')
  await sequelize.query(`INSERT INTO events (ticket_id, kind, at, late) VALUES ${values}`)
}

const closings = (): { userId: number; code: number }[] =>
  server.logLines.map((line) => JSON.parse(line) as { msg: string; userId: number; code: number }).filter(({ msg }) => msg === 'stream closed')

describe('a client that does not read', () => {
  it('is closed before it fills the memory, holds up nobody, and comes back', async () => {
    const [slow, quick] = [await openStream(server, 'HQ/agent'), await openStream(server, 'HQ/admin')]
    const { id: slowId } = (await findRow(server.database.tables.users, { account: 'agent' }))!
    const from = quick.ids().length
    slow.socket.pause()
    const count = 60_000
    for (let written = 0; written < count; written += 5_000) await writeEvents(5_000)
    await vi.waitUntil(() => quick.ids().length - from >= count, 30_000)
    await vi.waitUntil(() => closings().some(({ userId, code }) => userId === slowId && code === 4408), 10_000)
    slow.socket.resume()
    await slow.closed
    const lost = Number(quick.ids().at(-1)) - Number(slow.ids().at(-1) ?? 0)
    expect(lost).toBeGreaterThan(0)
    const back = await openStream(server, 'HQ/agent', { lastId: String(Number(quick.ids().at(-1)) - 4_000) })
    expect(back.ids()).toEqual(quick.ids().slice(-4_000))
    await Promise.all([back.close(), quick.close()])
  })
})

describe('a server that stops', () => {
  it('says farewell with 1001, takes its people out of presence and leaves the other to go on', async () => {
    const leaving = await startTestServer({ stream: true, beside: server })
    const [theirs, ours] = [await openStream(leaving, 'M0001/mall'), await openStream(server, 'HQ/agent')]
    theirs.say({ type: 'watch', ticketNo: no, typing: 'reply' })
    ours.say({ type: 'watch', ticketNo: no, typing: null })
    await vi.waitUntil(() => ours.of('presence').at(-1)?.people.length === 1, 5_000)
    const before = ours.ids().length
    await leaving.stop()
    expect(await theirs.closed).toBe(1001)
    await vi.waitUntil(() => ours.of('presence').at(-1)?.people.length === 0, 5_000)
    await writeEvents(3)
    await vi.waitUntil(() => ours.ids().length === before + 3, 5_000)
    await ours.close()
  })
})

describe('what is known of the stream', () => {
  it('is how many are connected and how far behind it is; logs name nobody', async () => {
    const stream = await openStream(server, 'M0001/mall')
    await vi.waitUntil(async () => (await (await server.request('/metrics')).text()).includes('gongdan_stream_sockets 1'), 5_000)
    const text = await (await server.request('/metrics')).text()
    expect(text).toMatch(/^gongdan_stream_delay_seconds \d/m)
    expect(Number(/^gongdan_stream_silence_seconds ([\d.e-]+)$/m.exec(text)?.[1])).toBeLessThan(5)
    await stream.close()
    const lines = server.logLines.filter((line) => line.includes('stream'))
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) expect(line).not.toMatch(/用户|eyJ|M0001|127\.0\.0\.1/)
  })
})
