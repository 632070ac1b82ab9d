import { ENDPOINTS, type Endpoint, type EndpointName, type RequestOf, type ResponseOf } from './endpoints.ts'

export interface TransportRequest {
  method: Endpoint['method']
  /** Below `/api/v1`, parameters filled in. */
  path: string
  query?: Record<string, string>
  body?: unknown
  idempotencyKey?: string
  signal?: unknown
  /** The answer is a file. */
  answersFile?: boolean
  /** `body` goes as it is, without being made JSON: bytes, or a form of the platform. */
  rawBody?: boolean
  onProgress?: (sent: number) => void
}

/** Sends a request and gives the answer's body; throws on an error of the API or of the network. */
export type Transport = (request: TransportRequest) => Promise<unknown>

export interface CallOptions {
  /** A UUID; the same key and body give the same answer (`api.md`). */
  idempotencyKey?: string
  /** An AbortSignal of the platform. */
  signal?: unknown
  /** The body of an endpoint that takes bytes or a form. */
  content?: unknown
  /** Told how many bytes of the body have gone out. */
  onProgress?: (sent: number) => void
}

type Arguments<Name extends EndpointName> = keyof RequestOf<Name> extends never
  ? [request?: Record<string, never>, options?: CallOptions]
  : [request: RequestOf<Name>, options?: CallOptions]

export type Client = { [Name in EndpointName]: (...given: Arguments<Name>) => Promise<ResponseOf<Name>> }

const fillIn = (path: string, params: Record<string, string> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

const asStrings = (query: Record<string, unknown> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== null).map(([key, value]) => [key, String(value)]))

interface AnyRequest { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }

/** A typed caller for every endpoint of the table. */
export function createClient(transport: Transport): Client {
  const entries = Object.entries(ENDPOINTS).map(([name, endpoint]: [string, Endpoint]) => [
    name,
    (request: AnyRequest = {}, { content, ...options }: CallOptions = {}) =>
      transport({
        method: endpoint.method, path: fillIn(endpoint.path, request.params), query: asStrings(request.query),
        ...(endpoint.accepts ? { body: content, rawBody: true } : { body: request.body }),
        ...(endpoint.answers === 'file' ? { answersFile: true } : {}), ...options,
      }),
  ])
  return Object.fromEntries(entries) as Client
}
