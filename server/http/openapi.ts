import { z } from 'zod'
import { ENDPOINTS, type Endpoint } from '#shared/contract/endpoints.ts'
import { problemSchema } from '#shared/contract/errors.ts'

type Json = Record<string, unknown>

const asSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' })
  return rest
}

const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return []
  const { properties = {}, required = [] } = asSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: property }))
}

const header = (name: string, description: string, required: boolean, schema: Json): Json => ({ name, in: 'header', required, description, schema })
const headersOf = ({ authentication, idempotent }: Endpoint): Json[] => [
  ...(idempotent ? [header('Idempotency-Key', 'The same key and body give the same answer, at any time later.', false, { type: 'string', format: 'uuid' })] : []),
  ...(authentication === 'signature'
    ? [
        header('X-Gongdan-Timestamp', 'Now, in seconds since 1970; older than five minutes is refused.', true, { type: 'string' }),
        header('X-Gongdan-Signature', 'sha256= and the hexadecimal HMAC-SHA256 over timestamp, a dot and the body.', true, { type: 'string' }),
      ]
    : []),
]

const BINARY: Json = { type: 'string', format: 'binary' }
const bodyOf = ({ accepts, body }: Endpoint): Json => {
  if (accepts === 'bytes') return { requestBody: { required: true, content: { 'application/octet-stream': { schema: BINARY } } } }
  if (accepts === 'form') return { requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, file: BINARY }, required: ['file'] } } } } }
  return body ? { requestBody: { required: true, content: { 'application/json': { schema: asSchema(body, 'input') } } } } : {}
}

const answerOf = ({ response, answers, status = 200 }: Endpoint): Json =>
  answers === 'file' ? { description: 'Done', content: { '*/*': { schema: BINARY } } } : status === 204
    ? { description: 'Done' }
    : { description: 'Done', content: { 'application/json': { schema: asSchema(response, 'output') } } }

const SECURITY: Record<Endpoint['authentication'], Json[]> = { none: [], signature: [], user: [{ bearer: [] }], api_key: [{ apiKey: [] }] }

const operationOf = (name: string, endpoint: Endpoint): Json => {
  const parameters = [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query'), ...headersOf(endpoint)]
  return {
    operationId: name, summary: endpoint.summary,
    security: SECURITY[endpoint.authentication],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(endpoint),
    responses: { [String(endpoint.status ?? 200)]: answerOf(endpoint), default: { $ref: '#/components/responses/Problem' } },
  }
}

/** The OpenAPI 3.1 document of the whole interface, from the schemas that the server validates with. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {}
  for (const [name, endpoint] of Object.entries<Endpoint>(ENDPOINTS)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Gongdan (客服工单系统)', version },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, apiKey: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`ApiKey` and the key' } },
      responses: { Problem: { description: 'An error (RFC 9457)', content: { 'application/problem+json': { schema: asSchema(problemSchema, 'output') } } } },
    },
  }
}
