import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { OUTSIDE_NOTICES } from '#shared/domain/channels/outsideNotices.ts'
import { findRow, findRows } from '#server/database/database.ts'
import { channelOf, CHANNEL_SECRET, LOOPBACK, turnOn } from '#test/support/channels.ts'
import { answerWith, isGenuine, startReceiver, type Receiver } from '#test/support/receiver.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
let admin: Client
let receiver: Receiver
beforeAll(async () => {
  server = await startTestServer({ channels: { channelNetworks: LOOPBACK, timeoutMs: 500 } })
  admin = await server.as('HQ/admin')
})
afterAll(() => server.stop())
beforeEach(async () => { receiver = await startReceiver() })
afterEach(() => receiver.stop())

const audits = async (action: string) => (await findRows(server.database.tables.auditEntries, { action }, { order: [['id', 'ASC']] })).map(({ detail }) => detail)
const errorsOf = async (promise: Promise<unknown>) => (await problemOf(promise)).errors

describe('the secret of a channel', () => {
  it('is never given out, not kept readable, and stays where it is not given again', async () => {
    const facts = await turnOn(server, 'oa', receiver.url)
    expect(facts).toMatchObject({ hasSecret: true, state: 'on', changedByName: '用户 admin' })
    expect(JSON.stringify([facts, await admin.listChannels(), await audits('configure_channel'), server.logLines])).not.toContain(CHANNEL_SECRET)
    const stored = async () => (await findRow(server.database.tables.channels, { channel: 'oa' }))!.secret!
    const first = await stored()
    expect(first).not.toContain(CHANNEL_SECRET)
    await admin.putChannel({ params: { channel: 'oa' }, body: { enabled: true, url: receiver.url, quietHours: null } })
    expect(await stored()).toBe(first)
    await turnOn(server, 'oa', receiver.url)
    expect(await stored()).not.toBe(first)
    expect((await admin.testChannel({ params: { channel: 'oa' }, body: {} })).delivered).toBe(true)
    expect(isGenuine(receiver.received[0]!, CHANNEL_SECRET)).toBe(true)
  })

  it('of one channel cannot be used by another', async () => {
    await turnOn(server, 'oa', receiver.url)
    const { tables } = server.database
    const { secret } = (await findRow(tables.channels, { channel: 'oa' }))!
    await admin.putChannel({ params: { channel: 'app' }, body: { enabled: false, url: receiver.url, secret: CHANNEL_SECRET, quietHours: null } })
    await tables.channels.model.update({ secret }, { where: { channel: 'app' } })
    expect(await admin.testChannel({ params: { channel: 'app' }, body: {} })).toMatchObject({ delivered: false, error: 'secret_unreadable' })
    expect(receiver.received).toEqual([])
  })
})

describe('configuring', () => {
  it('writes who changed what to the audit, without a key that the URL may hold', async () => {
    const url = `${receiver.url}?access_token=very-private`
    await admin.putChannel({ params: { channel: 'sms' }, body: { enabled: true, url, secret: CHANNEL_SECRET, quietHours: { from: '21:30', to: '08:00' } } })
    expect(await channelOf(server, 'sms')).toMatchObject({ url, quietHours: { from: '21:30', to: '08:00' } })
    expect((await audits('configure_channel')).at(-1)).toEqual({
      channel: 'sms', enabled: true, url: receiver.url, previousUrl: null, secretChanged: true, quietHours: { from: '21:30', to: '08:00' },
    })
    expect(JSON.stringify(await audits('configure_channel'))).not.toContain('very-private')
    await admin.putChannel({ params: { channel: 'sms' }, body: { enabled: false, url: null, quietHours: null } })
    expect(await channelOf(server, 'sms')).toMatchObject({ state: 'off', url: null, hasSecret: true, quietHours: null })
  })

  it('refuses what could not work, and keeps what was', async () => {
    const before = await channelOf(server, 'oa')
    const put = (body: { enabled?: boolean; url?: string | null; secret?: string; quietHours?: { from: string; to: string } | null }) =>
      errorsOf(admin.putChannel({ params: { channel: 'oa' }, body: { enabled: true, url: receiver.url, secret: CHANNEL_SECRET, quietHours: null, ...body } }))
    expect(await put({ url: null })).toEqual({ url: ['required'] })
    expect(await put({ url: 'http://10.0.0.8/messages' })).toEqual({ url: ['address_refused'] })
    expect(await put({ url: 'http://[fd00::1]/messages' })).toEqual({ url: ['address_refused'] })
    expect(await put({ url: 'http://169.254.169.254/' })).toEqual({ url: ['address_refused'] })
    expect(await put({ url: 'https://user:word@example.com/' })).toEqual({ url: ['credentials'] })
    expect(await put({ url: 'ftp://example.com/' })).toEqual({ url: ['invalid_value'] })
    expect(await put({ secret: 'short' })).toEqual({ secret: ['too_short'] })
    expect(await put({ quietHours: { from: '22:00', to: '22:00' } })).toEqual({ 'quietHours.to': ['empty_range'] })
    expect(await put({ quietHours: { from: '24:00', to: '07:00' } })).toEqual({ 'quietHours.from': ['invalid_value'] })
    expect(await channelOf(server, 'oa')).toEqual(before)
    await server.database.tables.channels.model.destroy({ where: { channel: 'oa' } })
    expect(await errorsOf(admin.putChannel({ params: { channel: 'oa' }, body: { enabled: true, url: receiver.url, quietHours: null } }))).toEqual({ secret: ['required'] })
    expect((await channelOf(server, 'oa')).state).toBe('off')
  })
})

