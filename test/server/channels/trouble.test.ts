import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findRows } from '#server/database/database.ts'
import { channelOf, dispatchesOf, givePhones, LOOPBACK, submitTicket, turnOn } from '#test/support/channels.ts'
import { answerWith, hang, startReceiver, type Behaviour, type Receiver } from '#test/support/receiver.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

const TIMEOUT_MS = 400
const WAIT = { timeout: 15_000, interval: 50 }

let server: TestServer
let app: Receiver
let sms: Receiver
beforeAll(async () => {
  server = await startTestServer({ delivery: true, channels: { channelNetworks: LOOPBACK, timeoutMs: TIMEOUT_MS } })
  await givePhones(server)
})
afterAll(() => server.stop())
beforeEach(async () => {
  app = await startReceiver()
  sms = await startReceiver()
  await turnOn(server, 'app', app.url)
  await turnOn(server, 'sms', sms.url)
})
afterEach(async () => {
  await server.database.sequelize.query("UPDATE dispatches SET state = 'skipped' WHERE state = 'waiting'")
  await Promise.all([app.stop(), sms.stop()])
})

/** How the two messages of a ticket ended their last try. */
const errorsOf = async (no: string) => (await dispatchesOf(server, no, 'app')).map(({ state, attempts, lastError }) => `${state} ${attempts} ${lastError}`)
const triedOnce = (error: string) => [`waiting 1 ${error}`, `waiting 1 ${error}`]

describe('an endpoint that fails', () => {
  it('is tried again after growing pauses, with the same ids, until it takes the messages', async () => {
    app.behave((answer, _received, number) => void answer.writeHead(number <= 4 ? 503 : 200).end())
    const no = await submitTicket(server)
    await expect.poll(() => errorsOf(no), WAIT).toEqual(triedOnce('http_status:503'))
    const planned = (await dispatchesOf(server, no, 'app')).map(({ nextAttemptAt }) => nextAttemptAt.getTime() - server.clock.now().getTime())
    for (const pause of planned) expect(pause).toBeGreaterThanOrEqual(2_500)
    for (const pause of planned) expect(pause).toBeLessThanOrEqual(5_000)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(app.received).toHaveLength(2)
    server.clock.advance(5_000)
    await expect.poll(() => errorsOf(no), WAIT).toEqual(['waiting 2 http_status:503', 'waiting 2 http_status:503'])
    server.clock.advance(10_000)
    await expect.poll(async () => (await dispatchesOf(server, no, 'app')).map(({ state, attempts }) => `${state} ${attempts}`), WAIT).toEqual(['done 3', 'done 3'])
    const ids = app.ids()
    expect(ids).toHaveLength(6)
    expect(new Set(ids).size).toBe(2)
    for (const id of new Set(ids)) expect(ids.filter((one) => one === id)).toHaveLength(3)
  })

  it('is dead after a day of trying, and is not tried any more', async () => {
    app.behave(answerWith(500))
    const no = await submitTicket(server)
    const began = server.clock.now().getTime()
    for (let attempt = 1; ; attempt++) {
      const tried = async () => (await dispatchesOf(server, no, 'app')).filter((row) => row.attempts === attempt && row.failedAt?.getTime() === server.clock.now().getTime())
      await expect.poll(async () => (await tried()).length, WAIT).toBe(2)
      const rows = await dispatchesOf(server, no, 'app')
      if (rows.every(({ state }) => state === 'dead')) break
      server.clock.set(new Date(Math.max(...rows.map(({ nextAttemptAt }) => nextAttemptAt.getTime()))))
    }
    expect(server.clock.now().getTime() - began).toBeLessThanOrEqual(24 * 3_600_000)
    const tries = app.received.length
    expect(tries).toBeGreaterThan(20)
    expect((await channelOf(server, 'app')).dead).toBe(2)
    server.clock.advance(48 * 3_600_000)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(app.received).toHaveLength(tries)
  })
})

