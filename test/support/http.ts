import type { Transport } from '#shared/contract/client.ts'
import type { FileContent } from '#shared/contract/endpoints.ts'
import type { Problem } from '#shared/contract/errors.ts'

/** An answer that is an error. */
export class ProblemError extends Error {
  readonly status: number
  readonly problem: Problem
  readonly headers: Headers

  constructor(status: number, problem: Problem, headers: Headers) {
    super(`${status} ${problem.code} ${JSON.stringify(problem.errors ?? problem.detail ?? '')}`)
    this.status = status
    this.problem = problem
    this.headers = headers
  }
}

/** The problem of a call that has to fail. @throws if it succeeds */
export async function problemOf(call: Promise<unknown>): Promise<Problem & { headers: Headers }> {
  try {
    await call
  } catch (error) {
    if (error instanceof ProblemError) return { ...error.problem, headers: error.headers }
    throw error
  }
  throw new Error('the call succeeded where an error was expected')
}

/** The name in the Content-Disposition header (RFC 6266). */
const fileName = ({ headers }: Response): string => decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1] ?? '')

export const fetchTransport = (url: string, token: string | null, headers: Record<string, string> = {}): Transport => async (request) => {
  const query = request.query && Object.keys(request.query).length > 0 ? `?${new URLSearchParams(request.query)}` : ''
  const response = await fetch(`${url}/api/v1${request.path}${query}`, {
    method: request.method,
    headers: {
      ...headers,
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(request.body === undefined || request.rawBody ? {} : { 'Content-Type': 'application/json' }),
      ...(request.idempotencyKey === undefined ? {} : { 'Idempotency-Key': request.idempotencyKey }),
    },
    ...(request.body === undefined ? {} : { body: request.rawBody ? (request.body as BodyInit) : JSON.stringify(request.body) }),
  })
  if (response.ok && request.answersFile) {
    const mediaType = response.headers.get('content-type') ?? ''
    return { name: fileName(response), mediaType, content: Buffer.from(await response.arrayBuffer()) } satisfies FileContent
  }
  const text = await response.text()
  const body: unknown = text === '' ? {} : JSON.parse(text)
  if (!response.ok) throw new ProblemError(response.status, body as Problem, response.headers)
  return body
}