describe('trying a channel', () => {
  const TEST = { params: { channel: 'sms' as const }, body: { phone: '13800000009', account: 'somebody' } }

  it('sends one message that is marked as a test, also before the channel is turned on', async () => {
    await admin.putChannel({ params: { channel: 'sms' }, body: { enabled: false, url: receiver.url, secret: CHANNEL_SECRET, quietHours: { from: '00:00', to: '23:59' } } })
    const result = await admin.testChannel(TEST)
    expect(result).toEqual({ delivered: true, status: 204, error: null, milliseconds: expect.any(Number) })
    expect(receiver.received).toHaveLength(1)
    const [one] = receiver.received
    expect(isGenuine(one!, CHANNEL_SECRET)).toBe(true)
    expect(one!.message).toMatchObject({ test: true, channel: 'sms', recipient: { phone: '13800000009', account: 'somebody' } })
    expect((await audits('test_channel')).at(-1)).toEqual({ channel: 'sms' })
  })

  it('says what was wrong, and is held to the same addresses', async () => {
    await admin.putChannel({ params: { channel: 'sms' }, body: { enabled: false, url: receiver.url, secret: CHANNEL_SECRET, quietHours: null } })
    receiver.behave(answerWith(403))
    expect(await admin.testChannel(TEST)).toMatchObject({ delivered: false, status: 403, error: 'http_status:403' })
    receiver.behave(answerWith(302, { Location: 'http://10.0.0.1/' }))
    expect(await admin.testChannel(TEST)).toMatchObject({ delivered: false, status: 302, error: 'redirect:302' })
    receiver.behave(() => undefined)
    expect(await admin.testChannel(TEST)).toMatchObject({ delivered: false, status: null, error: 'timeout' })
    const guarded = await startTestServer({ beside: server, channels: null })
    expect(await (await guarded.as('HQ/admin')).testChannel(TEST)).toMatchObject({ delivered: false, status: null, error: 'address_refused' })
    await guarded.stop()
    expect(await errorsOf(admin.testChannel({ ...TEST, body: {} }))).toEqual({ phone: ['required'] })
    await server.database.tables.channels.model.destroy({ where: { channel: 'sms' } })
    expect(await errorsOf(admin.testChannel(TEST))).toEqual({ url: ['required'], secret: ['required'] })
  })
})

describe('templates', () => {
  it('there is one for every event and channel that belong together, in the program’s own words at first', async () => {
    const { items } = await admin.listTemplates()
    expect(items.map(({ event, channel }) => ({ event, channel }))).toEqual(OUTSIDE_NOTICES)
    expect(items.every(({ standard, text, changedAt }) => standard && text.length > 0 && changedAt === null)).toBe(true)
  })

  it('are changed, taken back, and both written to the audit', async () => {
    const params = { event: 'reply_overdue', channel: 'oa' } as const
    const changed = await admin.putTemplate({ params, body: { text: '{ticketNo}超时' } })
    expect(changed).toEqual({ ...params, text: '{ticketNo}超时', standard: false, changedByName: '用户 admin', changedAt: server.clock.now().toISOString() })
    await admin.putTemplate({ params, body: { text: '{ticketNo}超时了' } })
    expect((await admin.listTemplates()).items.filter(({ standard }) => !standard).map(({ text }) => text)).toEqual(['{ticketNo}超时了'])
    expect(await admin.resetTemplate({ params })).toMatchObject({ standard: true, changedByName: null })
    expect((await audits('change_template')).at(-1)).toEqual({ ...params, text: '{ticketNo}超时了', previous: '{ticketNo}超时' })
    expect(await audits('reset_template')).toEqual([{ ...params, previous: '{ticketNo}超时了' }])
  })

  it('with an unknown placeholder or a lone brace are refused', async () => {
    const params = { event: 'submitted', channel: 'app' } as const
    for (const text of ['{phone}', '{ticketNo', 'ticketNo}', '{{ticketNo}}', '{ ticketNo }']) {
      expect(await errorsOf(admin.putTemplate({ params, body: { text } }))).toEqual({ text: ['unknown_placeholder'] })
    }
    expect(await errorsOf(admin.putTemplate({ params, body: { text: '   ' } }))).toEqual({ text: ['required'] })
    expect(await errorsOf(admin.putTemplate({ params, body: { text: 'x'.repeat(501) } }))).toEqual({ text: ['too_long'] })
  })

  it('of an event that the channel does not tell are not there', async () => {
    for (const params of [{ event: 'handed_back', channel: 'sms' }, { event: 'replied', channel: 'app' }] as const) {
      expect(await problemOf(admin.putTemplate({ params, body: { text: 'x' } }))).toMatchObject({ status: 404 })
      expect(await problemOf(admin.resetTemplate({ params }))).toMatchObject({ status: 404 })
    }
  })
})
