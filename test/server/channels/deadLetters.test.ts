import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { DeadLetter } from '#shared/contract/channel.ts'
import { findRow, findRows, insertRows, updateRows } from '#server/database/database.ts'
import { channelOf, dispatchesOf, givePhones, LOOPBACK, submitTicket, turnOn } from '#test/support/channels.ts'
import { answerWith, startReceiver, type Receiver } from '#test/support/receiver.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

const WAIT = { timeout: 15_000, interval: 50 }

let server: TestServer
let admin: Client
let receiver: Receiver
beforeAll(async () => {
  server = await startTestServer({ channels: { channelNetworks: LOOPBACK } })
  admin = await server.as('HQ/admin')
})
afterAll(() => server.stop())
beforeEach(async () => {
  receiver = await startReceiver()
  await turnOn(server, 'app', receiver.url)
  await turnOn(server, 'sms', receiver.url)
})
afterEach(async () => {
  await server.database.tables.dispatches.model.destroy({ where: {} })
  await receiver.stop()
})

/** Two dead letters about a new ticket, as the end of all tries leaves them. */
async function die(): Promise<string> {
  receiver.behave(answerWith(500))
  const no = await submitTicket(server)
  await expect.poll(async () => (await dispatchesOf(server, no, 'app')).filter(({ failedAt }) => failedAt).length, WAIT).toBe(2)
  const ids = (await dispatchesOf(server, no, 'app')).map(({ id }) => id)
  server.clock.advance(1_000)
  await updateRows(server.database.tables.dispatches, { state: 'dead', diedAt: server.clock.now(), attempts: 27 }, { id: ids }, null)
  // What comes later would be found by the next test.
  await expect.poll(async () => (await dispatchesOf(server, no, 'sms')).length, WAIT).toBe(2)
  return no
}

const lettersAbout = async (no: string): Promise<DeadLetter[]> => (await admin.listDeadLetters({ query: {} })).items.filter(({ ticketNo }) => ticketNo === no)

it('shows an administrator what could not be delivered, to whom and why', async () => {
  const no = await die()
  const letters = (await admin.listDeadLetters({ query: { channel: 'app' } })).items
  expect(letters.map(({ recipientName }) => recipientName).sort()).toEqual(['用户 mall', '用户 mall2'])
  expect(letters[0]).toEqual({
    id: expect.any(String), channel: 'app', event: 'submitted', ticketNo: no, recipientName: expect.any(String), organisationName: 'M0001 名称',
    messageId: expect.any(String), attempts: 27, error: 'http_status:500', at: expect.any(String), diedAt: server.clock.now().toISOString(),
  })
})

it('sends again with the id that the message had, all tries anew, and writes it to the audit', async () => {
  const no = await die()
  const [letter] = (await admin.listDeadLetters({ query: { channel: 'app' } })).items
  receiver.behave(answerWith(200))
  const before = receiver.received.length
  expect(await admin.resendDeadLetters({ body: { ids: [letter!.id] } })).toEqual({ resent: 1, off: 0 })
  await expect.poll(() => receiver.received.slice(before).map(({ message }) => message.messageId), WAIT).toEqual([letter!.messageId])
  await expect.poll(async () => (await dispatchesOf(server, no, 'app')).map(({ state, attempts }) => `${state} ${attempts}`).sort(), WAIT).toEqual(['dead 27', 'done 1'])
  const audits = await findRows(server.database.tables.auditEntries, { action: 'resend_dead_letters' })
  expect(audits.map(({ detail }) => detail)).toEqual([{ ids: [letter!.id], resent: 1 }])
  expect(await admin.resendDeadLetters({ body: { ids: [letter!.id] } })).toEqual({ resent: 0, off: 0 })
})

it('sends all of a channel again', async () => {
  const no = await die()
  receiver.behave(answerWith(200))
  expect(await admin.resendDeadLetters({ body: { all: true, channel: 'app' } })).toEqual({ resent: 2, off: 0 })
  await expect.poll(async () => (await dispatchesOf(server, no, 'app')).map(({ state }) => state), WAIT).toEqual(['done', 'done'])
})

it('leaves those of a channel that is off where they are, and says so', async () => {
  const no = await die()
  await admin.putChannel({ params: { channel: 'app' }, body: { enabled: false, url: receiver.url, quietHours: null } })
  const ids = (await lettersAbout(no)).filter(({ channel }) => channel === 'app').map(({ id }) => id)
  expect(await admin.resendDeadLetters({ body: { ids } })).toEqual({ resent: 0, off: 2 })
  expect((await dispatchesOf(server, no, 'app')).map(({ state }) => state)).toEqual(['dead', 'dead'])
})

it('keeps an SMS to somebody without a number, at once and without blaming the endpoint; with a number it can be sent again', async () => {
  const no = await submitTicket(server)
  await expect.poll(async () => (await dispatchesOf(server, no, 'sms')).map(({ state, lastError }) => `${state} ${lastError}`), WAIT).toEqual(['dead no_phone', 'dead no_phone'])
  expect(await channelOf(server, 'sms')).toMatchObject({ state: 'on', dead: 2, lastError: null })
  await givePhones(server)
  await admin.resendDeadLetters({ body: { all: true, channel: 'sms' } })
  await expect.poll(async () => (await dispatchesOf(server, no, 'sms')).map(({ state }) => state), WAIT).toEqual(['done', 'done'])
  await updateRows(server.database.tables.users, { phone: null }, { organisationId: server.world.M0001 }, null)
})

it('gives every dead letter once over all pages, also where many died at one moment', async () => {
  const { tables } = server.database
  const no = await submitTicket(server)
  const ticket = (await findRow(tables.tickets, { no }))!
  const event = (await findRow(tables.events, { ticketId: ticket.id, kind: 'submitted' }))!
  const users = await findRows(tables.users, {})
  const diedAt = server.clock.now()
  await insertRows(tables.dispatches, users.map(({ id }, index) => ({
    messageId: randomUUID(), eventId: event.id, channel: 'oa' as const, userId: id, state: 'dead' as const, attempts: 3, nextAttemptAt: diedAt, createdAt: diedAt,
    diedAt: new Date(diedAt.getTime() - (index % 3)), lastError: 'timeout',
  })), null)
  const seen: DeadLetter[] = []
  for (let cursor: string | undefined, pages = 0; pages < 20; pages++) {
    const page = await admin.listDeadLetters({ query: { channel: 'oa', limit: 4, ...(cursor ? { cursor } : {}) } })
    expect(page).toMatchObject({ total: users.length, totalIsExact: true })
    seen.push(...page.items)
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(seen).toHaveLength(users.length)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(users.length)
  expect(seen.map(({ diedAt: at }) => at)).toEqual([...seen.map(({ diedAt: at }) => at)].sort().reverse())
  expect(await problemOf(admin.listDeadLetters({ query: { cursor: 'x' } }))).toMatchObject({ status: 422 })
})
