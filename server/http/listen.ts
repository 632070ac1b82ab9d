import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { maybeSlow } from './slowBodies.ts'

/** How long running requests may take to finish when the server stops, in ms. */
const STOP_PATIENCE_MS = 10_000
/** While it stops, how often connections without a request are ended, in ms. */
const SWEEP_MS = 50
/** A request has to arrive within this time, in ms: slow clients hold no connection for long. */
const REQUEST_TIMEOUT_MS = 30_000
/** The same for one that brings a file, in ms: 50 MiB at 90 kB a second. */
const SLOW_REQUEST_TIMEOUT_MS = 10 * 60_000
const HEADERS_TIMEOUT_MS = 10_000
/** Longer than the usual balancer's, so that the balancer ends idle connections, in ms. */
const KEEP_ALIVE_MS = 65_000

/** Requests that become something else than HTTP. */
export interface Upgrades {
  /** What it does not accept is answered as a plain request, whatever its `Upgrade` header wishes. */
  accepts: (request: IncomingMessage) => boolean
  take: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

export interface Listening {
  url: string
  port: number
  /** Accepts nothing more, waits for running requests, at most ten seconds, and ends. */
  stop: () => Promise<void>
}

/** The port cannot be had; the message says why in one line. */
export class ListenFailure extends Error {}

const failure = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  switch (error.code) {
    case 'EADDRINUSE': return new ListenFailure(`Port ${port} on ${host} is in use (GONGDAN_PORT)`)
    case 'EACCES': return new ListenFailure(`Port ${port} may not be used by this user (GONGDAN_PORT)`)
    case 'EADDRNOTAVAIL': case 'ENOTFOUND': return new ListenFailure(`${host} is no address of this machine (GONGDAN_HOST)`)
    default: return error
  }
}

/** Ends a request whose body is not there in time, unless it may take longer. */
const hurry = (listener: RequestListener, timeoutMs: number): RequestListener => (request, response) => {
  const timer = setTimeout(() => {
    if (request.complete || maybeSlow(request)) return
    if (!response.headersSent) request.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    request.socket.destroySoon()
  }, timeoutMs)
  timer.unref()
  // Not with the answer: what is refused may still be on its way.
  request.once('close', () => clearTimeout(timer))
  listener(request, response)
}

/** @throws ListenFailure */
export async function listen(
  listener: RequestListener, { host, port, requestTimeoutMs = REQUEST_TIMEOUT_MS }: { host: string; port: number; requestTimeoutMs?: number }, upgrades: Upgrades | null = null,
): Promise<Listening> {
  const server = createServer({
    requestTimeout: SLOW_REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS,
    shouldUpgradeCallback: (request) => upgrades?.accepts(request) ?? false,
  }, hurry(listener, requestTimeoutMs))
  if (upgrades) server.on('upgrade', (request, socket, head) => upgrades.take(request, socket, head))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(failure(error, host, port)))
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((resolve) => {
      const impatient = setTimeout(() => server.closeAllConnections(), STOP_PATIENCE_MS)
      // Callers keep their connections open behind the last answer.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
      server.close(() => {
        clearTimeout(impatient)
        clearInterval(sweep)
        resolve()
      })
    })
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, port: actual, stop }
}
