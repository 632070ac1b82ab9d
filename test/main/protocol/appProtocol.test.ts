import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createAppProtocol } from '../../../main/protocol/appProtocol.ts'
import { contentSecurityPolicy } from '../../../main/protocol/contentSecurityPolicy.ts'
import type { Fetch } from '../../../main/protocol/forward.ts'

const folder = mkdtempSync(join(tmpdir(), 'page-'))
const root = join(folder, 'renderer')
mkdirSync(root)
writeFileSync(join(root, 'index.html'), '<title>页</title>')
writeFileSync(join(folder, 'secret.txt'), 'secret')
afterAll(() => rmSync(folder, { recursive: true }))

const target = { serverUrl: 'https://server.example/base', unreachableTitle: '无法连接服务器' }
const unexpected: Fetch = () => Promise.reject(new Error('no request was expected'))
const protocol = (fetch: Fetch = unexpected) => createAppProtocol({ root, target: () => target, fetch })
const statusOf = async (address: string, init?: RequestInit) => (await protocol()(new Request(address, init))).status

describe('files of the page', () => {
  it('come with their type and the content security policy', async () => {
    const response = await protocol()(new Request('app://gongdan/'))
    expect(await response.text()).toBe('<title>页</title>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy(target.serverUrl))
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('are not to be had from outside the folder, from another host, or by another method', async () => {
    expect(await statusOf('app://gongdan/..%2Fsecret.txt')).toBe(404)
    expect(await statusOf('app://gongdan/none.js')).toBe(404)
    expect(await statusOf('app://other/index.html')).toBe(404)
    expect(await statusOf('app://gongdan/index.html', { method: 'POST', body: 'x' })).toBe(405)
  })
})

describe('requests to the API', () => {
  it('go to the server with method, headers and body, and its answer comes back', async () => {
    const seen: { address: string; method: string | undefined; headers: Headers; body: string }[] = []
    const answer = protocol(async (address, init) => {
      seen.push({ address, method: init.method, headers: new Headers(init.headers), body: await new Response(init.body).text() })
      return new Response('{"no":"2609003021"}', {
        status: 201,
        headers: { 'content-type': 'application/json', 'content-encoding': 'identity' },
      })
    })
    const response = await answer(
      new Request('app://gongdan/api/v1/tickets?x=%20', {
        method: 'POST',
        headers: { authorization: 'Bearer t', cookie: 'a=1' },
        body: '{"甲":1}',
      }),
    )
    expect(seen).toMatchObject([
      { address: 'https://server.example/base/api/v1/tickets?x=%20', method: 'POST', body: '{"甲":1}' },
    ])
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer t')
    expect(seen[0]?.headers.has('cookie')).toBe(false)
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual({ no: '2609003021' })
    expect(response.headers.has('content-encoding')).toBe(false)
  })

  it('pass on a body piece by piece, before it is complete', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const response = await protocol(async () => new Response(readable))(new Request('app://gongdan/api/v1/stream'))
    const reader = response.body?.getReader()
    void writer.write(new TextEncoder().encode('first'))
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first')
    void writer.close()
    expect((await reader?.read())?.done).toBe(true)
  })

  it('pass on an answer without a body', async () => {
    const response = await protocol(async () => new Response(null, { status: 204 }))(
      new Request('app://gongdan/api/v1/session', { method: 'DELETE' }),
    )
    expect([response.status, response.body]).toEqual([204, null])
  })

  it('are answered by 503 server_unreachable when the server cannot be reached', async () => {
    const response = await protocol(() => Promise.reject(new TypeError('fetch failed')))(new Request('app://gongdan/api/v1/me'))
    expect(response.status).toBe(503)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({ status: 503, code: 'server_unreachable', title: '无法连接服务器' })
  })

  it('that the page gave up are not called unreachable', async () => {
    const controller = new AbortController()
    controller.abort()
    const request = new Request('app://gongdan/api/v1/me', { signal: controller.signal })
    await expect(protocol(() => Promise.reject(new Error('aborted')))(request)).rejects.toThrow('aborted')
  })
})

it('lets the page connect to its own server only, and run no script but its own', () => {
  const policy = contentSecurityPolicy('http://127.0.0.1:8080')
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:8080;")
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toContain('unsafe-eval')
  expect(contentSecurityPolicy('https://server.example')).toContain("connect-src 'self' wss://server.example;")
})
