import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { channelOf, dispatchesOf, givePhones, LOOPBACK, submitTicket, turnOn } from '#test/support/channels.ts'
import { answerWith, startReceiver, type Receiver } from '#test/support/receiver.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

const WAIT = { timeout: 15_000, interval: 50 }
const NIGHT = { from: '22:00', to: '07:00' }

let server: TestServer
let receiver: Receiver
beforeAll(async () => {
  server = await startTestServer({ channels: { channelNetworks: LOOPBACK } })
  await givePhones(server)
})
afterAll(() => server.stop())
beforeEach(async () => { receiver = await startReceiver() })
afterEach(() => receiver.stop())

const told = (channel: string): number => receiver.received.filter(({ message }) => message.channel === channel).length

it('holds an SMS of the night back until seven, while the app hears at once', async () => {
  await turnOn(server, 'sms', receiver.url, { quietHours: NIGHT })
  await turnOn(server, 'app', receiver.url)
  server.clock.set('2026-03-04T22:00:00+08:00')
  const no = await submitTicket(server)
  await expect.poll(() => told('app'), WAIT).toBe(2)
  // What the app hears may be sent before the SMS stands in its list.
  await expect.poll(async () => (await channelOf(server, 'sms')).waiting, WAIT).toBe(2)
  await sleep(1_500)
  expect(told('sms')).toBe(0)
  expect((await channelOf(server, 'sms'))).toMatchObject({ state: 'on', waiting: 2 })
  server.clock.set('2026-03-05T06:59:59.999+08:00')
  await sleep(1_500)
  expect(told('sms')).toBe(0)
  server.clock.set('2026-03-05T07:00:00+08:00')
  await expect.poll(() => told('sms'), WAIT).toBe(2)
  await expect.poll(async () => (await dispatchesOf(server, no, 'sms')).map(({ state, attempts }) => `${state} ${attempts}`), WAIT).toEqual(['done 1', 'done 1'])
})

it('does not try again in the night what failed in the evening', async () => {
  await turnOn(server, 'sms', receiver.url, { quietHours: NIGHT })
  receiver.behave(answerWith(503))
  server.clock.set('2026-03-06T21:59:59+08:00')
  const no = await submitTicket(server)
  await expect.poll(async () => (await dispatchesOf(server, no, 'sms')).filter(({ failedAt }) => failedAt).length, WAIT).toBe(2)
  receiver.behave(answerWith(200))
  server.clock.set('2026-03-07T03:00:00+08:00')
  await sleep(1_500)
  expect(told('sms')).toBe(2)
  server.clock.set('2026-03-07T07:00:01+08:00')
  await expect.poll(() => told('sms'), WAIT).toBe(4)
})
