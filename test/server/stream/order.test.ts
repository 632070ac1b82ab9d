import { QueryTypes } from 'sequelize'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { findRow, findRows, insertRow } from '#server/database/database.ts'
import { sequenceEvents } from '#server/stream/sequencer.ts'
import { openStream, type StreamClient } from '../../support/streamClient.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let first: TestServer
let second: TestServer
let writers: Client[]

beforeAll(async () => {
  first = await startTestServer({ stream: true })
  second = await startTestServer({ stream: true, beside: first })
  writers = [await first.as('HQ/agent'), await second.as('HQ/agent2')]
})
afterAll(async () => {
  await second.stop()
  await first.stop()
})

const writer = (index: number): Client => writers[index % writers.length]!

/** One customer who calls again and again: each call is several events. */
async function callOften(client: Client, times: number): Promise<string> {
  const { no, version } = await client.createTicket({ body: ticketInput() })
  for (let time = 0; time < times; time++) {
    await client.operateTicket({ params: { no }, body: { operation: 'feedback', version: version + time, content: `第 ${time} 次来电`, channel: 'phone' } })
  }
  return no
}

const callTogether = (people: number, times: number): Promise<string[]> =>
  Promise.all(Array.from({ length: people }, (_, index) => callOften(writer(index), times)))

/** Waits until every event has a position, and gives the positions behind one in their order. */
async function positionsAfter(position: number): Promise<string[]> {
  await vi.waitUntil(async () => (await findRow(first.database.tables.events, { position: null })) === null, 20_000)
  const rows = await first.database.sequelize.query<{ position: number }>('SELECT position FROM events WHERE position > :position ORDER BY position', {
    replacements: { position }, type: QueryTypes.SELECT,
  })
  return rows.map((row) => String(row.position))
}

const headOf = (stream: StreamClient): number => Number(stream.of('ready')[0]!.lastId)

async function heardUpTo(stream: StreamClient, expected: readonly string[]): Promise<void> {
  await stream.heard((message) => message.type === 'change' && message.id === expected.at(-1))
}

describe('the order of the stream', () => {
  it('is that of commits, not of ids: an event that commits late is not missed', async () => {
    const { sequelize, tables } = first.database
    const { no } = await writer(0).createTicket({ body: ticketInput() })
    const { id: ticketId } = (await findRow(tables.tickets, { no }))!
    await positionsAfter(0)
    const stream = await openStream(first, 'HQ/agent')
    const event = { ticketId, kind: 'patched' as const, at: first.clock.now(), late: false }
    const late = await sequelize.transaction()
    const lateId = await insertRow(tables.events, event, late)
    const earlyId = await insertRow(tables.events, event, null)
    expect(earlyId).toBeGreaterThan(lateId)
    const early = await stream.heard(({ type }) => type === 'change')
    await late.commit()
    await vi.waitUntil(() => stream.of('change').length === 2, 20_000)
    const positions = await findRows(tables.events, { id: [lateId, earlyId] }, { order: [['position', 'ASC']] })
    expect(positions.map(({ id }) => id)).toEqual([earlyId, lateId])
    expect(stream.ids()).toEqual(positions.map(({ position }) => String(position)))
    expect(early).toMatchObject({ ticketNo: no, event: 'patched', byUserId: null, byName: null, version: 1 })
    await stream.close()
  })

  it('reaches sockets of two servers whole, in order and each once, with 16 writers at once on both', async () => {
    await positionsAfter(0)
    const streams = await Promise.all([openStream(first, 'HQ/agent'), openStream(second, 'HQ/admin'), openStream(second, 'DEPT-S/dept'), openStream(first, 'M0001/mall')])
    const from = Math.max(...streams.map(headOf))
    const numbers = await callTogether(16, 12)
    const expected = await positionsAfter(from)
    expect(expected.length).toBeGreaterThanOrEqual(16 * 25)
    expect(expected.map(Number)).toEqual(expected.map((_, index) => from + 1 + index))
    for (const stream of streams) {
      await heardUpTo(stream, expected)
      expect(stream.ids()).toEqual(expected)
      expect(new Set(stream.of('change').map(({ ticketNo }) => ticketNo))).toEqual(new Set(numbers))
      await stream.close()
    }
  })

  it('is given once, whoever gives it: many at the same moment', async () => {
    const { tables, sequelize } = first.database
    const { no } = await writer(0).createTicket({ body: ticketInput() })
    const { id: ticketId } = (await findRow(tables.tickets, { no }))!
    const before = (await positionsAfter(0)).length
    const values = Array.from({ length: 3_000 }, () => `(${ticketId}, 'patched', '2026-03-04 02:00:00.000', 0)`).join(', ')
    await sequelize.query(`INSERT INTO events (ticket_id, kind, at, late) VALUES ${values}`)
    await Promise.all(Array.from({ length: 8 }, (_, index) => sequenceEvents((index % 2 === 0 ? first : second).database)))
    const all = await positionsAfter(0)
    expect(all).toEqual(Array.from({ length: before + 3_000 }, (_, index) => String(index + 1)))
  })
})

