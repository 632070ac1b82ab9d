import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FAULTS, NO_FAULTS, startFaultProxy, type Fault, type FaultProxy } from '../../fault/outbox/proxy.ts'
import { seededRandom } from '../../fault/outbox/random.ts'

let server: Server
let proxy: FaultProxy
/** Bytes of the bodies that came whole, and how many requests broke off. */
let whole: number[]
let broken: number

beforeEach(async () => {
  whole = []
  broken = 0
  server = createServer((incoming, answer) => {
    let bytes = 0
    incoming.on('data', (chunk: Buffer) => { bytes += chunk.length })
    incoming.on('error', () => { broken++ })
    incoming.on('end', () => {
      whole.push(bytes)
      answer.end('x'.repeat(20_000))
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  proxy = await startFaultProxy({ port: (server.address() as AddressInfo).port }, seededRandom(7))
})
afterEach(async () => {
  await proxy.stop()
  server.closeAllConnections()
  server.close()
})

/** @returns the length of the answer, or what failed */
const send = (bytes: number): Promise<number | string> => new Promise((resolve) => {
  const outgoing = request(proxy.url, { method: 'POST', headers: { 'Content-Length': bytes } }, (answer) => {
    let length = 0
    answer.on('data', (chunk: Buffer) => { length += chunk.length })
    answer.on('end', () => resolve(length))
    answer.on('error', () => resolve('answer cut'))
  })
  outgoing.on('error', () => resolve('no answer'))
  outgoing.end(Buffer.alloc(bytes))
})
const always = (fault: Fault): void => proxy.setRates({ ...NO_FAULTS, [fault]: 1 })

describe('the fault proxy', () => {
  it('passes what no fault strikes, however large', async () => {
    expect(await Promise.all([send(1), send(3_000_000), send(200_000)])).toEqual([20_000, 20_000, 20_000])
    expect(whole.sort((a, b) => a - b)).toEqual([1, 200_000, 3_000_000])
    expect(proxy.figures()).toMatchObject({ exchanges: 3, dropBefore: 0 })
  })
  it('drops a request before the server hears of it', async () => {
    always('dropBefore')
    expect(await send(100)).toBe('no answer')
    expect([whole, broken]).toEqual([[], 0])
    expect(proxy.figures().watchedLost).toBe(0)
  })
  it('drops the answer after the server has done the work', async () => {
    always('dropAfter')
    expect(await send(100)).toBe('no answer')
    expect(whole).toEqual([100])
    expect(proxy.figures().watchedLost).toBe(1)
  })
  it('cuts a request: the server gets a part and never the whole', async () => {
    always('cutRequest')
    expect(await Promise.all(Array.from({ length: 10 }, () => send(500_000)))).toEqual(Array.from({ length: 10 }, () => 'no answer'))
    expect(whole).toEqual([])
    expect(broken).toBeGreaterThan(0)
  })
  it('cuts an answer: the server has done the work, the client has no whole answer', async () => {
    always('cutAnswer')
    for (let time = 0; time < 10; time++) expect(await send(100)).toMatch(/no answer|answer cut/)
    expect(whole).toHaveLength(10)
  })
  it('delays without losing', async () => {
    always('delay')
    const asked = performance.now()
    expect(await send(300_000)).toBe(20_000)
    expect(performance.now() - asked).toBeGreaterThan(15)
    expect(whole).toEqual([300_000])
  })
  it('refuses everything while the network is gone, and nothing afterwards', async () => {
    proxy.setGone(true)
    expect(await send(1)).toBe('no answer')
    proxy.setGone(false)
    expect(await send(1)).toBe(20_000)
    expect(proxy.figures()).toMatchObject({ refused: 1, exchanges: 1 })
  })
  it('strikes as often as it is told, and counts each', async () => {
    proxy.setRates(Object.fromEntries(FAULTS.map((fault) => [fault, 0.1])) as Record<Fault, number>)
    const outcomes: (number | string)[] = []
    for (let time = 0; time < 200; time++) outcomes.push(await send(50))
    const { exchanges, delay, ...figures } = proxy.figures()
    const struck = figures.dropBefore + figures.cutRequest + figures.dropAfter + figures.cutAnswer
    expect(exchanges).toBe(200)
    expect(outcomes.filter((outcome) => typeof outcome === 'string')).toHaveLength(struck)
    expect(struck).toBeGreaterThan(40)
    expect(struck).toBeLessThan(120)
    expect(delay).toBeGreaterThan(5)
  })
})
