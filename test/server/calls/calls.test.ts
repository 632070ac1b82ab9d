import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call, CallEvent } from '#shared/contract/call.ts'
import { insertRow, updateRows } from '#server/database/database.ts'
import { sign } from '#server/signature.ts'
import { makeCustomer } from '#test/support/factories.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
let customerId: number
let internal = true
beforeAll(async () => {
  server = await startTestServer({ isInternal: () => internal })
  customerId = await makeCustomer(server.database, { name: '王芳', phones: ['13900002671'] })
  await makeCustomer(server.database, { name: '一家', phones: ['13700000001'] })
  await makeCustomer(server.database, { name: '两口', phones: ['13700000001'] })
})
afterAll(() => server.stop())

const event = (more: Partial<CallEvent>): CallEvent => ({ externalId: 'c-1', phone: '+86 139-0000-2671', line: '400', agentAccount: 'agent', event: 'ringing', at: '2026-03-04T02:00:00Z', ...more })
const stamp = (): string => String(Math.floor(server.clock.now().getTime() / 1000))

async function report(body: unknown, { timestamp = stamp(), signature, secret = server.callSecret }: { timestamp?: string; signature?: string; secret?: string } = {}) {
  const bytes = Buffer.from(JSON.stringify(body))
  const response = await server.request('/api/v1/calls', {
    method: 'POST', body: bytes,
    headers: { 'Content-Type': 'application/json', 'X-Gongdan-Timestamp': timestamp, 'X-Gongdan-Signature': signature ?? `sha256=${sign(secret, timestamp, bytes)}` },
  })
  return { status: response.status, body: (await response.json()) as Call & { errors?: unknown } }
}

describe('the signature', () => {
  test('of the right secret over timestamp and body is taken', async () => {
    expect(await report(event({ externalId: 's-1' }))).toMatchObject({ status: 201, body: { externalId: 's-1', phone: '13900002671', customerId: String(customerId) } })
  })

  test('is the one that any program computes: hexadecimal HMAC-SHA256 of timestamp, a dot and the body', () => {
    // echo -n '1772589600.{}' | openssl dgst -sha256 -hmac key
    expect(sign('key', '1772589600', Buffer.from('{}'))).toBe('0080d8b0f84d5bd0dc478c9b70466e5de620b593741dab9016c2dbe6f05cd414')
  })

  test('missing, wrong, of another body, of another secret or in another form is 401', async () => {
    const body = event({ externalId: 's-2' })
    const other = sign(server.callSecret, stamp(), Buffer.from('{}'))
    for (const given of [{ signature: '' }, { signature: 'sha256=00' }, { signature: `sha256=${other}` }, { signature: other }, { secret: 'another secret of the telephone system' }, { timestamp: 'now' }, { timestamp: '' }]) {
      expect((await report(body, given)).status).toBe(401)
    }
  })

  test('older than five minutes is 401, and so is one from the future', async () => {
    const at = (seconds: number): string => String(Math.floor(server.clock.now().getTime() / 1000) + seconds)
    expect((await report(event({ externalId: 's-3' }), { timestamp: at(-300) })).status).toBe(201)
    expect((await report(event({ externalId: 's-3' }), { timestamp: at(-301) })).status).toBe(401)
    expect((await report(event({ externalId: 's-3' }), { timestamp: at(301) })).status).toBe(401)
  })

  test('a signed event that does not fit is 422', async () => {
    expect(await report({ ...event({}), event: 'sneezed', more: 1 })).toMatchObject({ status: 422, body: { errors: { event: ['invalid_value'], more: ['unknown_field'] } } })
    expect((await report(event({ recordingUrl: 'file:///etc/passwd' }))).status).toBe(422)
  })
})

