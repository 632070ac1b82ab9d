import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Validator } from '@seriousme/openapi-schema-validator'
import { ENDPOINTS, type Endpoint } from '#shared/contract/endpoints.ts'
import { connectDatabase } from '#server/database/database.ts'
import { createReadiness } from '#server/http/health.ts'
import { openApiDocument } from '#server/http/openapi.ts'
import { createTestDatabase } from '#test/support/testDatabase.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
beforeAll(async () => { server = await startTestServer() })
afterAll(() => server.stop())

describe('health', () => {
  test('live and ready are at the root', async () => {
    for (const path of ['/health/live', '/health/ready']) expect((await server.request(path)).status).toBe(200)
    expect((await server.request('/api/v1/health/live')).status).toBe(404)
  })

  test('not ready while a migration is missing', async () => {
    const empty = await createTestDatabase(inject('databaseUrl'), { migrated: false })
    expect(await createReadiness(empty.database)()).toEqual({ ready: false, missing: ['migrations'] })
    await empty.drop()
  })

  test('not ready while the database does not answer', async () => {
    const away = connectDatabase('mysql://nobody:none@127.0.0.1:1/none')
    expect(await createReadiness(away)()).toEqual({ ready: false, missing: ['database'] })
    await away.sequelize.close()
  })
})

describe('metrics', () => {
  test('name routes by pattern, never by path', async () => {
    await problemOf((await server.as('HQ/agent')).getTicket({ params: { no: '2603000017' } }))
    const text = await (await server.request('/metrics')).text()
    expect(text).toContain('gongdan_http_request_duration_seconds_count{method="GET",route="/api/v1/tickets/:no",status="404"} 1')
    expect(text).toMatch(/gongdan_database_connections\{state="size"\} [1-9]/)
    expect(text).not.toContain('2603000017')
  })
})

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1 and is what the server serves', async () => {
    const response = await server.request('/api/v1/openapi.json')
    const document = await response.json() as Record<string, unknown>
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument('0.0.0'))))
    const result = await new Validator().validate(structuredClone(document))
    expect(result.errors).toBeUndefined()
    expect(result.valid).toBe(true)
  })

  test('has every endpoint of the table with its body, answers and key', () => {
    const paths = openApiDocument('1')['paths'] as Record<string, Record<string, { operationId: string; requestBody?: unknown; parameters?: { name: string }[] }>>
    for (const [name, endpoint] of Object.entries<Endpoint>(ENDPOINTS)) {
      const operation = paths[endpoint.path.replace(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()]
      expect(operation?.operationId).toBe(name)
      expect(operation?.requestBody !== undefined).toBe(endpoint.body !== undefined || endpoint.accepts !== undefined)
      expect(operation?.parameters?.some(({ name: parameter }) => parameter === 'Idempotency-Key') ?? false).toBe(endpoint.idempotent ?? false)
    }
  })
})
