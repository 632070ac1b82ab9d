import { createServer, connect } from 'node:net'
import { StartFailure } from './failure.mjs'

/**
 * A TCP port that is free at this moment.
 * @param {string} [host]
 * @returns {Promise<number>}
 */
export function freePort(host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, host, () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/**
 * Fails at once, before anything long begins, when the port cannot be listened on.
 * @param {number} port
 * @param {string} host
 * @throws {StartFailure}
 */
export function checkPort(port, host) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined
      const reason = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be listened on (${error.message})`
      reject(new StartFailure(`Port ${port} on ${host} ${reason}: choose another with GONGDAN_PORT`))
    })
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })
}

/**
 * Reads the greeting that a MySQL or MariaDB server sends to every connection once it is ready to serve.
 * @param {number} port
 * @param {string} host
 * @param {number} patience ms
 * @returns {Promise<string | undefined>} its version text; undefined while nothing answers
 */
export function readDatabaseGreeting(port, host, patience) {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: patience })
    const end = (/** @type {string | undefined} */ version) => {
      socket.destroy()
      resolve(version)
    }
    socket.once('error', () => end(undefined))
    socket.once('timeout', () => end(undefined))
    socket.once('close', () => end(undefined))
    socket.once('data', (packet) => end(parseGreeting(packet)))
  })
}

/**
 * @param {Buffer} packet length (3 bytes), sequence (1), protocol 10 (1), version ending with a zero byte
 * @returns {string | undefined}
 */
export function parseGreeting(packet) {
  if (packet.length < 6 || packet[4] !== 10) return undefined
  const end = packet.indexOf(0, 5)
  return end < 0 ? undefined : packet.toString('latin1', 5, end)
}