describe('catching up', () => {
  it('gives a client that was cut off during 1,000 changes all of them, once, among those that go on happening', async () => {
    await positionsAfter(0)
    const watcher = await openStream(first, 'HQ/admin')
    const from = headOf(watcher)
    const before = await openStream(second, 'M0001/mall')
    const cutAt = vi.waitUntil(() => before.ids().length >= 40, 60_000).then(() => { before.socket.terminate() })
    const writing = callTogether(16, 32)
    await cutAt
    await before.closed
    // Back on the other server while half of it is still to come, cut again at once, and back once more.
    await vi.waitUntil(() => watcher.ids().length >= 500, 60_000)
    const between = await openStream(first, 'M0001/mall', { lastId: before.ids().at(-1)! })
    between.socket.terminate()
    await between.closed
    const after = await openStream(second, 'M0001/mall', { lastId: between.ids().at(-1)! })
    await writing
    const expected = await positionsAfter(from)
    expect(expected.length).toBeGreaterThan(1_000)
    await heardUpTo(after, expected)
    await heardUpTo(watcher, expected)
    expect([...before.ids(), ...between.ids(), ...after.ids()].filter((id) => Number(id) > from)).toEqual(expected)
    expect(watcher.ids()).toEqual(expected)
    // `ready` stands between what was missed and what came live.
    const ready = after.of('ready')[0]!
    const told = after.messages.slice(0, after.messages.indexOf(ready)).flatMap((message) => (message.type === 'change' ? [Number(message.id)] : []))
    expect(Math.max(...told)).toBeLessThanOrEqual(Number(ready.lastId))
    await Promise.all([after.close(), watcher.close()])
  }, 120_000)

  it('goes over into what happens live without a gap or a double, at whatever moment a client comes', async () => {
    await positionsAfter(0)
    const from = headOf(await openStream(first, 'HQ/admin').then(async (stream) => (await stream.close(), stream)))
    let writes = true
    const writing = callTogether(12, 8).finally(() => { writes = false })
    const joiner = async (server: TestServer): Promise<number> => {
      let joins = 0
      for (; writes; joins++) {
        const stream = await openStream(server, 'HQ/admin', { lastId: String(from) })
        const caughtUp = stream.ids().length
        await vi.waitUntil(() => stream.ids().length > caughtUp || !writes, 20_000)
        expect(stream.ids()).toEqual(stream.ids().map((_, index) => String(from + 1 + index)))
        await stream.close()
      }
      return joins
    }
    const joins = await Promise.all([first, second, first, second, first, second].map(joiner))
    await writing
    expect(joins.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20)
  }, 120_000)

  it('answers a client that missed more than 5,000, or knows a future, with reset', async () => {
    const all = await positionsAfter(0)
    expect(all.length).toBeGreaterThan(4_000)
    const head = Number(all.at(-1))
    for (const lastId of [String(head + 1), '9999999999999999999']) {
      const stream = await openStream(first, 'HQ/agent', { lastId })
      expect(stream.messages).toEqual([{ type: 'reset', lastId: String(head) }, { type: 'ready', lastId: String(head) }])
      await stream.close()
    }
    const { tables, sequelize } = first.database
    const { id: ticketId } = (await findRow(tables.tickets, {}))!
    const values = Array.from({ length: 5_001 }, () => `(${ticketId}, 'patched', '2026-03-04 02:00:00.000', 0)`).join(', ')
    await sequelize.query(`INSERT INTO events (ticket_id, kind, at, late) VALUES ${values}`)
    const most = await positionsAfter(head)
    expect(most).toHaveLength(5_001)
    const missedTooMuch = await openStream(first, 'HQ/agent', { lastId: String(head) })
    expect(missedTooMuch.messages[0]).toEqual({ type: 'reset', lastId: most.at(-1) })
    expect(missedTooMuch.ids()).toEqual([])
    const missedMuch = await openStream(first, 'HQ/agent', { lastId: String(head + 1) })
    expect(missedMuch.ids()).toEqual(most.slice(1))
    expect(missedMuch.of('reset')).toEqual([])
    await Promise.all([missedTooMuch.close(), missedMuch.close()])
  })

  it('without a last id begins with now', async () => {
    const [head] = (await positionsAfter(0)).slice(-1)
    const stream = await openStream(second, 'HQ/agent')
    expect(stream.messages).toEqual([{ type: 'ready', lastId: head }])
    await stream.close()
  })
})
