import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createClient, type TransportRequest } from '#shared/contract/client.ts'
import { ENDPOINTS, type Endpoint } from '#shared/contract/endpoints.ts'
import { API_ERRORS } from '#shared/contract/errors.ts'

const endpoints = Object.entries(ENDPOINTS) as [name: string, endpoint: Endpoint][]

describe.each(endpoints)('%s', (_name, endpoint) => {
  it.each(['params', 'query', 'body'] as const)('describes its %s for the document', (part) => {
    const schema = endpoint[part]
    if (schema) expect(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).toEqual(expect.objectContaining({ $schema: expect.stringContaining('json-schema') }))
  })

  it('describes its answer for the document', () => {
    expect(z.toJSONSchema(endpoint.response, { io: 'output', unrepresentable: 'any' })).toEqual(expect.objectContaining({ $schema: expect.stringContaining('json-schema') }))
  })

  it('has a schema for exactly the parameters of its path', () => {
    const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name)
    expect(Object.keys(endpoint.params?.shape ?? {})).toEqual(inPath)
  })

  it('refuses unknown fields of what it takes', () => {
    for (const schema of [endpoint.params, endpoint.query, endpoint.body]) {
      if (!schema) continue
      const read = schema.safeParse({ surprise: 1, operation: 'cancel', version: 1 })
      const codes = read.success ? [] : read.error.issues.map(({ code }) => code)
      expect(codes).toContain('unrecognized_keys')
    }
  })

  it('has a body only where the method takes one', () => {
    if (endpoint.method === 'GET' || endpoint.method === 'DELETE') expect(endpoint.body).toBeUndefined()
  })
})

describe('the table of endpoints', () => {
  it('has every call once', () => {
    const calls = endpoints.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`)
    expect(new Set(calls).size).toBe(calls.length)
  })

  it('takes an idempotency key for everything that creates or operates on tickets and customers', () => {
    expect(endpoints.filter(([, { idempotent }]) => idempotent).map(([name]) => name)).toEqual(
      expect.arrayContaining(['createTicket', 'operateTicket', 'patchTicket', 'createCustomer', 'patchCustomer']),
    )
    for (const [, { method, idempotent }] of endpoints) if (idempotent) expect(['POST', 'PATCH']).toContain(method)
  })

  it('lets nobody in without signing in but for the session and what may be known before', () => {
    expect(endpoints.filter(([, { authentication }]) => authentication === 'none').map(([name]) => name)).toEqual(['getServerInfo', 'signIn', 'refreshSession'])
  })
})

describe('the typed client', () => {
  const sent: TransportRequest[] = []
  const client = createClient(async (request) => {
    sent.push(request)
    return { items: [] }
  })

  it('fills in the path, leaves out what is undefined and passes key and body on', async () => {
    await client.operateTicket({ params: { no: '2611000001' }, body: { operation: 'cancel', version: 1 } }, { idempotencyKey: 'k' })
    await client.listCalls({ query: { customerId: '7', ticketNo: undefined } })
    expect(sent).toEqual([
      { method: 'POST', path: '/tickets/2611000001/operations', query: {}, body: { operation: 'cancel', version: 1 }, idempotencyKey: 'k' },
      { method: 'GET', path: '/calls', query: { customerId: '7' }, body: undefined },
    ])
  })

  it('escapes what stands in the path', async () => {
    sent.length = 0
    await client.getTicket({ params: { no: '../session?x=1' } })
    expect(sent[0]?.path).toBe('/tickets/..%2Fsession%3Fx%3D1')
  })
})

describe('the codes of errors', () => {
  it('have the status of the interface', () => {
    expect(Object.fromEntries(Object.entries(API_ERRORS).map(([code, { status }]) => [code, status]))).toMatchObject({
      unauthenticated: 401, forbidden: 403, not_found: 404, operation_not_allowed: 409, stale_version: 409, idempotency_conflict: 409, validation_failed: 422,
      too_large: 413, unsupported_media_type: 415, rate_limited: 429, database_unavailable: 503,
    })
  })

  it('say to try again only of what may pass', () => {
    expect(Object.entries(API_ERRORS).filter(([, { retryable }]) => retryable).map(([code]) => code)).toEqual(['rate_limited', 'internal_error', 'recording_unavailable', 'database_unavailable', 'storage_full', 'server_unreachable'])
  })
})
