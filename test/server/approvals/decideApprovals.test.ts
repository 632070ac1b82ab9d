import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { makeUser } from '../../support/factories.ts'
import { askOnNewTicket, type Asked } from '../../support/requests.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

const START = '2026-03-04T02:00:00Z'
const NO_SUCH_REQUEST = '999999'

let server: TestServer
let agent: Client
let approver: Client
let mall: Client
let dept: Client

beforeAll(async () => {
  server = await startTestServer({ now: START })
  agent = await server.as('HQ/agent')
  approver = await server.as('HQ/approver')
  mall = await server.as('M0001/mall')
  dept = await server.as('DEPT-S/dept')
})
beforeEach(() => server.clock.set(START))
afterAll(() => server.stop())

const ask = (kind: RequestKind): Promise<Asked> => askOnNewTicket(agent, mall, kind, { now: server.clock.now() })
const logOf = async (no: string) => (await agent.getTicketLog({ params: { no } })).items.map(({ operation }) => operation)
const eventsOf = async (no: string, kind: 'return_decided' | 'visit_decided' | 'closure_decided') => {
  const ticket = await findRow(server.database.tables.tickets, { no })
  return findRows(server.database.tables.events, { ticketId: ticket!.id, kind })
}
const refused = (id: string, ticketNo: string | null, code: string, errors: Record<string, string[]> | null = null) => ({ id, ticketNo, outcome: 'refused', code, errors, state: null })
const decided = ({ id, no }: Asked, state: string) => ({ id, ticketNo: no, outcome: 'decided', code: null, errors: null, state })

describe('several decisions at once', () => {
  it('are made each on its own: what is refused holds up nothing', async () => {
    const [gone, wordless, visit, closure, ended] = [await ask('return'), await ask('return'), await ask('visit'), await ask('closure'), await ask('return')]
    await agent.operateTicket({ params: { no: ended.no }, body: { operation: 'cancel', version: 2, content: '误建。' } })
    const visitAt = new Date(Date.parse(START) + 60 * 86_400_000).toISOString()
    const { results } = await approver.decideApprovals({
      body: {
        decisions: [
          { id: gone.id, decision: 'approve', comment: null }, { id: wordless.id, decision: 'reject', comment: '  ' }, { id: NO_SUCH_REQUEST, decision: 'approve', comment: null },
          { id: visit.id, decision: 'approve', comment: '可以晚一些。', visitAt }, { id: ended.id, decision: 'approve', comment: null }, { id: closure.id, decision: 'reject', comment: '没修好。' },
        ],
      },
    })
    expect(results).toEqual([
      decided(gone, 'pending_submission'), refused(wordless.id, wordless.no, 'validation_failed', { comment: ['required'] }), refused(NO_SUCH_REQUEST, null, 'not_found'),
      decided(visit, 'unreplied'), refused(ended.id, ended.no, 'operation_not_allowed'), decided(closure, 'unreplied'),
    ])
    expect(await agent.getTicket({ params: { no: visit.no } })).toMatchObject({ visitAt, pendingRequests: [] })
    expect(await agent.getTicket({ params: { no: wordless.no } })).toMatchObject({ state: 'replied', pendingRequests: [{ id: wordless.id }] })
    expect((await agent.getTicketRecords({ params: { no: closure.no } })).items[0]).toMatchObject({ operation: 'reject_closure', content: '没修好。', byName: '用户 approver' })
  })

  it('take a visit date for visits alone, and none that has passed', async () => {
    const [first, second] = [await ask('return'), await ask('visit')]
    const { results } = await approver.decideApprovals({
      body: {
        decisions: [
          { id: first.id, decision: 'approve', comment: null, visitAt: '2026-06-01T00:00:00Z' }, { id: second.id, decision: 'approve', comment: null, visitAt: '2026-01-01T00:00:00Z' },
        ],
      },
    })
    expect(results).toEqual([refused(first.id, first.no, 'validation_failed', { visitAt: ['unknown_field'] }), refused(second.id, second.no, 'validation_failed', { visitAt: ['in_past'] })])
  })

  it('are refused whole where nobody can tell what is meant', async () => {
    const { id } = await ask('return')
    const call = approver.decideApprovals({ body: { decisions: [{ id, decision: 'approve', comment: null }, { id: `0${id}`, decision: 'reject', comment: '不。' }] } })
    expect(await problemOf(call)).toMatchObject({ status: 422, errors: { 'decisions.1.id': ['repeated'] } })
    expect(await problemOf(approver.decideApprovals({ body: { decisions: [] } }))).toMatchObject({ status: 422 })
  })

  it('go on when one row fails in a way that nobody expected, and the failure is logged', async () => {
    const [broken, whole] = [await ask('return'), await ask('return')]
    // A ticket whose pending request names another ticket: the program never writes it.
    await updateRows(server.database.tables.requests, { pendingKey: `0:${broken.id}` }, { id: Number(broken.id) }, null)
    const key = randomUUID()
    const body = { decisions: [{ id: broken.id, decision: 'approve' as const, comment: null }, { id: whole.id, decision: 'approve' as const, comment: null }] }
    const { results } = await approver.decideApprovals({ body }, { idempotencyKey: key })
    expect(results).toEqual([refused(broken.id, null, 'internal_error'), decided(whole, 'pending_submission')])
    expect(server.logLines.join('')).toContain('part of a request failed')
    // Mended, the same call goes on where it stopped.
    const ticket = await findRow(server.database.tables.tickets, { no: broken.no })
    await updateRows(server.database.tables.requests, { pendingKey: `${ticket!.id}:return` }, { id: Number(broken.id) }, null)
    expect((await approver.decideApprovals({ body }, { idempotencyKey: key })).results).toEqual([decided(broken, 'pending_submission'), decided(whole, 'pending_submission')])
    expect(await logOf(whole.no)).toEqual(['approve_return', 'return', 'submit'])
  })
})

