import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import { makeUser, TEST_PASSWORD } from '#test/support/factories.ts'
import { fetchTransport, problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
beforeAll(async () => { server = await startTestServer() })
afterAll(() => server.stop())

const signIn = (orgCode: string, account: string, password = TEST_PASSWORD) => server.anonymous.signIn({ body: { orgCode, account, password } })
const withToken = (token: string) => createClient(fetchTransport(server.url, token))

describe('signing in', () => {
  test('gives tokens, their end and the user with organisation, roles and permissions', async () => {
    const session = await signIn('HQ', 'agent')
    expect(Date.parse(session.expiresAt) - server.clock.now().getTime()).toBe(15 * 60_000)
    expect(session.user).toMatchObject({
      account: 'agent', organisation: { code: 'HQ', kind: 'hq' }, roles: ['agent'], ticketTypes: null,
      permissions: ['tickets.read', 'tickets.create', 'customers.read', 'customers.write', 'calls.read', 'surveys.read'],
    })
    expect(await withToken(session.accessToken).getMe()).toEqual(session.user)
  })

  test('says the same for an unknown organisation, an unknown account, a wrong password and an account that is not active', async () => {
    await makeUser(server.database, server.world.M0002, 'gone', ['mall_admin'], { active: false })
    const problems = await Promise.all([
      problemOf(signIn('NOWHERE', 'agent')), problemOf(signIn('HQ', 'nobody')), problemOf(signIn('HQ', 'agent2', 'wrong')), problemOf(signIn('M0002', 'gone')),
    ])
    for (const { status, code, title, detail } of problems) expect({ status, code, title, detail }).toEqual({ status: 401, code: 'unauthenticated', title: '请先登录', detail: undefined })
  })

  test('is refused for a while after ten wrong passwords, the right one included; other accounts go on', async () => {
    for (let tries = 0; tries < 10; tries++) expect((await problemOf(signIn('M0003', 'mall', 'wrong'))).status).toBe(401)
    const limited = await problemOf(signIn('M0003', 'mall'))
    expect(limited).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(60)
    // Spellings that the database takes for the same account share its count.
    for (const spelling of ['MALL', 'máll', 'ｍａｌｌ']) expect((await problemOf(signIn('M0003', spelling))).status).toBe(429)
    await expect(signIn('M0001', 'mall')).resolves.toBeDefined()
  })

  test('many guesses at once do not learn which of them was right', async () => {
    await makeUser(server.database, server.world.M0002, 'guessed', ['mall_admin'])
    const guesses = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => signIn('M0002', 'guessed', index === 29 ? TEST_PASSWORD : `wrong ${index}`)))
    expect(guesses.filter(({ status }) => status === 'fulfilled')).toHaveLength(0)
  })

  test('a user of a mall without any of the three roles gets in, sees himself and nothing else', async () => {
    const sales = await server.as('M0001/sales')
    expect(await sales.getMe()).toMatchObject({ account: 'sales', roles: [], permissions: [] })
    const problems = await Promise.all([
      sales.listCauses(), sales.queryTickets({ body: { tab: 'all' } }), sales.getTicket({ params: { no: '2603000001' } }), sales.searchCustomers({ query: { q: '王' } }),
    ].map(problemOf))
    for (const problem of problems) expect(problem).toMatchObject({ status: 403, code: 'forbidden' })
  })
})

describe('refresh tokens', () => {
  test('rotate: each is exchanged once for the next', async () => {
    const first = await signIn('HQ', 'agent')
    const second = await server.anonymous.refreshSession({ body: { refreshToken: first.refreshToken } })
    expect(second.refreshToken).not.toBe(first.refreshToken)
    const third = await server.anonymous.refreshSession({ body: { refreshToken: second.refreshToken } })
    expect(third.user.account).toBe('agent')
  })

  test('one used twice ends its whole family, access tokens included, and no other session', async () => {
    const bystander = await signIn('HQ', 'approver')
    const first = await signIn('HQ', 'approver')
    const second = await server.anonymous.refreshSession({ body: { refreshToken: first.refreshToken } })
    await withToken(second.accessToken).getMe()
    expect(await problemOf(server.anonymous.refreshSession({ body: { refreshToken: first.refreshToken } }))).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect((await problemOf(server.anonymous.refreshSession({ body: { refreshToken: second.refreshToken } }))).status).toBe(401)
    expect((await problemOf(withToken(second.accessToken).getMe())).status).toBe(401)
    expect((await withToken(bystander.accessToken).getMe()).account).toBe('approver')
  })

  test('of twenty exchanges of one token at the same moment at most one succeeds', async () => {
    const { refreshToken } = await signIn('HQ', 'surveyor')
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => server.anonymous.refreshSession({ body: { refreshToken } })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('are kept as hashes alone', async () => {
    const { refreshToken } = await signIn('HQ', 'agent')
    const [rows] = await server.database.sequelize.query('SELECT * FROM refresh_tokens')
    expect(JSON.stringify(rows)).not.toContain(refreshToken)
  })

  test('end after thirty days', async () => {
    const { refreshToken } = await signIn('HQ', 'agent')
    const now = server.clock.now()
    server.clock.advance(30 * 24 * 3_600_000)
    expect((await problemOf(server.anonymous.refreshSession({ body: { refreshToken } }))).status).toBe(401)
    server.clock.set(now)
    await expect(server.anonymous.refreshSession({ body: { refreshToken } })).resolves.toBeDefined()
  })
})

describe('access tokens', () => {
  test('end after fifteen minutes', async () => {
    const { accessToken } = await signIn('HQ', 'agent')
    const now = server.clock.now()
    server.clock.advance(15 * 60_000 - 1000)
    await withToken(accessToken).getMe()
    server.clock.advance(1000)
    expect((await problemOf(withToken(accessToken).getMe())).status).toBe(401)
    server.clock.set(now)
  })

  test('are refused when forged, unsigned or cut', async () => {
    const { accessToken } = await signIn('HQ', 'agent')
    const [header, payload, signature] = accessToken.split('.')
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    const admin = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload!, 'base64url').toString()), sub: '5' })).toString('base64url')
    for (const token of [`${unsigned}.${payload}.`, `${header}.${admin}.${signature}`, `${header}.${payload}`, 'x', '']) {
      expect((await problemOf(withToken(token).getMe())).status).toBe(401)
    }
  })

  test('are refused at once after signing out, and the refresh token too', async () => {
    const session = await signIn('M0001', 'mall')
    const client = withToken(session.accessToken)
    await client.getMe()
    await client.signOut()
    expect((await problemOf(client.getMe())).status).toBe(401)
    expect((await problemOf(server.anonymous.refreshSession({ body: { refreshToken: session.refreshToken } }))).status).toBe(401)
  })
})
