import { describe, expect, it, vi } from 'vitest'
import { createTransport } from '../../../renderer/api/http.ts'
import type { HttpSurroundings } from '../../../renderer/api/http.ts'
import { ApiProblem, parseRetryAfter, toProblem } from '../../../renderer/api/problem.ts'

interface Answer { status: number; data?: unknown; headers?: Record<string, string> }
type Adapter = NonNullable<Parameters<typeof createTransport>[1]>
type Request = Parameters<Adapter>[0]

const surroundingsWith = (more: Partial<HttpSurroundings> = {}): HttpSurroundings => ({
  accessToken: () => 'token-1', renewSession: async () => false, language: () => 'zh-CN', onOutcome: () => undefined, ...more,
})
const answering = (answer: (request: Request) => Answer | Promise<Answer>): Adapter => async (config) => {
  const { status, data = null, headers = {} } = await answer(config)
  return { status, statusText: '', data, headers, config }
}
const problem = (status: number, code: string, more: object = {}): Answer => ({
  status, data: { type: 'about:blank', title: '…', status, code, instance: 'req-1', ...more }, headers: { 'x-request-id': 'req-1' },
})

describe('createTransport', () => {
  it('sends token, language and idempotency key to the relative API', async () => {
    const seen: Request[] = []
    const transport = createTransport(surroundingsWith(), answering((request) => { seen.push(request); return { status: 201, data: { no: '2609000001' } } }))
    const answer = await transport({ method: 'POST', path: '/tickets', body: { submit: true }, idempotencyKey: '0b7e', query: { a: '1' } })
    expect(answer).toEqual({ no: '2609000001' })
    expect(seen[0]).toMatchObject({ baseURL: '/api/v1', url: '/tickets', method: 'post', params: { a: '1' }, data: '{"submit":true}' })
    expect(seen[0]?.headers.get('Authorization')).toBe('Bearer token-1')
    expect(seen[0]?.headers.get('Accept-Language')).toBe('zh-CN')
    expect(seen[0]?.headers.get('Idempotency-Key')).toBe('0b7e')
  })
  it('renews the session on 401 and asks once more with the new token', async () => {
    let token = 'old'
    const renewSession = vi.fn(async () => { token = 'new'; return true })
    const sent: unknown[] = []
    const transport = createTransport(surroundingsWith({ accessToken: () => token, renewSession }), answering((request) => {
      sent.push(request.headers.get('Authorization'))
      return request.headers.get('Authorization') === 'Bearer new' ? { status: 200, data: 'yes' } : problem(401, 'unauthenticated')
    }))
    expect(await transport({ method: 'GET', path: '/me' })).toBe('yes')
    expect(sent).toEqual(['Bearer old', 'Bearer new'])
    expect(renewSession).toHaveBeenCalledOnce()
  })
  it('asks only once more, however often the server answers 401', async () => {
    const renewSession = vi.fn(async () => true)
    const adapter = vi.fn(answering(() => problem(401, 'unauthenticated')))
    const transport = createTransport(surroundingsWith({ renewSession }), adapter)
    await expect(transport({ method: 'GET', path: '/me' })).rejects.toMatchObject({ status: 401, code: 'unauthenticated' })
    expect(adapter).toHaveBeenCalledTimes(2)
    expect(renewSession).toHaveBeenCalledOnce()
  })
  it('does not renew where nobody is signed in', async () => {
    const renewSession = vi.fn(async () => true)
    const transport = createTransport(surroundingsWith({ accessToken: () => null, renewSession }), answering(() => problem(401, 'unauthenticated')))
    await expect(transport({ method: 'POST', path: '/session', body: {} })).rejects.toBeInstanceOf(ApiProblem)
    expect(renewSession).not.toHaveBeenCalled()
  })
  it('reads every part of a problem', async () => {
    const transport = createTransport(surroundingsWith(), answering(() => ({
      ...problem(409, 'stale_version', { detail: 'changed', errors: { version: ['stale'] }, guards: ['no pending return'], current: { version: 8 } }),
      headers: { 'x-request-id': 'req-1', 'retry-after': '20' },
    })))
    await expect(transport({ method: 'POST', path: '/tickets/1/operations', body: {} })).rejects.toMatchObject({
      status: 409, code: 'stale_version', detail: 'changed', requestId: 'req-1', errors: { version: ['stale'] }, guards: ['no pending return'], retryAfter: 20, current: { version: 8 },
    })
  })
  it('says server_unreachable where no answer comes, and tells so', async () => {
    const onOutcome = vi.fn()
    const transport = createTransport(surroundingsWith({ onOutcome }), async () => { throw new Error('ECONNREFUSED') })
    await expect(transport({ method: 'GET', path: '/me' })).rejects.toMatchObject({ status: 0, code: 'server_unreachable' })
    expect(onOutcome).toHaveBeenCalledWith({ reached: false, serverTime: null })
  })
  it('takes a gateway that answers for the server as no answer, but the server’s own 503 as one', async () => {
    const onOutcome = vi.fn()
    const gateway = createTransport(surroundingsWith({ onOutcome }), answering(() => ({ status: 502, data: '<html>' })))
    await expect(gateway({ method: 'GET', path: '/me' })).rejects.toMatchObject({ code: 'server_unreachable' })
    expect(onOutcome).toHaveBeenLastCalledWith({ reached: false, serverTime: null })
    const own = createTransport(surroundingsWith({ onOutcome }), answering(() => problem(503, 'database_unavailable')))
    await expect(own({ method: 'GET', path: '/me' })).rejects.toMatchObject({ code: 'database_unavailable' })
    expect(onOutcome).toHaveBeenLastCalledWith({ reached: true, serverTime: null })
  })
  it('reads the server’s clock from its answers', async () => {
    const onOutcome = vi.fn()
    const transport = createTransport(surroundingsWith({ onOutcome }), answering(() => ({ status: 200, headers: { date: 'Tue, 29 Sep 2026 05:42:00 GMT' } })))
    await transport({ method: 'GET', path: '/me' })
    const { serverTime } = onOutcome.mock.calls[0]?.[0] as { serverTime: number }
    expect(Math.abs(serverTime - Date.parse('2026-09-29T05:42:00.500Z'))).toBeLessThan(200)
  })
  it('says cancelled, and nothing of the connection, when the caller aborts', async () => {
    const onOutcome = vi.fn()
    const controller = new AbortController()
    controller.abort()
    const transport = createTransport(surroundingsWith({ onOutcome }), answering(() => ({ status: 200 })))
    await expect(transport({ method: 'GET', path: '/me', signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(onOutcome).not.toHaveBeenCalled()
  })
})

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-09-29T05:42:00Z')
  it('reads seconds and dates', () => {
    expect(parseRetryAfter('20', now)).toBe(20)
    expect(parseRetryAfter('Tue, 29 Sep 2026 05:42:30 GMT', now)).toBe(30)
    expect(parseRetryAfter('later', now)).toBeNull()
    expect(parseRetryAfter(null, now)).toBeNull()
  })
})

describe('toProblem', () => {
  it('keeps a problem and wraps anything else', () => {
    const known = new ApiProblem({ status: 404, code: 'not_found' })
    expect(toProblem(known)).toBe(known)
    expect(toProblem(new TypeError('x'))).toMatchObject({ code: 'unknown', detail: 'x' })
  })
})