describe('a decision', () => {
  it('is for the request it names, not for the one that has taken its place', async () => {
    const { no, id } = await ask('return')
    await approver.decideApprovals({ body: { decisions: [{ id, decision: 'reject', comment: '是你们的。' }] } })
    const { version } = await mall.getTicket({ params: { no } })
    const again = await mall.operateTicket({ params: { no }, body: { operation: 'return', version, content: '真不是。', reasonCode: 'other' } })
    expect((await approver.decideApprovals({ body: { decisions: [{ id, decision: 'approve', comment: null }] } })).results).toEqual([refused(id, no, 'operation_not_allowed')])
    expect((await agent.getTicket({ params: { no } })).pendingRequests).toMatchObject([{ id: again.pendingRequests[0]!.id }])
  })

  it('is the approver’s, of closures the department’s too', async () => {
    const [back, closure] = [await ask('return'), await ask('closure')]
    const decisions = [back, closure].map(({ id }) => ({ id, decision: 'approve' as const, comment: null }))
    const codes = async (client: Client) => (await client.decideApprovals({ body: { decisions } })).results.map(({ code, outcome }) => code ?? outcome)
    expect(await codes(agent)).toEqual(['forbidden', 'forbidden'])
    expect(await codes(await server.as('HQ/admin'))).toEqual(['forbidden', 'forbidden'])
    expect(await codes(mall)).toEqual(['forbidden', 'forbidden'])
    expect(await codes(await server.as('M0002/mall'))).toEqual(['not_found', 'not_found'])
    expect(await codes(await server.as('DEPT-N/dept'))).toEqual(['not_found', 'not_found'])
    expect(await codes(await server.as('LINE-1/line'))).toEqual(['forbidden', 'forbidden'])
    expect(await codes(dept)).toEqual(['forbidden', 'decided'])
    expect(await codes(approver)).toEqual(['decided', 'operation_not_allowed'])
  })

  it('of what one may not see tells no ticket number', async () => {
    const { id } = await ask('return')
    expect((await (await server.as('M0002/mall')).decideApprovals({ body: { decisions: [{ id, decision: 'approve', comment: null }] } })).results).toEqual([refused(id, null, 'not_found')])
  })
})

