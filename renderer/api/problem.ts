import { problemSchema } from '#shared/contract/errors.ts'

/** A failure of the API as the program handles it. The code is stable; texts for the screen stand in the locale files. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** HTTP status; 0 where no answer came. */
  readonly status: number
  /** Stable code of `api.md`, or `server_unreachable`, `cancelled`, `invalid_response`. */
  readonly code: string
  readonly title: string
  readonly detail: string | null
  readonly requestId: string | null
  /** Field → codes, with 422. */
  readonly errors: Readonly<Record<string, readonly string[]>>
  /** The guards that failed, with `operation_not_allowed`. */
  readonly guards: readonly string[]
  /** Seconds after which to try again; null where the server did not say. */
  readonly retryAfter: number | null
  /** What the ticket now is, with `stale_version`; to be parsed by who asked. */
  readonly current: unknown
  /** When it happened on this machine, milliseconds. */
  readonly happenedAt: number

  constructor(facts: {
    status: number; code: string; title?: string; detail?: string | null; requestId?: string | null
    errors?: Readonly<Record<string, readonly string[]>>; guards?: readonly string[]; retryAfter?: number | null; current?: unknown; happenedAt?: number
  }) {
    super(`${facts.status} ${facts.code}`)
    this.status = facts.status
    this.code = facts.code
    this.title = facts.title ?? ''
    this.detail = facts.detail ?? null
    this.requestId = facts.requestId ?? null
    this.errors = facts.errors ?? {}
    this.guards = facts.guards ?? []
    this.retryAfter = facts.retryAfter ?? null
    this.current = facts.current
    this.happenedAt = facts.happenedAt ?? Date.now()
  }
}

/** The headers that a problem is read from, lower case. */
export interface ProblemHeaders {
  readonly requestId: string | null
  readonly retryAfter: string | null
}

/** Seconds of a Retry-After header, which may also be a date; null where it is neither. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (!header) return null
  if (/^\d+$/.test(header)) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}

/** Where a gateway answers for the server, its status alone says what happened. */
function codeOfStatus(status: number): string {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 413) return 'too_large'
  if (status === 429) return 'rate_limited'
  if (status === 502 || status === 503 || status === 504) return 'server_unreachable'
  return status >= 500 ? 'internal_error' : 'invalid_response'
}

/**
 * Reads an error answer (RFC 9457) into an {@link ApiProblem}.
 * @param status HTTP status
 * @param body what came, parsed where it was JSON
 */
export function problemFromAnswer(status: number, body: unknown, headers: ProblemHeaders): ApiProblem {
  const retryAfter = parseRetryAfter(headers.retryAfter, Date.now())
  const parsed = problemSchema.safeParse(body)
  if (!parsed.success) return new ApiProblem({ status, code: codeOfStatus(status), requestId: headers.requestId, retryAfter })
  const problem = parsed.data
  return new ApiProblem({
    status, code: problem.code, title: problem.title, detail: problem.detail ?? null, requestId: problem.instance ?? headers.requestId,
    errors: problem.errors, guards: problem.guards, retryAfter, current: problem.current,
  })
}

/** Anything thrown as a problem, so that a page can always show code and request id. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem({ status: 0, code: 'unknown', detail: error instanceof Error ? error.message : null })
}
