import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { listen, type Listening } from '#server/http/listen.ts'
import { allowSlowBody } from '#server/http/slowBodies.ts'

const TIMEOUT_MS = 300

let listening: Listening
afterEach(() => listening.stop())

/** Sends a body of which half comes at once and half never, and gives what the server says until it ends the connection or the time is over. */
async function sendHalf(path: string, waitMs: number): Promise<{ said: string; ended: boolean; socket: Socket }> {
  const socket = connect(listening.port, '127.0.0.1')
  await once(socket, 'connect')
  let said = ''
  let ended = false
  socket.on('data', (chunk: Buffer) => { said += chunk.toString() })
  socket.on('close', () => { ended = true })
  socket.on('error', () => {})
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\nhalf`)
  await new Promise((resolve) => setTimeout(resolve, waitMs))
  return { said, ended, socket }
}

describe('a request whose body does not come', () => {
  it('is ended in time, unless it brings a file', async () => {
    const bodies: string[] = []
    listening = await listen((request, response) => {
      if (request.url === '/file') allowSlowBody(request)
      let body = ''
      request.on('data', (chunk: Buffer) => { body += chunk.toString() })
      request.on('end', () => {
        bodies.push(body)
        response.end('done')
      })
    }, { host: '127.0.0.1', port: 0, requestTimeoutMs: TIMEOUT_MS })

    const [usual, file] = await Promise.all([sendHalf('/usual', TIMEOUT_MS * 3), sendHalf('/file', TIMEOUT_MS * 3)])
    expect([usual.ended, usual.said.split('\r\n')[0]]).toEqual([true, 'HTTP/1.1 408 Request Timeout'])
    expect([file.ended, file.said]).toEqual([false, ''])
    file.socket.write('and the other ha')
    await expect.poll(() => bodies).toEqual(['halfand the other ha'])
    file.socket.destroy()
  })

  it('may be answered late: only the body is hurried', async () => {
    listening = await listen((request, response) => {
      request.resume()
      setTimeout(() => response.end('late'), TIMEOUT_MS * 2)
    }, { host: '127.0.0.1', port: 0, requestTimeoutMs: TIMEOUT_MS })
    const response = await fetch(listening.url, { method: 'POST', body: 'whole' })
    expect(await response.text()).toBe('late')
  })
})