describe('the same call again with its Idempotency-Key', () => {
  it('is answered the same, and nothing is decided twice', async () => {
    const [first, second] = [await ask('return'), await ask('closure')]
    const body = { decisions: [{ id: first.id, decision: 'approve' as const, comment: null }, { id: second.id, decision: 'reject' as const, comment: null }] }
    const key = randomUUID()
    const answer = await approver.decideApprovals({ body }, { idempotencyKey: key })
    expect(answer.results).toEqual([decided(first, 'pending_submission'), refused(second.id, second.no, 'validation_failed', { comment: ['required'] })])
    expect(await approver.decideApprovals({ body }, { idempotencyKey: key })).toEqual(answer)
    expect(await logOf(first.no)).toEqual(['approve_return', 'return', 'submit'])
    const other = { decisions: [{ id: second.id, decision: 'reject' as const, comment: '没修好。' }] }
    expect(await problemOf(approver.decideApprovals({ body: other }, { idempotencyKey: key }))).toMatchObject({ status: 409, code: 'idempotency_conflict' })
  })

  it('ten times at one moment makes one decision and ten equal answers', async () => {
    const asked = [await ask('return'), await ask('visit'), await ask('closure')]
    const body = { decisions: asked.map(({ id }) => ({ id, decision: 'approve' as const, comment: null })) }
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 10 }, () => approver.decideApprovals({ body }, { idempotencyKey: key })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]!.results).toEqual([decided(asked[0]!, 'pending_submission'), decided(asked[1]!, 'unreplied'), decided(asked[2]!, 'closed')])
    expect(await logOf(asked[0]!.no)).toEqual(['approve_return', 'return', 'submit'])
    expect(await eventsOf(asked[0]!.no, 'return_decided')).toHaveLength(1)
  })

  it('after it broke off halfway finds the rows that were decided', async () => {
    const [first, second] = [await ask('return'), await ask('return')]
    const body = { decisions: [first, second].map(({ id }) => ({ id, decision: 'approve' as const, comment: null })) }
    const key = randomUUID()
    const whole = await approver.decideApprovals({ body }, { idempotencyKey: key })
    // The answer was never kept: the server died after the first row.
    await server.database.tables.idempotencyKeys.model.destroy({ where: { requestKey: key } })
    expect(await approver.decideApprovals({ body }, { idempotencyKey: key })).toEqual(whole)
    expect(await logOf(second.no)).toEqual(['approve_return', 'return', 'submit'])
  })
})

describe('two approvers who decide one request at the same moment', () => {
  it('leave one decision, one log entry, one event and one in-app message per audience, 200 times', async () => {
    await makeUser(server.database, server.world.HQ, 'approver2', ['approver'])
    const approver2 = await server.as('HQ/approver2')
    const { no } = await agent.createTicket({ body: ticketInput() })
    let { version } = await mall.getTicket({ params: { no } })
    const winners: string[] = []
    for (let round = 1; round <= 200; round++) {
      server.clock.advance(1000)
      const asked = await mall.operateTicket({ params: { no }, body: { operation: 'return', version, content: `第 ${round} 次`, reasonCode: 'other' } })
      const { id } = asked.pendingRequests[0]!
      const decision = { id, decision: 'reject' as const, comment: '是你们的。' }
      const answers = await Promise.all([approver, approver2].map((client) => client.decideApprovals({ body: { decisions: [decision] } })))
      const outcomes = answers.map(({ results }) => results[0]!.code ?? results[0]!.outcome)
      expect([...outcomes].sort()).toEqual(['decided', 'operation_not_allowed'])
      winners.push(outcomes[0] === 'decided' ? '用户 approver' : '用户 approver2')
      const now = await mall.getTicket({ params: { no } })
      expect(now).toMatchObject({ state: 'unreplied', version: version + 2, pendingRequests: [] })
      version = now.version
    }
    const { tables } = server.database
    const ticket = (await findRow(tables.tickets, { no }))!
    const requests = await findRows(tables.requests, { ticketId: ticket.id }, { order: [['id', 'ASC']] })
    expect(requests.map(({ state, decidedByName }) => [state, decidedByName])).toEqual(winners.map((name) => ['rejected', name]))
    expect((await findRows(tables.operationLog, { ticketId: ticket.id, operation: 'reject_return' }))).toHaveLength(200)
    const events = await findRows(tables.events, { ticketId: ticket.id, kind: 'return_decided' })
    expect(events).toHaveLength(200)
    const asker = await findRow(tables.users, { account: 'mall', organisationId: server.world.M0001 })
    for (const { id: eventId } of events) {
      const messages = await findRows(tables.outbox, { eventId, channel: 'in_app' })
      expect(messages.map(({ audience }) => audience).sort()).toEqual([`mall:${server.world.M0001}`, `user:${asker!.id}`])
    }
  })
})
