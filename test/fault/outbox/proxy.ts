import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { between, type Random } from './random.ts'

/** What can happen to one exchange (a request and its answer) on its way. */
export const FAULTS = ['dropBefore', 'cutRequest', 'dropAfter', 'cutAnswer', 'delay'] as const
export type Fault = (typeof FAULTS)[number]

/** Share of the exchanges, from 0 to 1, that each fault strikes; their sum is at most 1. */
export type FaultRates = Readonly<Record<Fault, number>> & {
  /** Of the watched requests besides: their answers are dropped. */
  readonly watchedDropAfter?: number
}
export const NO_FAULTS: FaultRates = { dropBefore: 0, cutRequest: 0, dropAfter: 0, cutAnswer: 0, delay: 0 }

/** ms that a delayed request waits. */
const DELAY_MS = { least: 20, most: 400 }

export interface FaultProxy {
  readonly url: string
  /** From the next exchange on. */
  setRates: (rates: FaultRates) => void
  /** The network is gone: open connections break, new ones too, until it is called with false. */
  setGone: (gone: boolean) => void
  /** Exchanges that began, and those that a fault struck, by kind; `watchedLost`: of the watched requests, those whose answer was lost. */
  figures: () => Record<Fault | 'exchanges' | 'refused' | 'unreachable' | 'watchedLost', number>
  stop: () => Promise<void>
}

/** Bytes of the whole request as its head announces them; null where the head is not whole in the first bytes. */
function lengthOf(first: Buffer): number | null {
  const end = first.indexOf('\r\n\r\n')
  if (end < 0) return null
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(first.subarray(0, end).toString('latin1')) ?? []
  return end + 4 + Number(length ?? 0)
}

/**
 * A TCP proxy that breaks connections. It knows of HTTP only that who asks waits for the answer: the first byte of the
 * client after one of the server begins an exchange, and each exchange has its own fate.
 * - `dropBefore`: the connection breaks and the server hears nothing of the request;
 * - `cutRequest`: the server gets a part of it;
 * - `dropAfter`: the server has answered, the client hears nothing of it;
 * - `cutAnswer`: the client gets a part of the answer;
 * - `delay`: the request waits.
 * @param random decides, so that a seed repeats the order of fates (not their moments)
 * @param watched beginning of the requests whose lost answers are counted, and can be lost more often
 */
export async function startFaultProxy(target: { port: number }, random: Random, watched = 'POST '): Promise<FaultProxy> {
  let rates = NO_FAULTS
  let gone = false
  const counted = Object.fromEntries([...FAULTS, 'exchanges', 'refused', 'unreachable', 'watchedLost'].map((name) => [name, 0])) as ReturnType<FaultProxy['figures']>
  const open = new Set<Socket>()

  function choose(isWatched: boolean): Fault | null {
    if (isWatched && random() < (rates.watchedDropAfter ?? 0)) return 'dropAfter'
    let point = random()
    for (const fault of FAULTS) {
      if (point < rates[fault]) return fault
      point -= rates[fault]
    }
    return null
  }

  const server = createServer({ noDelay: true }, (client) => {
    if (gone) {
      counted.refused++
      client.destroy()
      return
    }
    const upstream = connect({ port: target.port, host: '127.0.0.1', noDelay: true })
    const both = [client, upstream]
    for (const socket of both) open.add(socket)
    const end = (): void => both.forEach((socket) => {
      open.delete(socket)
      socket.destroy()
    })
    let asking = false
    let fault: Fault | null = null
    let isWatched = false
    /** Bytes of the request that still pass before it is cut. */
    let passing = Infinity

    const pass = (bytes: Buffer): void => {
      if (upstream.destroyed) return
      if (bytes.length < passing) {
        passing -= bytes.length
        if (!upstream.write(bytes)) client.pause()
        return
      }
      // What is written before the end still reaches the server.
      if (passing > 0) upstream.end(bytes.subarray(0, passing), end)
      passing = 0
    }
    client.on('data', (bytes: Buffer) => {
      if (asking) return pass(bytes)
      asking = true
      isWatched = bytes.subarray(0, watched.length).toString('latin1') === watched
      counted.exchanges++
      fault = choose(isWatched)
      if (fault) counted[fault]++
      if (fault === 'dropBefore') return end()
      passing = fault === 'cutRequest' ? between(random, 1, Math.max(1, (lengthOf(bytes) ?? bytes.length) - 1)) : Infinity
      if (fault !== 'delay') return pass(bytes)
      client.pause()
      setTimeout(() => {
        pass(bytes)
        client.resume()
      }, between(random, DELAY_MS.least, DELAY_MS.most))
    })
    upstream.on('drain', () => client.resume())
    upstream.on('data', (bytes: Buffer) => {
      asking = false
      if (isWatched && (fault === 'dropAfter' || fault === 'cutAnswer')) counted.watchedLost++
      if (fault === 'dropAfter') return end()
      if (fault === 'cutAnswer') {
        upstream.pause()
        client.write(bytes.subarray(0, between(random, 1, Math.max(1, bytes.length - 1))), end)
        return
      }
      if (!client.write(bytes)) upstream.pause()
    })
    client.on('drain', () => upstream.resume())
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') counted.unreachable++
    })
    client.on('error', () => undefined)
    for (const socket of both) socket.on('close', end)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setRates: (given) => { rates = given },
    setGone(given) {
      gone = given
      if (gone) for (const socket of open) socket.destroy()
    },
    figures: () => ({ ...counted }),
    stop: () => new Promise((resolve) => {
      for (const socket of open) socket.destroy()
      server.close(() => resolve())
    }),
  }
}
