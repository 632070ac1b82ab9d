import { API_ERRORS, type ErrorCode } from '#shared/contract/errors.ts'

/** What an error carries besides its code (`api.md`). */
export interface ErrorExtras {
  /** For programmers and logs; never personal data. */
  detail?: string
  /** Field → codes. */
  errors?: Record<string, string[]>
  guards?: readonly string[]
  current?: unknown
  retryAfterSeconds?: number
}

/** An error with a stable code; one mapper in `http/` turns it into problem+json. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly extras: ErrorExtras

  constructor(code: ErrorCode, extras: ErrorExtras = {}) {
    super(extras.detail ?? code)
    this.name = 'ApiError'
    this.code = code
    this.extras = extras
  }

  get status(): number {
    return API_ERRORS[this.code].status
  }
}

export const invalid = (errors: Record<string, string[]>): ApiError => new ApiError('validation_failed', { errors })
