import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { makeOrganisation, makeUser } from '../../support/factories.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client
let mall: Client
let no: string

beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
  mall = await server.as('M0001/mall')
  no = (await agent.createTicket({ body: ticketInput() })).no
})
afterAll(() => server.stop())

const send = async (path: string, body: unknown, account = 'M0001/mall', method = 'POST'): Promise<{ status: number; code: string; errors?: Record<string, string[]> }> => {
  const response = await server.request(`/api/v1${path}`, {
    method, headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await server.tokenOf(account)}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const answer = (await response.json()) as { code: string; errors?: Record<string, string[]> }
  return { ...answer, status: response.status }
}

describe('another organisation', () => {
  it('does not find the ticket, whatever it asks', async () => {
    for (const account of ['M0002/mall', 'M0003/mall', 'DEPT-N/dept', 'LINE-1/line']) {
      const stranger = await server.as(account)
      const calls: (() => Promise<unknown>)[] = [
        () => stranger.getTicket({ params: { no } }), () => stranger.getTicketLog({ params: { no } }), () => stranger.getTicketRecords({ params: { no } }),
        () => stranger.getTicketDeadlines({ params: { no } }), () => stranger.unmaskTicket({ params: { no } }), () => stranger.listCalls({ query: { ticketNo: no } }),
        () => stranger.operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: '好' } }),
        () => stranger.patchTicket({ params: { no }, body: { version: 1, level: '1' } }),
      ]
      for (const call of calls) expect(await problemOf(call()), account).toMatchObject({ status: 404, code: 'not_found' })
    }
  })

  it('gets 404 before its body is looked at', async () => {
    expect(await send(`/tickets/${no}/operations`, { operation: 'nonsense' }, 'M0002/mall')).toMatchObject({ status: 404 })
  })
})

describe('the order of checks', () => {
  it('says 422 to an unknown operation, an unknown field and missing text before anything else about the ticket', async () => {
    expect(await send(`/tickets/${no}/operations`, { operation: 'reopen', version: 99 })).toMatchObject({ status: 422, code: 'validation_failed' })
    expect(await send(`/tickets/${no}/operations`, { operation: 'reply', version: 99, content: '好', colour: 'red' })).toMatchObject({ status: 422, errors: { colour: ['unknown_field'] } })
    expect(await send(`/tickets/${no}/operations`, { operation: 'reply', version: 99, content: '   ' })).toMatchObject({ status: 422, errors: { content: ['required'] } })
    expect(await send(`/tickets/${no}/operations`, { operation: 'return', version: 99, content: '退', reasonCode: 'nobody_knows' })).toMatchObject({ status: 422, errors: { reasonCode: ['unknown'] } })
  })

  it('says stale before the table, the table before the actor, the actor before the guard', async () => {
    expect(await send(`/tickets/${no}/operations`, { operation: 'send_back', version: 99, content: '打回', reasonCode: 'other' })).toMatchObject({ status: 409, code: 'stale_version' })
    expect(await send(`/tickets/${no}/operations`, { operation: 'send_back', version: 1, content: '打回', reasonCode: 'other' })).toMatchObject({ status: 409, code: 'operation_not_allowed' })
    expect(await send(`/tickets/${no}/operations`, { operation: 'cancel', version: 1 })).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await send(`/tickets/${no}/operations`, { operation: 'approve_return' }, 'HQ/approver')).toMatchObject({ status: 409, code: 'operation_not_allowed' })
  })
})

describe('who may not', () => {
  it('has no token: 401; has no ticket module: 403; is an administrator: reads and operates nothing', async () => {
    expect((await server.request(`/api/v1/tickets/${no}`)).status).toBe(401)
    expect(await problemOf((await server.as('M0001/sales')).getTicket({ params: { no } }))).toMatchObject({ status: 403 })
    const admin = await server.as('HQ/admin')
    expect(await admin.getTicket({ params: { no } })).toMatchObject({ allowedOperations: [], editable: 'none', customer: { phonesMasked: true, phones: ['139****2671'] } })
    expect(await problemOf(admin.operateTicket({ params: { no }, body: { operation: 'cancel', version: 1 } }))).toMatchObject({ status: 403 })
    expect(await problemOf(admin.createTicket({ body: ticketInput() }))).toMatchObject({ status: 403 })
    expect(await problemOf(mall.createTicket({ body: ticketInput() }))).toMatchObject({ status: 403 })
  })

  it('is limited to other ticket types: reads, and may not operate or create', async () => {
    await makeUser(server.database, server.world.HQ, 'service-manager', ['service_manager'], { ticketTypes: ['service'] })
    const manager = await server.as('HQ/service-manager')
    expect((await manager.getTicket({ params: { no } })).allowedOperations).toEqual([])
    expect(await problemOf(manager.operateTicket({ params: { no }, body: { operation: 'cancel', version: 1 } }))).toMatchObject({ status: 403 })
    expect(await problemOf(manager.createTicket({ body: ticketInput() }))).toMatchObject({ status: 403 })
    expect((await manager.createTicket({ body: ticketInput({ type: 'service', level: 'A' }) })).type).toBe('service')
  })
})

