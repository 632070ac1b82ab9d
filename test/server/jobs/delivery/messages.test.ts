import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { createServices } from '#server/compose.ts'
import { connectDatabase, findRow, findRows, insertRow, insertRows, updateRows, type Database } from '#server/database/database.ts'
import { startDeliverer } from '#server/jobs/delivery/deliverer.ts'
import { deliverMessages } from '#server/jobs/delivery/messages.ts'
import { createLogger } from '#server/logging/logger.ts'
import { makeUser } from '../../../support/factories.ts'
import { startTestServer, type TestServer } from '../../../support/testServer.ts'
import { ticketInput } from '../../../support/tickets.ts'

let server: TestServer
let agent: Client
beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterAll(() => server.stop())

const tables = () => server.database.tables
const inProgram = ['in_app', 'desktop']

async function deliverAll(): Promise<void> {
  for (const channel of ['in_app', 'desktop'] as const) while ((await deliverMessages(server.services, channel)).more);
}
beforeEach(deliverAll)

async function recipientsOf(no: string, event: string): Promise<string[]> {
  await deliverAll()
  const ticket = (await findRow(tables().tickets, { no }))!
  const users = new Map((await findRows(tables().users, {})).map((user) => [`user:${user.id}`, user]))
  const organisations = new Map(Object.entries(server.world).map(([code, id]) => [id, code]))
  return (await findRows(tables().messages, { ticketId: ticket.id, event })).map(({ recipient }) => {
    const user = users.get(recipient)
    return user ? `${organisations.get(user.organisationId)}/${user.account}` : recipient
  }).sort()
}

describe('who gets a message', () => {
  it('of a new ticket: the mall’s handlers, each his own; not its sales staff, nobody else', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    expect(await recipientsOf(no, 'submitted')).toEqual(['M0001/mall', 'M0001/mall2'])
  })

  it('of a reply: the creator his own, the call center one for all', async () => {
    const { no, version } = await agent.createTicket({ body: ticketInput() })
    await (await server.as('M0001/mall')).operateTicket({ params: { no }, body: { operation: 'reply', version, content: '今天联系了客户。' } })
    expect(await recipientsOf(no, 'replied')).toEqual(['HQ/agent', 'call_center'])
  })

  it('of an assignment to assist: the line', async () => {
    const { no } = await agent.createTicket({ body: ticketInput({ assistants: ['LINE-1'] }) })
    expect(await recipientsOf(no, 'assist_assigned')).toEqual(['LINE-1/line'])
  })

  it('of a request: who may decide it, once, for the desktop too; of its decision: who asked and the handlers, once each', async () => {
    const complaints = await makeUser(server.database, server.world.HQ, 'serviceApprover', ['approver'], { ticketTypes: ['service'] })
    await makeUser(server.database, server.world.HQ, 'gone', ['approver'], { active: false })
    const now = server.clock.now().getTime()
    const [from, to] = await Promise.all(['approver', 'surveyor'].map(async (account) => (await findRow(tables().users, { account, organisationId: server.world.HQ }))!.id))
    await insertRow(tables().delegations, { fromUserId: from!, toUserId: to!, startsAt: new Date(now - 1_000), endsAt: new Date(now + 60_000), createdAt: new Date(now - 1_000), endedAt: null }, null)
    const { no, version, type } = await agent.createTicket({ body: ticketInput() })
    expect(type).not.toBe('service')
    await (await server.as('M0001/mall')).operateTicket({ params: { no }, body: { operation: 'return', version, content: '不是我们的客户。', reasonCode: 'wrong_mall' } })
    expect(await recipientsOf(no, 'return_requested')).toEqual(['HQ/approver', 'HQ/surveyor'])
    const messages = await findRows(tables().messages, { ticketNo: no, event: 'return_requested' })
    expect(messages.map(({ desktop }) => desktop)).toEqual([true, true])
    expect(messages.map(({ recipient }) => recipient)).not.toContain(`user:${complaints}`)

    await (await server.as('HQ/approver')).operateTicket({ params: { no }, body: { operation: 'approve_return', content: '同意。' } })
    expect(await recipientsOf(no, 'return_decided')).toEqual(['M0001/mall', 'M0001/mall2'])
    expect((await findRows(tables().outbox, { channel: inProgram })).filter(({ state }) => state !== 'done')).toEqual([])
  })

  it('leaves the rows of other channels waiting', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    await deliverAll()
    const ticket = (await findRow(tables().tickets, { no }))!
    const event = (await findRow(tables().events, { ticketId: ticket.id, kind: 'submitted' }))!
    const rows = await findRows(tables().outbox, { eventId: event.id })
    expect(rows.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual(['app waiting', 'in_app done', 'sms waiting'])
  })
})

