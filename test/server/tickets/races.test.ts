import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { findRows } from '#server/database/database.ts'
import { ProblemError, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client

beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterAll(() => server.stop())

const outcomeOf = async (call: Promise<Ticket>): Promise<Ticket | ProblemError> => call.catch((error: unknown) => {
  if (error instanceof ProblemError) return error
  throw error
})

describe('two users who act on one ticket at the same version at the same moment', () => {
  it('leave exactly one winner in each of 200 rounds, and the other learns the present ticket', async () => {
    const [mall, mall2] = [await server.as('M0001/mall'), await server.as('M0001/mall2')]
    const { no, ...made } = await agent.createTicket({ body: ticketInput({ type: 'service', level: 'C' }) })
    let { version } = made
    for (let round = 1; round <= 200; round++) {
      const body = (who: string) => ({ operation: 'reply' as const, version, content: `${who} ${round}` })
      const outcomes = await Promise.all([
        outcomeOf(mall.operateTicket({ params: { no }, body: body('mall') })), outcomeOf(mall2.operateTicket({ params: { no }, body: body('mall2') })),
      ])
      const won = outcomes.filter((outcome) => !(outcome instanceof ProblemError)) as Ticket[]
      const lost = outcomes.filter((outcome) => outcome instanceof ProblemError)
      expect(won).toHaveLength(1)
      expect(lost[0]).toMatchObject({ status: 409, problem: { code: 'stale_version', current: { no, version: version + 1, state: 'replied' } } })
      version = won[0]!.version
    }
    const records = (await agent.getTicketRecords({ params: { no } })).items
    expect(records.filter(({ operation }) => operation === 'reply')).toHaveLength(200)
    expect((await agent.getTicketLog({ params: { no } })).items).toHaveLength(201)
  })
})

describe('an Idempotency-Key', () => {
  const post = async (key: string, body: unknown, path = '/api/v1/tickets'): Promise<Response> =>
    server.request(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await server.tokenOf('HQ/agent')}`, 'Idempotency-Key': key }, body: JSON.stringify(body),
    })

  it('makes one ticket of 50 equal requests at once, and 50 equal answers', async () => {
    const [key, body] = [randomUUID(), ticketInput({ customer: { name: '五十次', phones: ['13912340050'], type: 'individual' } })]
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(key, body)))
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(201))
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(texts).size).toBe(1)
    expect(await findRows(server.database.tables.tickets, { customerName: '五十次' })).toHaveLength(1)
    expect(await findRows(server.database.tables.customers, { name: '五十次' })).toHaveLength(1)
  })

  it('answers an operation again after the ticket has moved on, before any other check', async () => {
    const { no, version } = await agent.createTicket({ body: ticketInput() })
    const key = randomUUID()
    const body = { operation: 'cancel', version, content: '误建。' }
    const first = await post(key, body, `/api/v1/tickets/${no}/operations`)
    const again = await post(key, body, `/api/v1/tickets/${no}/operations`)
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.headers.get('Idempotent-Replayed')).toBe('true')
    expect(await again.json()).toEqual(await first.json())
  })

  it('gives equal operations at the same moment one effect and equal answers', async () => {
    const { no, version } = await agent.createTicket({ body: ticketInput() })
    const key = randomUUID()
    const body = { operation: 'feedback', version, content: '又来电。', channel: 'phone' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(key, body, `/api/v1/tickets/${no}/operations`)))
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
    expect((await agent.getTicket({ params: { no } })).feedbackCount).toBe(2)
  })

  it('is refused with another body, and free for another user', async () => {
    const key = randomUUID()
    expect((await post(key, ticketInput())).status).toBe(201)
    const other = await post(key, ticketInput({ level: '3' }))
    expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([409, 'idempotency_conflict'])
    const second = await server.request('/api/v1/tickets', {
      method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await server.tokenOf('HQ/agent2')}`, 'Idempotency-Key': key }, body: JSON.stringify(ticketInput()),
    })
    expect(second.status).toBe(201)
  })

  it('keeps no refusal: the mended request goes through under the same key', async () => {
    const key = randomUUID()
    expect((await post(key, ticketInput({ mallCode: 'M9999' }))).status).toBe(422)
    expect((await post(key, ticketInput())).status).toBe(201)
  })
})
