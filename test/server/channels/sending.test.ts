import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findRow, updateRows } from '#server/database/database.ts'
import { channelOf, CHANNEL_SECRET, dispatchesOf, givePhones, LOOPBACK, outboxOf, submitTicket, turnOn } from '#test/support/channels.ts'
import { isGenuine, startReceiver, type Receiver } from '#test/support/receiver.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
let receiver: Receiver
beforeAll(async () => {
  server = await startTestServer({ channels: { channelNetworks: LOOPBACK } })
  await givePhones(server)
})
afterAll(() => server.stop())
beforeEach(async () => { receiver = await startReceiver() })
afterEach(() => receiver.stop())

const WAIT = { timeout: 15_000, interval: 50 }
const about = (no: string) => receiver.received.filter(({ message }) => message.ticketNo === no)

describe('a message outside the program', () => {
  it('goes to each recipient once, signed so that the receiver can tell, with an id of its own', async () => {
    await turnOn(server, 'app', receiver.url)
    const no = await submitTicket(server)
    await expect.poll(() => about(no).length, WAIT).toBe(2)
    expect(about(no).map(({ message }) => message.recipient.account).sort()).toEqual(['mall', 'mall2'])
    for (const one of about(no)) {
      expect(isGenuine(one, CHANNEL_SECRET)).toBe(true)
      expect(isGenuine(one, 'another secret of somebody')).toBe(false)
      expect(isGenuine({ ...one, bytes: Buffer.concat([one.bytes, Buffer.from(' ')]) }, CHANNEL_SECRET)).toBe(false)
      expect(Number(one.headers['x-gongdan-timestamp'])).toBe(server.clock.now().getTime() / 1000)
      expect(one.headers['x-gongdan-message-id']).toBe(one.message.messageId)
      expect(one.headers['idempotency-key']).toBe(one.message.messageId)
    }
    expect(new Set(about(no).map(({ message }) => message.messageId)).size).toBe(2)
    await expect.poll(async () => (await dispatchesOf(server, no, 'app')).map(({ state, attempts }) => `${state} ${attempts}`), WAIT).toEqual(['done 1', 'done 1'])
    const facts = await channelOf(server, 'app')
    expect(facts).toMatchObject({ state: 'on', waiting: 0, dead: 0, lastDeliveredAt: server.clock.now().toISOString(), lastError: null })
  })

  it('says what it is about, in the words of its template; neither number, address nor words of the customer leave the program', async () => {
    await turnOn(server, 'app', receiver.url)
    const no = await submitTicket(server)
    await expect.poll(() => about(no).length, WAIT).toBe(2)
    const ticket = (await findRow(server.database.tables.tickets, { no }))!
    const [one] = about(no)
    expect(one!.message).toEqual({
      messageId: expect.any(String), channel: 'app', test: false, event: 'submitted', ticketNo: no, ticketType: 'complaint', at: server.clock.now().toISOString(), late: false,
      text: expect.stringContaining(no), recipient: { name: expect.any(String), account: expect.any(String), phone: expect.stringMatching(/^1380000000/), organisationCode: 'M0001', organisationName: 'M0001 名称' },
    })
    expect(one!.message.text).toContain('M0001 名称')
    for (const secret of [...ticket.phones, ticket.address!, ticket.latestFeedback, ticket.customerName]) expect(one!.bytes.toString()).not.toContain(secret)
  })

  it('is written with an administrator’s words from its next try on', async () => {
    await turnOn(server, 'app', receiver.url)
    const admin = await server.as('HQ/admin')
    await admin.putTemplate({ params: { event: 'submitted', channel: 'app' }, body: { text: '{recipientName}：{ticketType}{ticketNo}' } })
    const no = await submitTicket(server)
    await expect.poll(() => about(no).map(({ message }) => message.text).sort(), WAIT).toEqual([`用户 mall2：投诉${no}`, `用户 mall：投诉${no}`].sort())
    await admin.resetTemplate({ params: { event: 'submitted', channel: 'app' } })
  })

  it('is told once to who is meant twice', async () => {
    await turnOn(server, 'app', receiver.url)
    const no = await submitTicket(server)
    const mall = await server.as('M0001/mall')
    const { version } = await mall.getTicket({ params: { no } })
    await mall.operateTicket({ params: { no }, body: { operation: 'return', version, content: '不是我们的客户。', reasonCode: 'wrong_mall' } })
    await (await server.as('HQ/approver')).operateTicket({ params: { no }, body: { operation: 'reject_return', content: '是你们的。' } })
    const decided = () => about(no).filter(({ message }) => message.event === 'return_decided').map(({ message }) => message.recipient.account).sort()
    await expect.poll(decided, WAIT).toEqual(['mall', 'mall2'])
  })

  it('is not sent to who is there no more', async () => {
    await turnOn(server, 'app', receiver.url)
    receiver.behave((answer) => void answer.writeHead(503).end())
    const no = await submitTicket(server)
    await expect.poll(() => about(no).length, WAIT).toBe(2)
    await updateRows(server.database.tables.users, { active: false }, { account: 'mall2', organisationId: server.world.M0001 }, null)
    await expect.poll(async () => (await dispatchesOf(server, no, 'app')).every(({ failedAt }) => failedAt !== null), WAIT).toBe(true)
    receiver.behave((answer) => void answer.writeHead(200).end())
    server.clock.advance(60_000)
    await expect.poll(async () => (await dispatchesOf(server, no, 'app')).map(({ state }) => state).sort(), WAIT).toEqual(['done', 'skipped'])
    await updateRows(server.database.tables.users, { active: true }, { account: 'mall2', organisationId: server.world.M0001 }, null)
  })
})

describe('a channel that is off', () => {
  it('says so, skips what comes due, and sends nothing of it when it is turned on later', async () => {
    expect(await channelOf(server, 'sms')).toMatchObject({ state: 'off', enabled: false, url: null, hasSecret: false, quietHours: { from: '22:00', to: '07:00' } })
    const no = await submitTicket(server)
    await expect.poll(async () => (await outboxOf(server, no, 'sms')).state, WAIT).toBe('skipped')
    expect(await dispatchesOf(server, no, 'sms')).toEqual([])
    await turnOn(server, 'sms', receiver.url)
    const later = await submitTicket(server)
    await expect.poll(() => about(later).filter(({ message }) => message.channel === 'sms').length, WAIT).toBe(2)
    expect(about(no).filter(({ message }) => message.channel === 'sms')).toEqual([])
    expect((await channelOf(server, 'sms')).state).toBe('on')
  })

  it('skips what waited for another try', async () => {
    await turnOn(server, 'app', receiver.url)
    receiver.behave((answer) => void answer.writeHead(500).end())
    server.clock.advance(1_000)
    const no = await submitTicket(server)
    await expect.poll(async () => (await dispatchesOf(server, no, 'app')).filter(({ failedAt }) => failedAt).length, WAIT).toBe(2)
    expect(await channelOf(server, 'app')).toMatchObject({ state: 'failing', lastError: 'http_status:500' })
    expect((await channelOf(server, 'app')).waiting).toBeGreaterThanOrEqual(2)
    await (await server.as('HQ/admin')).putChannel({ params: { channel: 'app' }, body: { enabled: false, url: receiver.url, quietHours: null } })
    await expect.poll(async () => (await dispatchesOf(server, no, 'app')).map(({ state }) => state), WAIT).toEqual(['skipped', 'skipped'])
    expect(await channelOf(server, 'app')).toMatchObject({ state: 'off', waiting: 0, hasSecret: true })
  })
})
