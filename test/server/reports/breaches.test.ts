import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import type { BreachKind } from '#shared/domain/breaches.ts'
import { findRow, findRows } from '#server/database/database.ts'
import { sweepAll } from '#server/jobs/sla/sweep.ts'
import { openSurvey } from '../../support/surveys.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

/** Wednesday, 10:00 in Shanghai; reply due on Friday 10:00, resolve due on the Wednesday after. */
const SUBMITTED = '2026-03-04T02:00:00Z'
const REPLY_MISSED = '2026-03-06T02:00:00.001Z'
const RESOLVE_MISSED = '2026-03-11T02:00:00.001Z'
let server: TestServer
let [agent, mall, approver, surveyor] = [] as unknown as [Client, Client, Client, Client]
let no: string

beforeEach(async () => {
  server = await startTestServer({ now: SUBMITTED })
  agent = await server.as('HQ/agent')
  mall = await server.as('M0001/mall')
  approver = await server.as('HQ/approver')
  surveyor = await server.as('HQ/surveyor')
  no = (await agent.createTicket({ body: ticketInput() })).no
})
afterEach(() => server.stop())

const operate = async (client: Client, body: Omit<OperationBody, 'version'>): Promise<unknown> => {
  const row = await findRow(server.database.tables.tickets, { no })
  return client.operateTicket({ params: { no }, body: { ...body, version: row!.version } })
}
const allOf = async () => findRows(server.database.tables.breaches, {}, { order: [['id', 'ASC']] })
/** What counts, with when it happened. */
const standing = async (): Promise<[BreachKind, string][]> => (await allOf()).filter(({ withdrawnAt }) => withdrawnAt === null).map(({ kind, happenedAt }) => [kind, happenedAt.toISOString()])
const kinds = async (): Promise<BreachKind[]> => (await standing()).map(([kind]) => kind)
const sweepAt = async (at: string): Promise<void> => {
  server.clock.set(at)
  await sweepAll(server.services)
}
const feedback = { operation: 'feedback', content: '又来电。', channel: 'phone' } as const
const evaluate = (score?: 'satisfied' | 'dissatisfied' | 'very_dissatisfied', processed = false) => ({ operation: 'evaluate', processed, ...(score && { score }) }) as const

