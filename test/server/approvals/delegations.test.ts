import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { makeUser } from '../../support/factories.ts'
import { askOnNewTicket, type Asked } from '../../support/requests.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'

const START = '2026-03-04T02:00:00Z'
const HOUR = 3_600_000
const at = (ms: number): string => new Date(Date.parse(START) + ms).toISOString()

let server: TestServer
let agent: Client
let approver: Client
let mall: Client
/** The colleague who approves for a while. */
let stand: Client
let standId: string

beforeEach(async () => {
  server = await startTestServer({ now: START })
  const id = await makeUser(server.database, server.world.HQ, 'stand', ['agent'], { name: '代班人' })
  standId = String(id)
  agent = await server.as('HQ/agent')
  approver = await server.as('HQ/approver')
  mall = await server.as('M0001/mall')
  stand = await server.as('HQ/stand')
})
afterEach(() => server.stop())

const ask = (kind: RequestKind, more = {}): Promise<Asked> => askOnNewTicket(agent, mall, kind, { now: server.clock.now(), ...more })
const delegate = (from = 0, to = HOUR, client = approver, toUserId = standId) => client.createDelegation({ body: { toUserId, startsAt: at(from), endsAt: at(to) } })
const decide = async (client: Client, { id }: Asked): Promise<string> => {
  const [result] = (await client.decideApprovals({ body: { decisions: [{ id, decision: 'approve', comment: null }] } })).results
  return result!.code ?? result!.outcome
}
const idOf = async (account: string): Promise<string> => String((await findRow(server.database.tables.users, { organisationId: server.world.HQ, account }))!.id)

describe('handing approving to a colleague', () => {
  it('is recorded with who, whom and when', async () => {
    const made = await delegate(HOUR, 2 * HOUR)
    expect(made).toMatchObject({ from: { name: '用户 approver', account: 'approver' }, to: { id: standId, name: '代班人', account: 'stand' }, startsAt: at(HOUR), endsAt: at(2 * HOUR), endedAt: null, active: false })
    for (const client of [approver, stand, await server.as('HQ/admin')]) expect((await client.listDelegations()).items).toEqual([made])
    expect((await agent.listDelegations()).items).toEqual([])
    expect((await findRows(server.database.tables.auditEntries, { action: 'delegate' })).map(({ detail }) => detail)).toMatchObject([{ toUserId: Number(standId) }])
  })

  it('starts now where its start lies a little back', async () => {
    expect(await delegate(-5 * 60_000)).toMatchObject({ startsAt: at(0), active: true })
  })

  it.each([
    ['a start in the past', -HOUR, HOUR, { startsAt: ['in_past'] }], ['an end before the start', HOUR, HOUR, { endsAt: ['not_after_start'] }],
    ['more than 90 days', 0, 90 * 24 * HOUR + 1, { endsAt: ['too_long'] }],
  ])('is refused with %s', async (_what, from, to, errors) => {
    expect(await problemOf(delegate(from, to))).toMatchObject({ status: 422, errors })
  })

  it('goes to nobody but an active colleague of the call center', async () => {
    const { database, world } = server
    const others = [
      await makeUser(database, world.HQ, 'gone', ['agent'], { active: false }), await makeUser(database, world.HQ, 'nothing', []), Number(await idOf('admin')),
      (await findRow(database.tables.users, { organisationId: world.M0001, account: 'mall' }))!.id, 999_999,
    ]
    for (const id of others) expect(await problemOf(delegate(0, HOUR, approver, String(id)))).toMatchObject({ status: 422, errors: { toUserId: ['unknown'] } })
    expect(await problemOf(delegate(0, HOUR, approver, await idOf('approver')))).toMatchObject({ status: 422, errors: { toUserId: ['own_user'] } })
  })

  it('is for who holds the role himself: neither an agent, nor an administrator, nor who has it by delegation', async () => {
    for (const account of ['HQ/agent', 'HQ/admin', 'DEPT-S/dept', 'M0001/mall']) expect(await problemOf(delegate(0, HOUR, await server.as(account)))).toMatchObject({ status: 403 })
    await delegate()
    expect((await stand.getMe()).permissions).not.toContain('approvals.delegate')
    expect(await problemOf(delegate(0, HOUR, stand, await idOf('agent')))).toMatchObject({ status: 403 })
  })

  it('is made once under one Idempotency-Key', async () => {
    const key = randomUUID()
    const body = { toUserId: standId, startsAt: at(0), endsAt: at(HOUR) }
    const answers = await Promise.all([1, 2, 3].map(() => approver.createDelegation({ body }, { idempotencyKey: key })))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(await findRows(server.database.tables.delegations, {})).toHaveLength(1)
  })
})

