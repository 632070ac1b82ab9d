import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findRow, updateRows } from '#server/database/database.ts'
import { makeUser, TEST_PASSWORD } from '../../support/factories.ts'
import { openSocket, openStream, type StreamClient } from '../../support/streamClient.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { createClient } from '#shared/contract/client.ts'
import { fetchTransport } from '../../support/http.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let other: TestServer
beforeAll(async () => {
  server = await startTestServer({ stream: true })
  other = await startTestServer({ stream: true, beside: server })
})
afterAll(async () => {
  await other.stop()
  await server.stop()
})

const signIn = (account: string, organisation = 'M0001') => server.anonymous.signIn({ body: { orgCode: organisation, account, password: TEST_PASSWORD } })

async function opened(headers?: Record<string, string>): Promise<StreamClient> {
  const client = openSocket(server, headers)
  await once(client.socket, 'open')
  return client
}

/** The status with which a request for the stream is refused. */
async function refusal(headers: Record<string, string>, path = '/api/v1/stream'): Promise<number> {
  const asked = request(`${server.url}${path}`, {
    headers: { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers },
  })
  asked.end()
  const status = await new Promise<number>((resolve, reject) => {
    asked.once('response', (response) => {
      response.resume()
      resolve(response.statusCode!)
    })
    asked.once('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    asked.once('error', reject)
  })
  return status
}

describe('opening the stream', () => {
  it('is for pages of this server and of the desktop program alone', async () => {
    for (const origin of [server.url, 'app://gongdan', 'https://gongdan.app.scheme.standin']) expect(await refusal({ Origin: origin })).toBe(101)
    for (const origin of ['https://evil.example', 'null', 'app://other', 'http://127.0.0.1', `${server.url}.evil.example`, 'file://', '']) expect(await refusal({ Origin: origin })).toBe(403)
    expect(await refusal({})).toBe(403)
    // A name that only trusted proxies may say.
    expect(await refusal({ Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' })).toBe(403)
  })

  it('has one path; other requests that wish to be upgraded are answered as what they are', async () => {
    expect(await refusal({ Origin: server.url }, '/api/v1/streams')).toBe(404)
    expect(await refusal({ Origin: server.url }, '/api/v1/me')).toBe(401)
    expect(await refusal({ Upgrade: 'h2c', Connection: 'Upgrade, HTTP2-Settings' }, '/health/live')).toBe(200)
  })

  it('needs a good token within five seconds, and a user with a ticket module', async () => {
    const silent = await opened()
    const forged = await opened()
    forged.say({ type: 'hello', token: 'x.y.z', lastId: null })
    expect(await forged.closed).toBe(4401)
    const sales = await opened()
    sales.say({ type: 'hello', token: await server.tokenOf('M0001/sales'), lastId: null })
    expect(await sales.closed).toBe(4403)
    const began = performance.now()
    expect(await silent.closed).toBe(4401)
    expect(performance.now() - began).toBeLessThan(6_000)
    expect([...silent.messages, ...forged.messages, ...sales.messages]).toEqual([])
  })

  it('answers pings', async () => {
    const stream = await openStream(server, 'HQ/agent')
    stream.say({ type: 'ping' })
    await stream.heard(({ type }) => type === 'pong')
    await stream.close()
  })
})

describe('a message that is none', () => {
  const hello = async () => JSON.stringify({ type: 'hello', token: await server.tokenOf('HQ/agent'), lastId: null })

  it('closes the connection', async () => {
    const bad = ['', 'x', '[]', '{}', 'null', '{"type":"shout"}', '{"type":"watch","ticketNo":"1","typing":null}', '{"type":"watch","ticketNo":"2603000001","typing":"dance"}', '{"type":"ping","more":1}']
    for (const text of bad) {
      const stream = await openStream(server, 'HQ/agent')
      stream.socket.send(text)
      expect([text, await stream.closed]).toEqual([text, 4400])
    }
    const binary = await openStream(server, 'HQ/agent')
    binary.socket.send(Buffer.from('{"type":"ping"}'))
    expect(await binary.closed).toBe(4400)
  })

  it('is anything before hello, and a second hello', async () => {
    const early = await opened()
    early.say({ type: 'ping' })
    expect(await early.closed).toBe(4400)
    const twice = await openStream(server, 'HQ/agent')
    twice.socket.send(await hello())
    expect(await twice.closed).toBe(4400)
    const badId = await opened()
    badId.socket.send((await hello()).replace('null', '"-1"'))
    expect(await badId.closed).toBe(4400)
  })

  it('is too long beyond 16 KiB', async () => {
    const stream = await openStream(server, 'HQ/agent')
    stream.socket.send(`{"type":"ping","more":"${'x'.repeat(16 * 1024)}"}`)
    expect(await stream.closed).toBe(1009)
  })
})

describe('no connection outlives its session', () => {
  const PROMPTLY_MS = 2_000

  it('when the user signs out, on this server and on another', async () => {
    const { accessToken } = await signIn('mall')
    const streams = await Promise.all([openStream(server, '', { token: accessToken }), openStream(other, '', { token: accessToken })])
    const bystander = await openStream(server, 'M0001/mall')
    const began = performance.now()
    await createClient(fetchTransport(server.url, accessToken)).signOut()
    expect(await Promise.all(streams.map(({ closed }) => closed))).toEqual([4401, 4401])
    expect(performance.now() - began).toBeLessThan(PROMPTLY_MS)
    expect(bystander.socket.readyState).toBe(bystander.socket.OPEN)
    await bystander.close()
  })

  it('when the user is deactivated, or has no ticket module any more', async () => {
    const userId = await makeUser(server.database, server.world.M0001, 'leaving', ['service_contact'])
    const roleless = await makeUser(server.database, server.world.M0001, 'demoted', ['service_contact'])
    const [leaving, demoted] = [await openStream(other, '', { token: (await signIn('leaving')).accessToken }), await openStream(other, '', { token: (await signIn('demoted')).accessToken })]
    const began = performance.now()
    await updateRows(server.database.tables.users, { active: false }, { id: userId }, null)
    await server.database.tables.userRoles.model.destroy({ where: { userId: roleless } })
    expect(await Promise.all([leaving.closed, demoted.closed])).toEqual([4401, 4403])
    expect(performance.now() - began).toBeLessThan(PROMPTLY_MS)
  })

  it('hears nothing once its session is revoked, even of what happens at once', async () => {
    const { accessToken } = await signIn('mall2')
    const stream = await openStream(other, '', { token: accessToken })
    const { family } = (await findRow(server.database.tables.refreshTokens, { revokedAt: null }, { order: [['id', 'DESC']] }))!
    await updateRows(server.database.tables.refreshTokens, { revokedAt: server.clock.now() }, { family }, null)
    await vi.waitUntil(() => stream.socket.readyState !== stream.socket.OPEN, 3_000)
    const { no } = await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })
    expect(await stream.closed).toBe(4401)
    expect(stream.messages.filter((message) => 'ticketNo' in message && message.ticketNo === no)).toEqual([])
    // Its token opens no other.
    const again = await opened()
    again.say({ type: 'hello', token: accessToken, lastId: null })
    expect(await again.closed).toBe(4401)
  })

  it('when its token has expired, unless a newer one was sent', async () => {
    const session = await signIn('mall')
    const kept = await openStream(server, '', { token: session.accessToken })
    const expiring = await openStream(server, '', { token: session.accessToken })
    const start = server.clock.now()
    server.clock.advance(10 * 60_000)
    const renewed = await server.anonymous.refreshSession({ body: { refreshToken: session.refreshToken } })
    kept.say({ type: 'token', token: renewed.accessToken })
    kept.say({ type: 'ping' })
    await kept.heard(({ type }) => type === 'pong')
    server.clock.advance(5 * 60_000)
    expect(await expiring.closed).toBe(4401)
    expect(kept.socket.readyState).toBe(kept.socket.OPEN)
    server.clock.advance(10 * 60_000)
    expect(await kept.closed).toBe(4401)
    server.clock.set(start)
  })

  it('is not lent: another user\'s token, an older one or none does not prolong it', async () => {
    const [mine, theirs] = [await signIn('mall'), await signIn('mall2')]
    const stream = await openStream(server, '', { token: mine.accessToken })
    stream.say({ type: 'token', token: theirs.accessToken })
    expect(await stream.closed).toBe(4401)
    const bad = await openStream(server, '', { token: mine.accessToken })
    bad.say({ type: 'token', token: 'nothing' })
    expect(await bad.closed).toBe(4401)
  })
})
