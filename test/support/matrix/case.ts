import { API_ERRORS } from '#shared/contract/errors.ts'
import { ENDPOINTS, type Endpoint, type EndpointName } from '#shared/contract/endpoints.ts'
import { COLUMNS, type Column } from './columns.ts'
import type { MatrixWorld } from './world.ts'

/** What a case asks for; `token` replaces that of the column. */
export interface MatrixRequest {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** Instead of a JSON body: bytes, or a form. */
  content?: Uint8Array<ArrayBuffer> | FormData
  token?: string
  /** What `detail` looks for in the answer, where each column has its own. */
  looksFor?: string
}

export interface MatrixCase {
  /** What is asked for of whose. */
  name: string
  /** Made anew for each column, so that one column's success is not the next one's refusal. */
  request: (world: MatrixWorld, column: Column) => MatrixRequest | Promise<MatrixRequest>
  /** As `readOutcomes` reads it. */
  expected: string
  /** A word about the body of a success, where the status alone does not say what was let through. */
  detail?: (body: Record<string, unknown>, world: MatrixWorld, request: MatrixRequest) => string
}

/** One entry for every endpoint; the test fails for a missing one. */
export type MatrixRules<Name extends EndpointName = EndpointName> = Record<Name, readonly MatrixCase[]>

/** Statuses that have one code only, and that of the others. */
const USUAL_CODE: Record<number, string> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 422: 'validation_failed' }

const fillIn = (path: string, params: Record<string, string> = {}): string => path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

/**
 * Asks as a column asks.
 * @returns `200`, `200:detail`, `404`; `409:code` where the status does not tell the code
 */
export async function outcomeOf(endpointName: EndpointName, given: MatrixCase, world: MatrixWorld, column: Column): Promise<string> {
  const { method, path }: Endpoint = ENDPOINTS[endpointName]
  const request = await given.request(world, column)
  const account = COLUMNS[column]
  const token = account === null ? null : (request.token ?? (await world.server.tokenOf(account)))
  const query = request.query ? `?${new URLSearchParams(request.query)}` : ''
  const response = await world.server.request(`/api/v1${fillIn(path, request.params)}${query}`, {
    method,
    headers: { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(request.content === undefined ? {} : { body: request.content }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '')
  const body = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>
  if (response.ok) return given.detail ? `${response.status}:${given.detail(body, world, request)}` : String(response.status)
  const code = String(body['code'])
  if (!(code in API_ERRORS)) return `${response.status}:unstable code ${code}`
  return USUAL_CODE[response.status] === code ? String(response.status) : `${response.status}:${code}`
}

/** Whether a text stands anywhere in the answer. */
export const shows = (what: (world: MatrixWorld, request: MatrixRequest) => string): NonNullable<MatrixCase['detail']> => (body, world, request) =>
  JSON.stringify(body).includes(what(world, request)) ? 'shown' : 'hidden'
