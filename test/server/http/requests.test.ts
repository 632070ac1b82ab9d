import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENDPOINTS, type Endpoint } from '#shared/contract/endpoints.ts'
import { problemSchema, type Problem } from '#shared/contract/errors.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
let token: string
beforeAll(async () => {
  server = await startTestServer()
  token = await server.tokenOf('HQ/agent')
})
afterAll(() => server.stop())

interface Sent { method?: string; body?: BodyInit; headers?: Record<string, string>; signedIn?: boolean }

async function send(path: string, { method = 'GET', body, headers = {}, signedIn = true }: Sent = {}) {
  const response = await server.request(path, {
    method, body, ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    headers: { ...(signedIn ? { Authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
  } as RequestInit)
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, problem: () => problemSchema.parse(JSON.parse(text)) as Problem }
}
const post = (body: unknown, more: Sent = {}) => send('/api/v1/customers', { method: 'POST', body: JSON.stringify(body), ...more })
const good = { name: '王女士', phones: ['13900002671'], type: 'individual' }

describe('a request that is refused', () => {
  test('every endpoint of a user answers 401 without a token, before anything else is looked at', async () => {
    for (const [name, endpoint] of Object.entries<Endpoint>(ENDPOINTS).filter(([, { authentication }]) => authentication !== 'none')) {
      const path = `/api/v1${endpoint.path.replace(':no', '2603000001').replace(':id', '1')}`
      const { status, headers, problem } = await send(path, { method: endpoint.method, signedIn: false, ...(endpoint.body ? { body: '{"unknown":1}' } : {}) })
      expect([name, status, problem().code]).toEqual([name, 401, 'unauthenticated'])
      expect(headers.get('content-type')).toBe('application/problem+json')
    }
  })

  test('the body of a stranger is not waited for', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () =>
        socket.write('POST /api/v1/customers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{'))
      socket.once('data', (data) => { resolve(data.toString()); socket.destroy() })
      socket.once('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  })

  test('unknown paths are 404, in the language asked for, with the request id', async () => {
    const english = await send('/api/v1/nothing', { headers: { 'Accept-Language': 'en-GB,en;q=0.9', 'X-Request-Id': 'my-request-17' } })
    expect(english.status).toBe(404)
    expect(english.problem()).toEqual({ type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', instance: 'my-request-17' })
    expect(english.headers.get('x-request-id')).toBe('my-request-17')
    expect((await send('/nothing', { headers: { 'Accept-Language': 'zh-CN' } })).problem().title).toBe('未找到')
  })

  test('a request id that could forge log lines is replaced', async () => {
    const { headers } = await send('/api/v1/me', { headers: { 'X-Request-Id': 'a b"c' } })
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('parameters that cannot be one are 404', async () => {
    for (const path of ['/api/v1/customers/abc', '/api/v1/tickets/1', '/api/v1/customers/99999999999999999999', '/api/v1/customers/9999999999999999999', '/api/v1/tickets/%2e%2e']) {
      expect((await send(path)).problem().code).toBe('not_found')
    }
  })

  test('a wrong method is 405 and tells the right ones', async () => {
    const { status, headers, problem } = await send('/api/v1/customers', { method: 'PUT', body: '{}' })
    expect([status, problem().code]).toEqual([405, 'method_not_allowed'])
    expect(headers.get('allow')!.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST'])
  })

  test('other content than JSON in UTF-8 is 415', async () => {
    const kinds: Record<string, string>[] = [{ 'Content-Type': 'text/plain' }, { 'Content-Type': 'application/json; charset=gbk' }, { 'Content-Encoding': 'gzip' }, { 'Content-Type': 'application/x-www-form-urlencoded' }]
    for (const headers of kinds) {
      const { status, problem } = await send('/api/v1/customers', { method: 'POST', body: '{}', headers })
      expect([status, problem().code]).toEqual([415, 'unsupported_media_type'])
    }
  })

  test('what is not JSON or not UTF-8 is 400', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    for (const body of ['{', '', '{"name":', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 'undefined']) {
      expect((await send('/api/v1/customers', { method: 'POST', body })).problem()).toMatchObject({ status: 400, code: 'bad_request' })
    }
    expect((await send('/api/v1/customers', { method: 'POST', body: deep, headers: { 'Idempotency-Key': randomUUID() } })).status).toBeLessThan(500)
  })

  test('a body over 1 MiB is 413, whether its length is told or not, and the server goes on', async () => {
    const large = 'x'.repeat(2 * 1024 * 1024)
    expect((await send('/api/v1/customers', { method: 'POST', body: large })).problem()).toMatchObject({ status: 413, code: 'too_large' })
    const chunked = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let index = 0; index < 32; index++) controller.enqueue(new TextEncoder().encode('x'.repeat(64 * 1024)))
        controller.close()
      },
    })
    expect((await send('/api/v1/customers', { method: 'POST', body: chunked })).problem()).toMatchObject({ status: 413, code: 'too_large' })
    expect((await post({ ...good, name: '长'.repeat(300_000) })).status).toBe(422)
    expect((await send('/api/v1/me')).status).toBe(200)
  })

  test('bodies that do not fit are 422 with stable codes by field', async () => {
    const { status, problem } = await post({ name: ' ', phones: [], type: 'cat', city: 'x'.repeat(41), unknown: 1, mallCode: 5 })
    expect(status).toBe(422)
    expect(problem()).toMatchObject({
      code: 'validation_failed',
      errors: { name: ['required'], phones: ['required'], type: ['invalid_value'], city: ['too_long'], unknown: ['unknown_field'], mallCode: ['invalid_type'] },
    })
    expect((await post({})).problem().errors).toEqual({ name: ['required'], phones: ['required'], type: ['required'] })
    expect((await post([])).problem().errors).toEqual({ body: ['invalid_type'] })
    expect((await post(null)).problem().errors).toEqual({ body: ['invalid_type'] })
    expect((await post({ ...good, phones: ['13900002671', 'call me'] })).status).toBe(422)
    expect((await post({ ...good, mallCode: 'DEPT-S' })).problem().errors).toEqual({ mallCode: ['unknown'] })
  })

  test('fields of the nearest form of a union are named, and what JSON can smuggle in is an unknown field', async () => {
    const create = (customer: unknown) => send('/api/v1/tickets', {
      method: 'POST', body: JSON.stringify({ type: 'complaint', level: '1', customer, feedback: { content: 'x', channel: 'phone', calledAt: '2026-03-04T02:00:00Z' }, submit: false }),
    })
    expect((await create({ id: '1', colour: 'red' })).problem().errors).toEqual({ 'customer.colour': ['unknown_field'] })
    expect((await create({ name: '', phones: ['13900002671'], type: 'individual' })).problem().errors).toEqual({ 'customer.name': ['required'] })
    expect((await create(undefined)).problem().errors).toEqual({ customer: ['required'] })
    const smuggled = await send('/api/v1/customers', { method: 'POST', body: '{"__proto__":{"a":1},"name":"王","phones":["13900002671"],"type":"individual"}' })
    expect([smuggled.status, smuggled.text.includes('"errors":{"__proto__":["unknown_field"]}')]).toEqual([422, true])
  })

  test('queries with unknown, missing or repeated parameters are 422', async () => {
    expect((await send('/api/v1/customers?phone=1&colour=red')).problem().errors).toMatchObject({ colour: ['unknown_field'] })
    expect((await send('/api/v1/customers')).problem().errors).toEqual({ body: ['one_of_phone_or_q'] })
    expect((await send('/api/v1/customers?q=a&q=b')).problem().errors).toEqual({ q: ['invalid_type'] })
  })

  test('an idempotency key that is no UUID is 422', async () => {
    expect((await post(good, { headers: { 'Idempotency-Key': '17' } })).problem().errors).toEqual({ idempotency_key: ['invalid_value'] })
  })
})

describe('an answer', () => {
  test('carries headers that protect the page and is kept by nobody', async () => {
    const { headers } = await send('/api/v1/me')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data: blob:;media-src 'self' blob:;connect-src 'self' ws: wss:;object-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test('tells what a program may know before signing in', async () => {
    expect(await server.anonymous.getServerInfo()).toEqual({ version: '0.0.0', demo: false, timeZone: 'Asia/Shanghai', now: '2026-03-04T02:00:00.000Z' })
  })

  test('of a repeated creation is the kept one, and says so', async () => {
    const headers = { 'Idempotency-Key': randomUUID() }
    const [first, again] = [await post(good, { headers }), await post(good, { headers })]
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.text).toBe(first.text)
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([null, 'true'])
    expect((await post({ ...good, name: '李' }, { headers })).problem()).toMatchObject({ status: 409, code: 'idempotency_conflict' })
    // A replay answers before the body is looked at: the conflict comes even for a body that is not valid.
    expect((await post({ nonsense: 1 }, { headers })).status).toBe(409)
  })

  test('is compressed where the caller takes that', async () => {
    expect((await send('/api/v1/openapi.json', { headers: { 'Accept-Encoding': 'br' } })).headers.get('content-encoding')).toBe('br')
  })
})