describe('who has approving by delegation', () => {
  it('acts as approver from the first to the last moment, and not a millisecond more', async () => {
    expect((await stand.getMe()).roles).toEqual(['agent'])
    await delegate(HOUR, 2 * HOUR)
    const asked = await ask('return')
    const may = async (ms: number) => {
      server.clock.set(at(ms))
      return [(await stand.getMe()).roles.includes('approver'), (await stand.listApprovals({ query: {} })).items.find(({ id }) => id === asked.id)?.mayDecide]
    }
    expect(await may(HOUR - 1)).toEqual([false, false])
    expect(await decide(stand, asked)).toBe('forbidden')
    expect(await may(HOUR)).toEqual([true, true])
    expect(await may(2 * HOUR - 1)).toEqual([true, true])
    expect(await may(2 * HOUR)).toEqual([false, false])
    expect(await decide(stand, asked)).toBe('forbidden')
    server.clock.set(at(2 * HOUR - 1))
    expect(await decide(stand, asked)).toBe('decided')
  })

  it('decides for the giver: the log says so, and the request', async () => {
    await delegate()
    const asked = await ask('closure')
    expect(await decide(stand, asked)).toBe('decided')
    const [entry, ...earlier] = (await agent.getTicketLog({ params: { no: asked.no } })).items
    expect(entry).toMatchObject({ operation: 'approve_closure', byName: '代班人', onBehalfOf: '用户 approver', role: 'cs_approver' })
    expect(earlier.map(({ onBehalfOf }) => onBehalfOf)).toEqual([null, null])
    expect((await approver.listApprovals({ query: { kind: 'closure' } })).items[0]).toMatchObject({ decidedBy: '代班人', decidedFor: '用户 approver' })
    const [row] = await findRows(server.database.tables.requests, { id: Number(asked.id) })
    expect(row).toMatchObject({ decidedBy: Number(standId), decidedFor: Number(await idOf('approver')) })
  })

  it('decides on the page of the ticket too, and does his other work for himself', async () => {
    await delegate()
    const asked = await ask('visit')
    await stand.operateTicket({ params: { no: asked.no }, body: { operation: 'reject_visit', content: '太晚了。' } })
    const { version } = await stand.getTicket({ params: { no: asked.no } })
    await stand.operateTicket({ params: { no: asked.no }, body: { operation: 'feedback', version, content: '又来电。', channel: 'phone' } })
    expect((await agent.getTicketLog({ params: { no: asked.no } })).items.slice(0, 2).map(({ operation, onBehalfOf }) => [operation, onBehalfOf])).toEqual([['feedback', null], ['reject_visit', '用户 approver']])
  })

  it('decides for himself where he is an approver himself', async () => {
    await makeUser(server.database, server.world.HQ, 'approver2', ['approver'])
    const approver2 = await server.as('HQ/approver2')
    await delegate(0, HOUR, approver, await idOf('approver2'))
    const asked = await ask('return')
    expect(await decide(approver2, asked)).toBe('decided')
    expect((await agent.getTicketLog({ params: { no: asked.no } })).items[0]).toMatchObject({ onBehalfOf: null })
  })

  it('has no more ticket types than the giver', async () => {
    await makeUser(server.database, server.world.HQ, 'limited', ['approver'], { ticketTypes: ['service'] })
    await delegate(0, HOUR, await server.as('HQ/limited'))
    const [complaint, service] = [await ask('return'), await ask('return', { type: 'service', level: 'B' })]
    expect(await decide(stand, complaint)).toBe('forbidden')
    expect(await decide(stand, service)).toBe('decided')
  })

  it('loses it when the giver leaves or is no approver any more', async () => {
    await delegate()
    const asked = await ask('return')
    const { users, userRoles } = server.database.tables
    const giver = Number(await idOf('approver'))
    expect((await stand.getMe()).roles).toContain('approver')
    await updateRows(users, { active: false }, { id: giver }, null)
    // The session may still remember him; the decision reads the database.
    expect(await decide(stand, asked)).toBe('forbidden')
    await updateRows(users, { active: true }, { id: giver }, null)
    await userRoles.model.destroy({ where: { userId: giver } })
    expect(await decide(stand, asked)).toBe('forbidden')
  })
})