describe('the events of a call', () => {
  const parts = [
    event({ externalId: 'e', event: 'ringing', at: '2026-03-04T02:00:00Z' }),
    event({ externalId: 'e', event: 'answered', at: '2026-03-04T02:00:05Z', agentAccount: 'agent2', line: '401' }),
    event({ externalId: 'e', event: 'ended', at: '2026-03-04T02:03:00Z', agentAccount: 'agent2', line: '401', recordingUrl: 'https://pbx.example/r/1' }),
  ]
  const orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 0, 1, 2, 2, 1]]

  test.each(orders.map((order) => [order] as const))('in the order %j give the same call', async (order) => {
    const externalId = `order-${order.join('')}`
    let last: Call | undefined
    for (const index of order) last = (await report({ ...parts[index], externalId })).body
    expect(last).toMatchObject({
      externalId, agentName: '用户 agent2', line: '401', ringingAt: '2026-03-04T02:00:00.000Z', answeredAt: '2026-03-04T02:00:05.000Z', endedAt: '2026-03-04T02:03:00.000Z',
    })
  })

  test('at the same moment, each several times, make one call', async () => {
    const results = await Promise.all([...parts, ...parts, ...parts, ...parts].map((part) => report({ ...part, externalId: 'at once' })))
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(results.map(({ body }) => body.id)).size).toBe(1)
    const agent = await server.as('HQ/agent')
    const [call] = (await agent.listCalls({ query: { customerId: String(customerId) } })).items.filter(({ externalId }) => externalId === 'at once')
    expect(call).toMatchObject({ answeredAt: '2026-03-04T02:00:05.000Z', endedAt: '2026-03-04T02:03:00.000Z', playable: true })
  })

  test('name the customer only where the number is one customer\'s, and the agent only where he is known', async () => {
    expect((await report(event({ externalId: 'two', phone: '13700000001' }))).body.customerId).toBeNull()
    expect((await report(event({ externalId: 'none', phone: '13700000002' }))).body.customerId).toBeNull()
    expect((await report(event({ externalId: 'withheld', phone: '匿名' }))).body).toMatchObject({ customerId: null, phone: '' })
    expect((await report(event({ externalId: 'stranger', agentAccount: 'mall2' }))).body.agentName).toBeNull()
  })
})

describe('the calls that a user sees', () => {
  const no = '2603000077'
  beforeAll(async () => {
    const at = server.clock.now()
    const ticketId = await insertRow(server.database.tables.tickets, {
      no, type: 'complaint', level: '1', state: 'unreplied', live: true, version: 1, source: 'web', createdAt: at, createdByName: 'x', updatedAt: at, submittedAt: at, firstSubmittedAt: at,
      mallId: server.world.M0001, scopeMallId: server.world.M0001, scopeDepartmentId: server.world['DEPT-S'], assignmentNumber: 1,
      customerId, customerName: '王芳', customerType: 'individual', phones: ['13900002671'], feedbackCount: 1, latestFeedback: 'x', lastEventAt: at,
    }, null)
    await report({ ...event({ externalId: 'ticket call', event: 'ended' }), recordingUrl: 'https://pbx.example/r/2' })
    await updateRows(server.database.tables.calls, { ticketId }, { externalId: 'ticket call' }, null)
  })

  const seenBy = async (account: string) => (await (await server.as(account)).listCalls({ query: { ticketNo: no } })).items

  test('of a ticket are those of who may see it; for others it does not exist', async () => {
    for (const account of ['HQ/agent', 'M0001/mall', 'DEPT-S/dept', 'HQ/admin']) expect(await seenBy(account)).toHaveLength(1)
    for (const account of ['M0002/mall', 'DEPT-N/dept', 'LINE-1/line']) expect((await problemOf(seenBy(account))).code).toBe('not_found')
  })

  test('have full numbers for who handles the ticket, masked ones for others', async () => {
    expect((await seenBy('M0001/mall'))[0]!.phone).toBe('13900002671')
    expect((await seenBy('DEPT-S/dept'))[0]!.phone).toBe('139****2671')
  })

  test('have recordings for users of the group inside the internal networks, never for a mall', async () => {
    expect((await seenBy('HQ/agent'))[0]!.playable).toBe(true)
    expect((await seenBy('M0001/mall'))[0]!.playable).toBe(false)
    internal = false
    expect((await seenBy('HQ/agent'))[0]!.playable).toBe(false)
    internal = true
  })

  test('is one where the telephone system\'s id is known, for the call center', async () => {
    const find = async (externalId: string) => (await (await server.as('HQ/agent')).listCalls({ query: { externalId } })).items.map((call) => call.externalId)
    expect([await find('ticket call'), await find('unheard of')]).toEqual([['ticket call'], []])
    expect((await problemOf((await server.as('M0001/mall')).listCalls({ query: { externalId: 'ticket call' } }))).code).toBe('forbidden')
  })

  test('of a customer are the call center\'s', async () => {
    expect((await problemOf((await server.as('M0001/mall')).listCalls({ query: { customerId: String(customerId) } }))).code).toBe('forbidden')
    expect((await (await server.as('HQ/agent')).listCalls({ query: { customerId: String(customerId) } })).items.length).toBeGreaterThan(3)
    const agent = await server.as('HQ/agent')
    expect((await problemOf(agent.listCalls({ query: {} }))).errors).toEqual({ body: ['one_of_customer_or_ticket'] })
  })
})