describe('a row that cannot be delivered', () => {
  it('is set aside with growing pauses, holds up no other, and is dead in the end', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const ticket = (await findRow(tables().tickets, { no }))!
    const event = (await findRow(tables().events, { ticketId: ticket.id, kind: 'submitted' }))!
    const now = server.clock.now()
    const id = await insertRow(tables().outbox, {
      messageId: crypto.randomUUID(), eventId: event.id, channel: 'in_app', audience: 'nobody knows', state: 'waiting', attempts: 0, nextAttemptAt: now, createdAt: now,
    }, null)
    const told: boolean[] = []
    const first = await deliverMessages(server.services, 'in_app', { random: () => 1, onSetAside: (row, _error, dead) => { expect(row).toBe(id); told.push(dead) } })
    expect(first).toMatchObject({ delivered: 1, setAside: 1 })
    expect(await recipientsOf(no, 'submitted')).toEqual(['M0001/mall', 'M0001/mall2'])
    const row = (await findRow(tables().outbox, { id }))!
    expect(row).toMatchObject({ state: 'waiting', attempts: 1, lastError: '"nobody knows" is no audience' })
    expect(row.nextAttemptAt.getTime() - now.getTime()).toBe(5_000)
    // Not before its time.
    expect(await deliverMessages(server.services, 'in_app')).toMatchObject({ delivered: 0, setAside: 0 })
    while (told.at(-1) === false) {
      await updateRows(tables().outbox, { nextAttemptAt: now }, { id }, null)
      await deliverMessages(server.services, 'in_app', { random: () => 1, onSetAside: (_row, _error, dead) => told.push(dead) })
    }
    expect((await findRow(tables().outbox, { id }))!.state).toBe('dead')
    expect(told.length).toBeGreaterThan(10)
  })
})

describe('four workers at once', () => {
  const ROWS = 2_000

  /** A worker's connections, by the numbers that the database gives them. */
  function openWorker(): { database: Database; connections: number[] } {
    const connections: number[] = []
    const database = connectDatabase(server.databaseUrl, { poolSize: 6 })
    database.sequelize.addHook('afterConnect', (connection) => void connections.push((connection as { threadId: number }).threadId))
    return { database, connections }
  }
  /** Cuts a worker off as the end of its process would: what it had not committed is undone. */
  async function cutOff(connections: number[]): Promise<void> {
    // One may have gone with another.
    for (const id of connections.splice(0)) await server.database.sequelize.query(`KILL ${id}`).catch(() => undefined)
  }

  it('write every message exactly once, also when some are cut off in the middle of a batch', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    await deliverAll()
    const ticket = (await findRow(tables().tickets, { no }))!
    const now = server.clock.now()
    const firstEvent = (await findRows(tables().events, {}, { order: [['id', 'DESC']], limit: 1 }))[0]!.id
    await insertRows(tables().events, Array.from({ length: ROWS / 2 }, () => ({ ticketId: ticket.id, kind: 'return_decided' as const, onceKey: null, at: now, userId: null, late: false, data: null })), null)
    const events = (await findRows(tables().events, {}, { order: [['id', 'ASC']] })).filter(({ id }) => id > firstEvent)
    const mallUser = (await findRow(tables().users, { account: 'mall', organisationId: server.world.M0001 }))!
    // Two audiences of each event name the same person: he is to have one message.
    await insertRows(tables().outbox, events.flatMap(({ id: eventId }) => [`mall:${server.world.M0001}`, `user:${mallUser.id}`].map((audience) => ({
      messageId: crypto.randomUUID(), eventId, channel: 'in_app', audience, state: 'waiting' as const, attempts: 0, nextAttemptAt: now, createdAt: now,
    }))), null)

    const opened = Array.from({ length: 4 }, openWorker)
    const logged: string[] = []
    const logger = createLogger('debug', { write: (line) => void logged.push(line) })
    const workers = opened.map(({ database }) => startDeliverer(createServices({ timeZone: 'Asia/Shanghai' }, database, server.clock), logger))
    const waiting = (): Promise<number> => tables().outbox.model.count({ where: { channel: 'in_app', state: 'waiting' } })
    const victims = opened.slice(0, 3)
    for (let left = ROWS; left > 0; left = await waiting()) {
      const victim = left < ROWS ? victims.pop() : undefined
      if (victim) await cutOff(victim.connections)
      await sleep(5)
    }
    await Promise.all(workers.map((worker) => worker.stop()))
    await Promise.all(opened.map(({ database }) => database.sequelize.close()))

    expect(victims).toEqual([])
    expect(logged.filter((line) => line.includes('a job fails'))).not.toEqual([])
    const ids = new Set(events.map(({ id }) => id))
    const messages = (await findRows(tables().messages, { ticketId: ticket.id })).filter(({ eventId }) => ids.has(eventId))
    expect(messages).toHaveLength(ROWS)
    expect(new Set(messages.map(({ eventId, recipient }) => `${eventId} ${recipient}`)).size).toBe(ROWS)
    const rows = (await findRows(tables().outbox, { channel: 'in_app' })).filter(({ eventId }) => ids.has(eventId))
    expect(rows.filter(({ state, doneAt, attempts }) => state === 'done' && doneAt !== null && attempts === 0)).toHaveLength(ROWS)
  }, 90_000)
})
