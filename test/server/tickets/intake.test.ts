import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRow, updateRows } from '#server/database/database.ts'
import { createApiKey } from '#server/session/apiKeys.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'

let server: TestServer
let key: string

beforeAll(async () => {
  server = await startTestServer()
  key = await createApiKey(server.database, '会员小程序', server.clock.now())
})
afterAll(() => server.stop())

const REPORT = { customer: { name: '沈若兰', phones: ['139 0000 2671'], type: 'individual' }, content: '餐边柜的门关不上，想约师傅。' }

const send = async (body: unknown, authorization = `ApiKey ${key}`, headers: Record<string, string> = {}) => {
  const response = await server.request('/api/v1/intake', {
    method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: authorization, ...headers }, body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as { no?: string; code?: string; errors?: Record<string, string[]> } }
}

describe('a customer\'s own report through another program', () => {
  it('waits for the call center as a service ticket without level', async () => {
    const { status, body } = await send(REPORT)
    expect(status).toBe(201)
    const agent = await server.as('HQ/agent')
    const ticket = await agent.getTicket({ params: { no: body.no! } })
    expect(ticket).toMatchObject({
      state: 'pending_submission', type: 'service', level: 'none', source: 'self_service', feedbackCount: 1, replyDueAt: null, createdBy: { name: '会员小程序' },
      customer: { phones: ['13900002671'] }, allowedOperations: expect.arrayContaining(['feedback', 'cancel']),
    })
    expect((await agent.getTicketLog({ params: { no: body.no! } })).items).toMatchObject([{ operation: 'intake', role: 'customer', source: 'api', byName: '会员小程序' }])
    expect((await agent.getTicketRecords({ params: { no: body.no! } })).items).toMatchObject([{ operation: 'feedback', channel: 'self_service', content: REPORT.content }])
    const submitted = await agent.operateTicket({ params: { no: body.no! }, body: { operation: 'submit', version: 1, mallCode: 'M0001' } })
    expect(submitted.state).toBe('unreplied')
  })

  it('is made once however often it is sent with one key, and may be a complaint', async () => {
    const again = { 'Idempotency-Key': randomUUID() }
    const [one, two] = [await send({ ...REPORT, type: 'complaint' }, undefined, again), await send({ ...REPORT, type: 'complaint' }, undefined, again)]
    expect(two).toEqual(one)
  })

  it('is refused without a key, with a wrong or a revoked one, and with a person\'s token', async () => {
    const revoked = await createApiKey(server.database, '旧程序', server.clock.now())
    await updateRows(server.database.tables.apiKeys, { revokedAt: server.clock.now() }, { name: '旧程序' }, null)
    for (const authorization of ['', 'ApiKey nothing-that-was-ever-made-here', `ApiKey ${revoked}`, `Bearer ${await server.tokenOf('HQ/agent')}`]) {
      expect(await send(REPORT, authorization), authorization.slice(0, 8)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
    }
  })

  it('says what is wrong with it', async () => {
    expect(await send({ ...REPORT, content: ' ' })).toMatchObject({ status: 422, body: { errors: { content: ['required'] } } })
    expect(await send({ ...REPORT, customer: { ...REPORT.customer, phones: ['abc'] } })).toMatchObject({ status: 422, body: { errors: { 'customer.phones': ['invalid_phone'] } } })
    expect(await send({ ...REPORT, mallCode: 'M0001' })).toMatchObject({ status: 422, body: { errors: { mallCode: ['unknown_field'] } } })
  })

  it('opens nothing else to the program, nor can anybody sign in as it', async () => {
    expect((await server.request('/api/v1/tickets/counts', { headers: { Authorization: `ApiKey ${key}` } })).status).toBe(401)
    expect(await problemOf(server.anonymous.signIn({ body: { orgCode: 'HQ', account: 'api:会员小程序', password: '!' } }))).toMatchObject({ status: 401 })
    expect((await findRow(server.database.tables.apiKeys, { name: '会员小程序' }))?.keyHash).not.toContain(key)
  })
})
