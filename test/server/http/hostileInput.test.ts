import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TicketQueryInput } from '#shared/contract/query.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

let server: TestServer
let token: string
let no: string
beforeAll(async () => {
  server = await startTestServer()
  token = await server.tokenOf('HQ/agent')
  no = (await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })).no
})
afterAll(() => server.stop())

/** What breaks SQL that is put together by hand, and what a database of another character set cannot hold. */
const HOSTILE = [
  "'", '"', '\\', "\\'", "' OR '1'='1", "') OR SLEEP(3)#", '?', '??', ':ids', '$1', '%', '_', '\0', '\ud800', "\udc00'", "\u00bf' OR 1=1 #", '\u202e',
  '😀'.repeat(10), '汉'.repeat(40), 'ＡＢ＇', 'ﷺ'.repeat(40), '/*!50000 SELECT*/', '; DROP TABLE tickets;--', '=HYPERLINK("http://x")',
]

const post = async (path: string, body: unknown): Promise<{ status: number; body: { errors?: Record<string, string[]>; total?: number } }> => {
  const response = await server.request(`/api/v1${path}`, {
    method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() as { errors?: Record<string, string[]>; total?: number } }
}
const query = (more: object): ReturnType<typeof post> => post('/tickets/query', { tab: 'all', ...more })

describe('hostile texts', () => {
  test.each(['no', 'causeCode', 'followUpOf', 'customer.name', 'customer.phones', 'mall.code', 'assistants', 'responsibleParty', 'latestFeedback', 'text', 'parties'])(
    'as a value of %s are compared or refused, and find nothing', async (field) => {
      for (const value of HOSTILE) {
        for (const op of ['eq', 'in', 'contains', 'starts_with']) {
          const { status, body } = await query({ conditions: [{ field, op, value: op === 'in' ? [value] : value }] })
          expect([field, op, value, status]).toEqual([field, op, value, status === 422 ? 422 : 200])
          // A number without digits is a condition that holds everything.
          if (status === 200 && field !== 'customer.phones') expect([field, op, value, body.total]).toEqual([field, op, value, 0])
        }
      }
    })

  test('as codes are refused', async () => {
    for (const value of HOSTILE) {
      const { feedback } = ticketInput()
      expect((await post('/tickets', ticketInput({ feedback: { ...feedback, causeCode: value } }))).body.errors).toHaveProperty(['feedback.causeCode'])
      expect((await post(`/tickets/${no}/operations`, { operation: 'feedback', version: 1, content: '说', channel: 'phone', reasonCode: value })).body.errors).toHaveProperty('reasonCode')
    }
  })

  test('of the full length fit the database', async () => {
    for (const fill of ['汉', '\u0001', '\0', '\ud800', 'ﷺ']) {
      const { status } = await post('/tickets', ticketInput({
        customer: { name: fill === '\u0001' || fill === '汉' ? fill.repeat(100) : `x${fill.repeat(98)}x`, phones: ['13900002671'], type: 'individual', address: fill.repeat(255), city: fill.repeat(40), contractNo: fill.repeat(60) },
        feedback: { content: fill.repeat(5000), channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' },
      }))
      expect([fill, status]).toEqual([fill, 201])
    }
  })
})

describe('a cursor that the server did not make', () => {
  const sorts: TicketQueryInput['sort'][] = [undefined, { field: 'no', direction: 'asc' }, { field: 'feedbackCount', direction: 'desc' }, { field: 'closedAt', direction: 'asc' }]
  test.each([['9999-99-99T00:00:00Z'], ['2026-01-01Tx'], ['+010000-01-01T00:00:00Z'], ['汉'], ['x'], [1.5], [1e308], [{}]])('with %j is refused', async (value) => {
    for (const sort of sorts) {
      const cursor = Buffer.from(JSON.stringify([value, 5])).toString('base64url')
      expect([sort?.field, (await query({ cursor, ...(sort ? { sort } : {}) })).status]).toEqual([sort?.field, 422])
    }
  })
})

test.each(['9999-12-31T23:59:59-10:00', '0000-01-01T00:00:00+10:00', '3000-01-01T00:00:00Z'])('an instant that no database holds is refused: %s', async (calledAt) => {
  expect((await post('/tickets', ticketInput({ feedback: { content: '说', channel: 'phone', calledAt } }))).body.errors).toEqual({ 'feedback.calledAt': ['invalid_value'] })
  expect((await query({ conditions: [{ field: 'createdAt', op: 'gt', value: calledAt }] })).status).toBe(422)
})

describe('full phone numbers', () => {
  const phone = '13912340987'
  test.each([['HQ/agent', true], ['M0001/mall', true], ['HQ/admin', false], ['DEPT-S/dept', false], ['LINE-1/line', false]])('%s sees them anywhere: %s', async (account, full) => {
    const agent = await server.as('HQ/agent')
    const made = await agent.createTicket({ body: ticketInput({ customer: { name: '沈', phones: [phone], type: 'individual' }, assistants: ['LINE-1'] }) })
    await agent.patchTicket({ params: { no: made.no }, body: { version: made.version, customer: { phones: [phone, '13912340988'] } } })
    const bearer = { headers: { Authorization: `Bearer ${await server.tokenOf(account)}` } }
    const paths = [`/tickets/${made.no}`, `/tickets/${made.no}/log`, `/tickets/${made.no}/records`, `/calls?ticketNo=${made.no}`,
      `/calls?customerId=${made.customer.id}`, `/customers/${made.customer.id}`, `/customers?phone=${phone}`]
    const texts = await Promise.all(paths.map(async (path) => (await server.request(`/api/v1${path}`, bearer)).text()))
    expect(texts.some((text) => text.includes(phone))).toBe(full)
    expect(texts[1]).toContain('phones')
    if (!full) expect(texts[1]).toContain('139****0987')
  })
})
