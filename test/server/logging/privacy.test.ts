import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEST_PASSWORD } from '#test/support/factories.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
beforeAll(async () => { server = await startTestServer() })
afterAll(() => server.stop())

interface Line { msg: string; level: number; route?: string; status?: number; userId?: number; requestId?: string; ms?: number; method?: string }
const lines = (): Line[] => server.logLines.map((line) => JSON.parse(line) as Line)

test('a log line names route, status, time, request and user, and no log line holds personal data', async () => {
  const agent = await server.as('HQ/agent')
  const customer = await agent.createCustomer({ body: { name: '欧阳特别名', phones: ['139-0000-2671'], type: 'individual', address: '幸福路十七号' } })
  await agent.searchCustomers({ query: { phone: '13900002671' } })
  await agent.searchCustomers({ query: { q: '欧阳特别名' } })
  await problemOf(agent.createCustomer({ body: { name: '欧阳特别名', phones: ['nobody@example.com'], type: 'individual' } }))
  await problemOf(server.anonymous.signIn({ body: { orgCode: 'HQ', account: 'agent', password: 'wrong-secret-word' } }))
  const token = await server.tokenOf('HQ/agent')
  const all = server.logLines.join('\n')
  for (const secret of ['欧阳特别名', '13900002671', '139-0000-2671', '幸福路', 'nobody@', 'wrong-secret-word', TEST_PASSWORD, token, token.split('.')[2]!]) expect(all).not.toContain(secret)
  const creation = lines().find(({ route, status }) => route === '/api/v1/customers' && status === 201)
  expect(creation).toMatchObject({ msg: 'request', method: 'POST', userId: expect.any(Number), requestId: expect.any(String), ms: expect.any(Number) })
  expect(customer.phones).toEqual(['13900002671'])
})

test('a fault that nobody expected is 500 with the request id; its log line has the stack and no values of the statement', async () => {
  const agent = await server.as('HQ/agent')
  await server.database.sequelize.query('ALTER TABLE customer_phones MODIFY position INT NOT NULL CHECK (position < 0)')
  const problem = await problemOf(agent.createCustomer({ body: { name: '诸葛秘密名', phones: ['13700009999'], type: 'individual' } }))
  await server.database.sequelize.query('ALTER TABLE customer_phones MODIFY position INT NOT NULL')
  expect(problem).toMatchObject({ status: 500, code: 'internal_error' })
  expect(problem.detail).toBeUndefined()
  const line = server.logLines.find((text) => text.includes(problem.instance!) && text.includes('request failed'))
  expect(line).toBeDefined()
  expect(JSON.parse(line!)).toMatchObject({ level: 50, error: { stack: expect.arrayContaining([expect.stringContaining('createCustomer')]) } })
  expect(server.logLines.join('\n')).not.toMatch(/诸葛秘密名|13700009999|INSERT/)
})