describe('ending a delegation before its time', () => {
  it.each(['HQ/approver', 'HQ/stand', 'HQ/admin'])('is possible for %s, and counts at once', async (account) => {
    const { id } = await delegate()
    const asked = await ask('return')
    expect((await stand.getMe()).roles).toContain('approver')
    await (await server.as(account)).endDelegation({ params: { id } })
    expect((await stand.getMe()).roles).toEqual(['agent'])
    expect(await decide(stand, asked)).toBe('forbidden')
    expect((await approver.listDelegations()).items).toMatchObject([{ id, endedAt: at(0), active: false }])
  })

  it('is not for others, who do not learn that there is one', async () => {
    const { id } = await delegate()
    expect(await problemOf(agent.endDelegation({ params: { id } }))).toMatchObject({ status: 404 })
    expect(await problemOf(mall.endDelegation({ params: { id } }))).toMatchObject({ status: 403 })
    expect(await problemOf(approver.endDelegation({ params: { id: '999999' } }))).toMatchObject({ status: 404 })
  })

  it('a second time changes nothing', async () => {
    const { id } = await delegate()
    await approver.endDelegation({ params: { id } })
    server.clock.advance(1000)
    await stand.endDelegation({ params: { id } })
    expect((await approver.listDelegations()).items).toMatchObject([{ id, endedAt: at(0) }])
  })

  it('on another server is seen by the decision, whatever the session remembers', async () => {
    const { id } = await delegate()
    const asked = await ask('return')
    expect((await stand.getMe()).roles).toContain('approver')
    await updateRows(server.database.tables.delegations, { endedAt: server.clock.now() }, { id: Number(id) }, null)
    expect(await decide(stand, asked)).toBe('forbidden')
    expect((await agent.getTicket({ params: { no: asked.no } })).pendingRequests).toHaveLength(1)
  })
})

describe('colleagues to delegate to', () => {
  it('are the active staff of the call center without oneself', async () => {
    await makeUser(server.database, server.world.HQ, 'gone', ['agent'], { active: false })
    const accounts = async (q?: string) => (await approver.listColleagues({ query: q === undefined ? {} : { q } })).items.map(({ account }) => account).sort()
    expect(await accounts()).toEqual(['agent', 'agent2', 'stand', 'surveyor'])
    expect(await accounts('代班')).toEqual(['stand'])
    expect(await accounts('agen')).toEqual(['agent', 'agent2'])
    expect(await accounts('%')).toEqual([])
  })

  it('are told to the call center alone', async () => {
    for (const account of ['M0001/mall', 'DEPT-S/dept', 'LINE-1/line']) expect(await problemOf((await server.as(account)).listColleagues({ query: {} }))).toMatchObject({ status: 403 })
  })
})
