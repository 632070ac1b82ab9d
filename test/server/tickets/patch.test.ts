import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client

beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterAll(() => server.stop())

describe('PATCH of a ticket', () => {
  it('changes what is named, leaves the rest, moves no deadline, and is logged with its fields', async () => {
    const before = await agent.createTicket({ body: ticketInput({ product: { brand: '序居', category: '门板' } }) })
    server.clock.advance(60_000)
    const after = await agent.patchTicket({
      params: { no: before.no },
      body: { version: 1, level: '1', customer: { name: '沈若澜', phones: ['0755-8888 0001', '13900002671'] }, causeCode: 'quality', responsibleParty: 'LINE-1', assistants: ['LINE-1'] },
    })
    expect(after).toMatchObject({
      version: 2, level: '1', causeCode: 'quality', responsibleParty: 'LINE-1', assistants: ['LINE-1'], product: { brand: '序居', category: '门板' },
      customer: { name: '沈若澜', phones: ['075588880001', '13900002671'], city: '澜州市', address: '滨河路 18 号' },
      replyDueAt: before.replyDueAt, resolveDueAt: before.resolveDueAt, visitAt: before.visitAt,
    })
    expect((await agent.queryTickets({ body: { tab: 'all', conditions: [{ field: 'customer.phones', op: 'eq', value: '0755-88880001' }] } })).items).toHaveLength(1)
    const [entry] = (await agent.getTicketLog({ params: { no: before.no } })).items
    expect(entry).toMatchObject({ operation: 'patch', changes: { level: { before: '2', after: '1' }, customerName: { before: '沈若兰', after: '沈若澜' }, assistants: { before: [], after: ['LINE-1'] } } })
  })

  it('lets the department name assistants and nothing else, and the mall nothing', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const dept = await server.as('DEPT-S/dept')
    expect(await problemOf(dept.patchTicket({ params: { no }, body: { version: 1, level: '1' } }))).toMatchObject({ status: 403 })
    expect((await dept.patchTicket({ params: { no }, body: { version: 1, assistants: ['LINE-1'] } })).assistants).toEqual(['LINE-1'])
    expect(await problemOf((await server.as('M0001/mall')).patchTicket({ params: { no }, body: { version: 2, assistants: [] } }))).toMatchObject({ status: 403 })
  })

  it('changes type and mall only while the ticket waits for submission, and nothing once it has ended', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    expect(await problemOf(agent.patchTicket({ params: { no }, body: { version: 1, type: 'service' } }))).toMatchObject({ status: 409, code: 'operation_not_allowed' })
    const draft = await agent.createTicket({ body: ticketInput({ submit: false, mallCode: null }) })
    const patched = await agent.patchTicket({ params: { no: draft.no }, body: { version: 1, type: 'service', mallCode: 'M0002' } })
    expect(patched).toMatchObject({ type: 'service', level: 'none', mall: { code: 'M0002' } })
    await agent.operateTicket({ params: { no }, body: { operation: 'cancel', version: 1 } })
    expect(await problemOf(agent.patchTicket({ params: { no }, body: { version: 2, level: '1' } }))).toMatchObject({ status: 409 })
  })

  it('takes away of the destination only what null names, and puts one in the place of the other', async () => {
    const { no } = await agent.createTicket({ body: ticketInput({ submit: false }) })
    const kept = await agent.patchTicket({ params: { no }, body: { version: 1, headOffice: null } })
    expect(kept).toMatchObject({ mall: { code: 'M0001' }, headOffice: null })
    const moved = await agent.patchTicket({ params: { no }, body: { version: 2, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } } })
    expect(moved).toMatchObject({ mall: null, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } })
    expect(await agent.patchTicket({ params: { no }, body: { version: 3, mallCode: null } })).toMatchObject({ mall: null, headOffice: { reason: 'no_mall' } })
    expect(await agent.patchTicket({ params: { no }, body: { version: 4, headOffice: null } })).toMatchObject({ mall: null, headOffice: null })
  })

  it('refuses a stale version with the present ticket', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    await agent.patchTicket({ params: { no }, body: { version: 1, level: '3' } })
    expect(await problemOf(agent.patchTicket({ params: { no }, body: { version: 1, level: '4' } }))).toMatchObject({ status: 409, code: 'stale_version', current: { no, version: 2, level: '3' } })
  })
})

describe('unmasking', () => {
  it('shows the department the full numbers and leaves a log entry', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const dept = await server.as('DEPT-S/dept')
    expect((await dept.getTicket({ params: { no } })).customer).toMatchObject({ phonesMasked: true, phones: ['139****2671'] })
    expect(await dept.unmaskTicket({ params: { no } })).toEqual({ phones: ['13900002671'] })
    expect((await agent.getTicketLog({ params: { no } })).items[0]).toMatchObject({ operation: 'unmask', role: 'dept', byName: '用户 dept' })
  })
})
