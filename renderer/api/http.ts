import { isDesktop } from './bridge.ts'
import axios, { AxiosError } from 'axios'
import type { AxiosAdapter, AxiosResponse } from 'axios'
import type { Transport, TransportRequest } from '#shared/contract/client.ts'
import type { FileContent } from '#shared/contract/endpoints.ts'
import { ApiProblem, problemFromAnswer } from './problem.ts'
import type { ProblemHeaders } from './problem.ts'

/** What the transport needs of the rest of the program; all are read at the moment of a request. */
export interface HttpSurroundings {
  readonly accessToken: () => string | null
  /** Gets a new access token into place; false where the session has ended. */
  readonly renewSession: () => Promise<boolean>
  readonly language: () => string
  /** Told after every request: whether the server answered, and its clock (milliseconds, exact to about a second). */
  readonly onOutcome: (outcome: { readonly reached: boolean; readonly serverTime: number | null }) => void
}

/** Milliseconds after which a request counts as unanswered. */
const patience = 30_000
/** The same for files: a part of an upload (1 MiB) on a thin line, and a whole file on its way here, take their time. */
const patienceWithParts = 120_000
const patienceWithFiles = 15 * 60_000
const patienceFor = ({ rawBody, answersFile }: TransportRequest): number => (answersFile ? patienceWithFiles : rawBody ? patienceWithParts : patience)
const header = (response: AxiosResponse, name: string): string | null => {
  const value: unknown = response.headers[name]
  return typeof value === 'string' ? value : null
}
const headersOf = (response: AxiosResponse): ProblemHeaders => ({
  requestId: header(response, 'x-request-id'), retryAfter: header(response, 'retry-after'),
})

/** A form names its own boundary, so that its type is left to the platform. */
function contentType({ body, rawBody }: TransportRequest): Record<string, string> {
  if (body === undefined || (rawBody && typeof FormData !== 'undefined' && body instanceof FormData)) return {}
  return { 'Content-Type': rawBody ? 'application/octet-stream' : 'application/json' }
}

/** The name that the server gives a file (RFC 6266). */
function fileName(disposition: string | null): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '') ?? []
  return encoded === undefined ? 'download' : decodeURIComponent(encoded)
}

/** Where a file was asked for, an error comes as bytes too. */
async function readProblem(data: unknown): Promise<unknown> {
  if (!(data instanceof Blob)) return data
  try {
    return JSON.parse(await data.text()) as unknown
  } catch {
    return null
  }
}

/** A gateway's own answer (no problem document, no request id) says that the server behind it is gone. */
const isGatewayFailure = (problem: ApiProblem): boolean => problem.code === 'server_unreachable'

/**
 * The program's only way to the server: relative `/api/v1`, bearer token, one renewal of the session on 401.
 * Every failure is thrown as {@link ApiProblem}: no answer as `server_unreachable`, an aborted request as `cancelled`.
 * @param adapter sends instead of the browser; for tests
 */
export function createTransport(surroundings: HttpSurroundings, adapter?: AxiosAdapter): Transport {
  const http = axios.create({ baseURL: '/api/v1', validateStatus: () => true, ...(adapter ? { adapter } : {}) })

  async function send(request: TransportRequest, token: string | null): Promise<AxiosResponse<unknown>> {
    const sentAt = Date.now()
    try {
      const response = await http.request<unknown>({
        method: request.method,
        url: request.path,
        params: request.query,
        data: request.body,
        ...(request.answersFile ? { responseType: 'blob' as const } : {}),
        ...(request.onProgress ? { onUploadProgress: ({ loaded }) => request.onProgress?.(loaded) } : {}),
        timeout: patienceFor(request),
        signal: request.signal instanceof AbortSignal ? request.signal : undefined,
        headers: {
          Accept: 'application/json, application/problem+json',
          'Accept-Language': surroundings.language(),
          'X-Gongdan-Client': isDesktop ? 'desktop' : 'web',
          ...contentType(request),
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
          ...(request.idempotencyKey === undefined ? {} : { 'Idempotency-Key': request.idempotencyKey }),
        },
      })
      const date = Date.parse(header(response, 'date') ?? '')
      // The header has whole seconds and was written about half way through the request.
      const serverTime = Number.isNaN(date) ? null : date + 500 + (Date.now() - sentAt) / 2
      surroundings.onOutcome({ reached: !(response.status >= 502 && response.status <= 504) || header(response, 'x-request-id') !== null, serverTime })
      return response
    } catch (error) {
      if (axios.isCancel(error)) throw new ApiProblem({ status: 0, code: 'cancelled' })
      surroundings.onOutcome({ reached: false, serverTime: null })
      throw new ApiProblem({ status: 0, code: 'server_unreachable', detail: error instanceof AxiosError ? (error.code ?? null) : null })
    }
  }

  return async (request) => {
    const token = surroundings.accessToken()
    let response = await send(request, token)
    // Opening and renewing a session answer 401 for themselves.
    if (response.status === 401 && token !== null && (await surroundings.renewSession())) {
      response = await send(request, surroundings.accessToken())
    }
    if (response.status >= 200 && response.status < 300) {
      if (!request.answersFile) return response.data
      return { name: fileName(header(response, 'content-disposition')), mediaType: header(response, 'content-type') ?? '', content: response.data } satisfies FileContent
    }
    const problem = problemFromAnswer(response.status, request.answersFile ? await readProblem(response.data) : response.data, headersOf(response))
    if (isGatewayFailure(problem)) surroundings.onOutcome({ reached: false, serverTime: null })
    throw problem
  }
}