describe('an endpoint that hangs', () => {
  const slowly: [string, Behaviour][] = [
    ['never answers', hang],
    ['answers after a minute', (answer) => void setTimeout(() => answer.writeHead(200).end(), 60_000).unref()],
    ['begins to answer and never ends', (answer) => void answer.writeHead(200).write('{')],
    ['sends a byte now and then', (answer) => {
      answer.writeHead(200)
      const drip = setInterval(() => answer.write('.'), 50)
      answer.on('close', () => clearInterval(drip))
    }],
  ]
  it.each(slowly)('%s: given up in time and tried again', async (_name, behaviour) => {
    app.behave(behaviour)
    const no = await submitTicket(server)
    await expect.poll(() => errorsOf(no), WAIT).toEqual(triedOnce('timeout'))
    app.behave(answerWith(200))
    server.clock.advance(5_000)
    await expect.poll(async () => (await dispatchesOf(server, no, 'app')).map(({ state }) => state), WAIT).toEqual(['done', 'done'])
    expect(new Set(app.ids()).size).toBe(2)
  })

  it('takes the connection and says nothing: given up in time', async () => {
    const silent: Server = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    await turnOn(server, 'app', `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`)
    const no = await submitTicket(server)
    await expect.poll(() => errorsOf(no), WAIT).toEqual(triedOnce('timeout'))
    silent.close()
  })

  it('holds up neither another channel nor messages in the program, even with more messages than it takes at once', async () => {
    app.behave(hang)
    const agent = await server.as('HQ/agent')
    const numbers: string[] = []
    for (let ticket = 0; ticket < 12; ticket++) numbers.push(await submitTicket(server, agent))
    const began = performance.now()
    await expect.poll(() => sms.received.length, WAIT).toBe(24)
    await expect.poll(async () => (await findRows(server.database.tables.messages, { ticketNo: numbers, event: 'submitted' })).length, WAIT).toBe(24)
    expect(performance.now() - began).toBeLessThan(5_000)
    await expect.poll(() => app.received.length, WAIT).toBeGreaterThanOrEqual(24)
    expect((await channelOf(server, 'sms')).state).toBe('on')
  })
})

describe('an endpoint that misbehaves', () => {
  const answers: [string, Behaviour, string][] = [
    ['redirects to a private address', answerWith(302, { Location: 'http://169.254.169.254/latest/meta-data/' }), 'redirect:302'],
    ['redirects with the body kept', answerWith(307, { Location: 'http://127.0.0.1:1/' }), 'redirect:307'],
    ['refuses', answerWith(400), 'http_status:400'],
    ['breaks the connection off', (answer) => void answer.destroy(), 'connection:ECONNRESET'],
  ]
  it.each(answers)('%s: refused, recorded, tried again', async (_name, behaviour, error) => {
    app.behave(behaviour)
    const no = await submitTicket(server)
    await expect.poll(() => errorsOf(no), WAIT).toEqual(triedOnce(error))
    expect((await channelOf(server, 'app')).lastError).toBe(error)
  })

  it('redirects to another endpoint: that one is not asked', async () => {
    app.behave(answerWith(307, { Location: sms.url }))
    const no = await submitTicket(server)
    await expect.poll(() => errorsOf(no), WAIT).toEqual(triedOnce('redirect:307'))
    expect(sms.received.filter(({ message }) => message.channel === 'app')).toEqual([])
  })

  it('answers without an end: it is not read on, and what it said first counts', async () => {
    app.behave((answer) => {
      answer.writeHead(200)
      const flood = (): void => { while (!answer.destroyed && answer.write('x'.repeat(65_536))); }
      answer.on('drain', flood)
      flood()
    })
    const no = await submitTicket(server)
    await expect.poll(async () => (await dispatchesOf(server, no, 'app')).map(({ state }) => state), WAIT).toEqual(['done', 'done'])
  })

  it('is not there: recorded', async () => {
    await app.stop()
    const no = await submitTicket(server)
    await expect.poll(() => errorsOf(no), WAIT).toEqual(triedOnce('connection:ECONNREFUSED'))
    app = await startReceiver()
  })
})

it('shows what became of messages in the metrics', async () => {
  app.behave(answerWith(500))
  await submitTicket(server)
  await expect.poll(async () => (await channelOf(server, 'app')).waiting, WAIT).toBe(2)
  await expect.poll(() => sms.received.length, WAIT).toBe(2)
  const text = await (await server.request('/metrics')).text()
  const figure = (name: string): number => Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
  expect(figure('gongdan_messages_total{channel="app",outcome="delivered"}')).toBeGreaterThan(0)
  expect(figure('gongdan_messages_total{channel="app",outcome="failed"}')).toBeGreaterThan(20)
  expect(figure('gongdan_messages_total{channel="app",outcome="dead"}')).toBe(2)
  expect(figure('gongdan_messages_total{channel="in_app",outcome="delivered"}')).toBeGreaterThan(12)
  expect(figure('gongdan_messages_total{channel="oa",outcome="delivered"}')).toBe(0)
  expect(figure('gongdan_messages_waiting{channel="app"}')).toBe(2)
})