describe('a request that names what is not there', () => {
  it.each([
    ['an unknown mall', { mallCode: 'M9999' }, { mallCode: ['unknown'] }],
    ['a department as mall', { mallCode: 'DEPT-S' }, { mallCode: ['unknown'] }],
    ['no destination', { mallCode: null }, { mallCode: ['required'] }],
    ['mall and head office at once', { headOffice: { reason: 'no_mall' as const, departmentCode: 'DEPT-S' } }, { headOffice: ['mall_or_head_office'] }],
    ['a mall as department of head office', { mallCode: null, headOffice: { reason: 'no_mall' as const, departmentCode: 'M0001' } }, { 'headOffice.departmentCode': ['unknown'] }],
    ['a level of another type', { level: 'A' as const }, { level: ['level_does_not_fit'] }],
    ['an unknown customer', { customer: { id: '999999' } }, { 'customer.id': ['unknown'] }],
    ['a phone that is none', { customer: { name: '甲', phones: ['abc'], type: 'individual' as const } }, { 'customer.phones': ['invalid_phone'] }],
    ['an unknown call', { callId: '999999' }, { callId: ['unknown'] }],
    ['an unknown assistant', { assistants: ['LINE-9'] }, { assistants: ['unknown'] }],
    ['a mall as responsible party', { responsibleParty: 'M0001' }, { responsibleParty: ['unknown'] }],
    ['a ticket to follow that is not there', { followUpOf: '2603999999' }, { followUpOf: ['unknown'] }],
    ['a cause that is not there', { feedback: { content: '坏', channel: 'phone' as const, calledAt: '2026-03-04T02:00:00Z', causeCode: 'nothing' } }, { 'feedback.causeCode': ['unknown'] }],
    ['an attachment of nobody', { feedback: { content: '坏', channel: 'phone' as const, calledAt: '2026-03-04T02:00:00Z', attachmentIds: ['6f6f7f70-52f1-4b4c-9a3f-3f0c5f9d1a11'] } }, { 'feedback.attachmentIds': ['unknown'] }],
  ])('%s', async (_what, more, errors) => {
    expect(await problemOf(agent.createTicket({ body: ticketInput(more) }))).toMatchObject({ status: 422, code: 'validation_failed', errors })
  })

  it('a ticket to follow that is still open', async () => {
    expect(await problemOf(agent.createTicket({ body: ticketInput({ followUpOf: no }) }))).toMatchObject({ status: 422, errors: { followUpOf: ['not_closed'] } })
  })

  it('a mall that is out of business can be kept in a draft but not be submitted to', async () => {
    await makeOrganisation(server.database, 'mall', 'M0901', { status: 'eliminated', departmentId: server.world['DEPT-S'] })
    expect(await problemOf(agent.createTicket({ body: ticketInput({ mallCode: 'M0901' }) }))).toMatchObject({ status: 422, errors: { mallCode: ['mall_not_active'] } })
    const draft = await agent.createTicket({ body: ticketInput({ mallCode: 'M0901', submit: false }) })
    expect(draft.state).toBe('pending_submission')
    expect(await problemOf(agent.operateTicket({ params: { no: draft.no }, body: { operation: 'submit', version: 1 } }))).toMatchObject({ status: 422, errors: { mallCode: ['mall_not_active'] } })
  })

  it('a draft without a destination cannot be submitted: the guard says so', async () => {
    const draft = await agent.createTicket({ body: ticketInput({ mallCode: null, submit: false }) })
    expect(await problemOf(agent.operateTicket({ params: { no: draft.no }, body: { operation: 'submit', version: 1 } }))).toMatchObject({ status: 409, code: 'operation_not_allowed', guards: ['destination_set'] })
  })
})

describe('a body', () => {
  it('of 2 MiB is too large', async () => {
    expect(await send('/tickets', ticketInput({ feedback: { content: 'x'.repeat(2 * 1024 * 1024), channel: 'phone', calledAt: '2026-03-04T02:00:00Z' } }), 'HQ/agent')).toMatchObject({ status: 413, code: 'too_large' })
  })
})

describe('a draft', () => {
  it('is seen by nobody outside the call center', async () => {
    const draft = await agent.createTicket({ body: ticketInput({ submit: false, assistants: ['LINE-1'] }) })
    for (const account of ['M0001/mall', 'DEPT-S/dept', 'LINE-1/line']) {
      expect(await problemOf((await server.as(account)).getTicket({ params: { no: draft.no } })), account).toMatchObject({ status: 404 })
    }
    const submitted = await agent.operateTicket({ params: { no: draft.no }, body: { operation: 'submit', version: 1 } })
    expect(submitted.state).toBe('unreplied')
    expect((await (await server.as('LINE-1/line')).getTicket({ params: { no: draft.no } })).allowedOperations).toEqual(['assist_reply'])
  })
})