describe('a breach', () => {
  it('of a missed deadline happens when it is missed, however late that is noticed, by the sweep or by an operation', async () => {
    await sweepAt('2026-03-07T00:00:00Z')
    await operate(mall, { operation: 'reply', content: '来晚了。' })
    expect(await standing()).toEqual([['late_reply', REPLY_MISSED]])
    server.clock.set('2026-04-01T02:00:00Z')
    await operate(mall, { operation: 'resolve', content: '换门板。' })
    await sweepAll(server.services)
    expect(await standing()).toEqual([['late_reply', REPLY_MISSED], ['late_resolve', RESOLVE_MISSED]])
  })

  it('of each late round is one; of an unresolved assignment there is one, whatever is voided', async () => {
    await sweepAt('2026-03-12T00:00:00Z')
    await operate(mall, { operation: 'resolve', content: '换门板。' })
    await operate(agent, { operation: 'reprocess', content: '还是不对。' })
    await sweepAt('2026-03-20T00:00:00Z')
    expect((await kinds()).sort()).toEqual(['late_reply', 'late_reply', 'late_resolve'])
  })

  it('of a resolution in time that is void after the deadline happens when it is voided', async () => {
    await operate(mall, { operation: 'resolve', content: '换门板。' })
    server.clock.set('2026-03-20T03:00:00Z')
    await operate(agent, { operation: 'reprocess', content: '还是不对。' })
    expect(await standing()).toEqual([['late_resolve', '2026-03-20T03:00:00.000Z']])
  })

  it.each([['survey_contact', 'late_contact'], ['survey_follow_up', 'late_follow_up'], ['survey_resolution', 'late_process']] as const)('of a no to %s is %s, once and for good', async (kind, breach) => {
    const id = await openSurvey(server.database, no, kind, server.clock.now())
    await surveyor.recordSurvey({ params: { id }, body: { outcome: 'no' } })
    await expect(surveyor.recordSurvey({ params: { id }, body: { outcome: 'yes' } })).rejects.toMatchObject({ problem: { code: 'operation_not_allowed' } })
    expect(await standing()).toEqual([[breach, '2026-03-04T02:00:00.000Z']])
  })

  it('of a bad score is one, follows a better score away and comes back with a bad one', async () => {
    await operate(agent, evaluate('dissatisfied'))
    server.clock.set('2026-03-05T02:00:00Z')
    await operate(agent, evaluate('very_dissatisfied'))
    expect(await standing()).toEqual([['dissatisfied', '2026-03-04T02:00:00.000Z']])
    await operate(agent, evaluate())
    expect(await kinds()).toEqual(['dissatisfied'])
    await operate(agent, evaluate('satisfied'))
    expect(await standing()).toEqual([])
    server.clock.set('2026-04-05T02:00:00Z')
    await operate(agent, evaluate('dissatisfied', true))
    expect((await standing()).filter(([kind]) => kind === 'dissatisfied')).toEqual([['dissatisfied', '2026-04-05T02:00:00.000Z']])
    expect((await allOf()).filter(({ kind }) => kind === 'dissatisfied')).toHaveLength(1)
  })

  it('of a consultation with a bad score is none', async () => {
    no = (await agent.createTicket({ body: ticketInput({ type: 'consult', level: 'none' }) })).no
    await operate(agent, evaluate('very_dissatisfied', true))
    expect(await standing()).toEqual([])
  })

  it('of a second complaint is one for an assignment, and one for the next', async () => {
    await sweepAt('2026-03-12T02:00:00Z')
    await operate(agent, feedback)
    await operate(agent, feedback)
    expect((await kinds()).filter((kind) => kind === 'second_complaint')).toHaveLength(1)
    await operate(mall, { operation: 'return', content: '不是我们的客户。', reasonCode: 'wrong_mall' })
    await operate(approver, { operation: 'approve_return' })
    expect(await standing()).toEqual([])
    await operate(agent, { operation: 'submit', mallCode: 'M0002' })
    await operate(agent, feedback)
    expect(await standing()).toEqual([])
    server.clock.set('2026-03-25T02:00:00Z')
    await operate(agent, feedback)
    const found = (await allOf()).filter(({ kind, withdrawnAt }) => kind === 'second_complaint' && withdrawnAt === null)
    expect(found.map(({ mallId, assignmentNumber }) => [mallId, assignmentNumber])).toEqual([[server.world.M0002, 2]])
  })

  it('of a refused return is one each time', async () => {
    for (const content of ['不是我们的客户。', '真不是。']) {
      await operate(mall, { operation: 'return', content, reasonCode: 'wrong_mall' })
      await operate(approver, { operation: 'reject_return', content: '是的。' })
    }
    expect(await kinds()).toEqual(['wrong_return', 'wrong_return'])
  })

  it('counts against nobody once the ticket is cancelled, also what cancelling itself finds missed', async () => {
    await openSurvey(server.database, no, 'survey_contact', server.clock.now()).then((id) => surveyor.recordSurvey({ params: { id }, body: { outcome: 'no' } }))
    server.clock.set('2026-03-12T02:00:00Z')
    await operate(agent, { operation: 'cancel', content: '客户撤诉。' })
    expect((await allOf()).map(({ kind }) => kind).sort()).toEqual(['late_contact', 'late_reply', 'late_resolve'])
    expect(await standing()).toEqual([])
    await sweepAt('2026-04-12T02:00:00Z')
    expect(await standing()).toEqual([])
  })

  it('stays where it was when the ticket is closed', async () => {
    server.clock.set('2026-03-07T02:00:00Z')
    await operate(await server.as('DEPT-S/dept'), { operation: 'close', content: '已处理。' })
    expect(await standing()).toEqual([['late_reply', REPLY_MISSED]])
  })
})

describe('rows of before', () => {
  it('are withdrawn by the migration where their ticket is cancelled or its score got better', async () => {
    const { statements } = await import('#server/migrations/0018-breaches-and-exports.ts')
    await operate(agent, evaluate('dissatisfied'))
    await sweepAt('2026-03-12T02:00:00Z')
    const { sequelize } = server.database
    await sequelize.query("UPDATE breaches SET kind = 'second_complaint', subject = 'ticket' WHERE kind = 'late_reply'")
    await sequelize.query("UPDATE tickets SET satisfaction_score = 'neutral'")
    for (const statement of statements.slice(0, 2)) await sequelize.query(statement)
    expect((await allOf()).map(({ kind, subject, withdrawnAt }) => [kind, subject, withdrawnAt === null])).toEqual([
      ['dissatisfied', 'assignment:1', false], ['second_complaint', 'assignment:1', true], ['late_resolve', 'assignment:1', true],
    ])
    await sequelize.query("UPDATE tickets SET state = 'cancelled'")
    await sequelize.query(statements[0]!)
    expect(await standing()).toEqual([])
  })
})
