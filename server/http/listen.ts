import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** How long running requests may take to finish when the server stops, in ms. */
const STOP_PATIENCE_MS = 10_000
/** While it stops, how often connections without a request are ended, in ms. */
const SWEEP_MS = 50
/** A request has to arrive within this time, in ms: slow clients hold no connection for long. */
const REQUEST_TIMEOUT_MS = 30_000
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

/** @throws ListenFailure */
export async function listen(listener: RequestListener, { host, port }: { host: string; port: number }, upgrades: Upgrades | null = null): Promise<Listening> {
  const server = createServer({
    requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS,
    shouldUpgradeCallback: (request) => upgrades?.accepts(request) ?? false,
  }, listener)
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
