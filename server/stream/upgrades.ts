import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { STREAM_PATH } from '#shared/contract/stream.ts'
import type { Upgrades } from '../http/listen.ts'
import { isOwnOrigin } from './origin.ts'

const PATH = `/api/v1${STREAM_PATH}`
/** A message of a page; a longer one ends the connection. */
const MOST_BYTES = 16 * 1024

export interface UpgradeOptions {
  trustedProxies: number
  /** False while no connection is taken: the server stops, or too many have not said who they are. */
  hasRoom: () => boolean
  onSocket: (socket: WebSocket) => void
}

const STATUS = { 403: 'Forbidden', 503: 'Service Unavailable' } as const
const CODE = { 403: 'forbidden', 503: 'server_unreachable' } as const

function refuse(socket: Duplex, status: keyof typeof STATUS): void {
  const body = JSON.stringify({ type: 'about:blank', title: STATUS[status], status, code: CODE[status] })
  socket.end([
    `HTTP/1.1 ${status} ${STATUS[status]}`, 'Connection: close', 'Content-Type: application/problem+json', `Content-Length: ${Buffer.byteLength(body)}`,
    ...(status === 503 ? ['Retry-After: 2'] : []), '', body,
  ].join('\r\n'))
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0]!

/** Turns requests for the stream into WebSockets. All others stay plain requests, whatever they wish to be upgraded to. */
export function createUpgrades({ trustedProxies, hasRoom, onSocket }: UpgradeOptions): Upgrades {
  const sockets = new WebSocketServer({ noServer: true, clientTracking: false, maxPayload: MOST_BYTES, perMessageDeflate: false })
  return {
    accepts: (request) => request.headers.upgrade?.toLowerCase() === 'websocket' && pathOf(request) === PATH,
    take(request, socket, head) {
      socket.on('error', () => socket.destroy())
      if (!isOwnOrigin(request, trustedProxies)) return refuse(socket, 403)
      if (!hasRoom()) return refuse(socket, 503)
      sockets.handleUpgrade(request, socket, head, onSocket)
    },
  }
}
