import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createChannelTools } from '#server/channels/tools.ts'
import { claimDispatches, LEASE_MS, markDelivered, markFailed } from '#server/jobs/channels/dispatches.ts'
import { fanOut } from '#server/jobs/channels/fanOut.ts'
import { dispatchesOf, LOOPBACK, submitTicket, turnOn } from '#test/support/channels.ts'
import { hang, answerWith, startReceiver, type Receiver } from '#test/support/receiver.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

const WAIT = { timeout: 20_000, interval: 50 }

let first: TestServer
let receiver: Receiver
beforeAll(async () => {
  first = await startTestServer({ channels: null })
  receiver = await startReceiver()
})
afterAll(async () => {
  await receiver.stop()
  await first.stop()
})

const configure = async (): Promise<void> => {
  // The server without a courier refuses loopback; what is stored is what another one with it reads.
  const server = await startTestServer({ beside: first, channels: { channelNetworks: LOOPBACK } })
  await turnOn(server, 'app', receiver.url)
  await server.stop()
}

it('two servers send every message once', async () => {
  await configure()
  const agent = await first.as('HQ/agent')
  const numbers: string[] = []
  for (let ticket = 0; ticket < 20; ticket++) numbers.push(await submitTicket(first, agent))
  const couriers = await Promise.all([1, 2].map(() => startTestServer({ beside: first, channels: { channelNetworks: LOOPBACK } })))
  await expect.poll(() => receiver.received.length, WAIT).toBe(40)
  await expect.poll(async () => (await Promise.all(numbers.map((no) => dispatchesOf(first, no, 'app')))).flat().every(({ state, attempts }) => state === 'done' && attempts === 1), WAIT).toBe(true)
  expect(new Set(receiver.ids()).size).toBe(40)
  for (const courier of couriers) await courier.stop()
})

it('what a server claimed and did not finish is taken up by another after its lease, not before', async () => {
  const no = await submitTicket(first)
  await fanOut(first.services, 'app')
  const [claimed] = await claimDispatches(first.services, 'app', 16)
  const rows = await dispatchesOf(first, no, 'app')
  expect(rows.map(({ attempts }) => attempts)).toEqual([1, 1])
  first.clock.advance(LEASE_MS - 1)
  expect(await claimDispatches(first.services, 'app', 16)).toEqual([])
  first.clock.advance(1)
  const again = await claimDispatches(first.services, 'app', 16)
  expect(again.map(({ id, attempts }) => `${id} ${attempts}`)).toEqual(rows.map(({ id }) => `${id} 2`))

  // The first one comes back late: its failure is no news, its success is.
  expect(await markFailed(first.services, claimed!, 'timeout', 0)).toBe(false)
  expect((await dispatchesOf(first, no, 'app')).map(({ state, lastError }) => `${state} ${lastError}`)).toEqual(['waiting null', 'waiting null'])
  await markDelivered(first.services, claimed!)
  await markFailed(first.services, again[0]!, 'timeout', 0)
  expect((await dispatchesOf(first, no, 'app')).map(({ state }) => state)).toEqual(['done', 'waiting'])
  await markDelivered(first.services, again[1]!)
})

it('a server that is stopped gives back what it was sending; the next one sends it with the same id', async () => {
  receiver.behave(hang)
  const before = receiver.received.length
  const stopping = await startTestServer({ beside: first, channels: { channelNetworks: LOOPBACK } })
  const no = await submitTicket(first)
  await expect.poll(() => receiver.received.length - before, WAIT).toBe(2)
  await stopping.stop()
  expect((await dispatchesOf(first, no, 'app')).map(({ state, attempts, lastError }) => `${state} ${attempts} ${lastError}`)).toEqual(['waiting 0 null', 'waiting 0 null'])
  receiver.behave(answerWith(200))
  const next = await startTestServer({ beside: first, channels: { channelNetworks: LOOPBACK } })
  await expect.poll(async () => (await dispatchesOf(first, no, 'app')).map(({ state }) => state), WAIT).toEqual(['done', 'done'])
  expect(new Set(receiver.ids().slice(before)).size).toBe(2)
  await next.stop()
})

/** A process of its own that sends until it is killed. */
async function startSendingProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../support/sendingProcess.ts', import.meta.url))], {
    env: { ...process.env, TEST_DATABASE_URL: first.databaseUrl, TEST_NOW: first.clock.now().toISOString() }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  return child
}

it('a process that is killed while it sends: another one sends with the same ids', async () => {
  receiver.behave(hang)
  const before = receiver.received.length
  const no = await submitTicket(first)
  const child = await startSendingProcess()
  await expect.poll(() => receiver.received.length - before, WAIT).toBe(2)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect((await dispatchesOf(first, no, 'app')).map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(['waiting 1', 'waiting 1'])
  receiver.behave(answerWith(200))
  first.clock.advance(LEASE_MS)
  const next = await startTestServer({ beside: first, channels: { channelNetworks: LOOPBACK } })
  await expect.poll(async () => (await dispatchesOf(first, no, 'app')).map(({ state, attempts }) => `${state} ${attempts}`), WAIT).toEqual(['done 2', 'done 2'])
  const ids = receiver.ids().slice(before)
  expect(ids).toHaveLength(4)
  expect(new Set(ids).size).toBe(2)
  await next.stop()
})

it('a secret that was sealed under another server secret is said to be unreadable; nothing is sent, what waits stays', async () => {
  const other = await startTestServer({ beside: first, channels: { channelNetworks: LOOPBACK, secret: 'another secret of the server, long enough' } })
  const before = receiver.received.length
  const no = await submitTicket(first)
  await expect.poll(async () => (await dispatchesOf(first, no, 'app')).map(({ state, lastError }) => `${state} ${lastError}`), WAIT).toEqual(['waiting secret_unreadable', 'waiting secret_unreadable'])
  const [, app] = (await (await other.as('HQ/admin')).listChannels()).items
  expect(app).toMatchObject({ channel: 'app', state: 'failing', enabled: true, lastError: 'secret_unreadable' })
  expect(receiver.received.length).toBe(before)
  await other.stop()
  expect(createChannelTools({ secret: 'x'.repeat(40), channelNetworks: [] }).secrets.open('app', 'v1.AAAA')).toBeNull()
})
