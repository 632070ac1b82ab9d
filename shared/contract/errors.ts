import { z } from './zod.ts'

/**
 * Every error of the API (`api.md`). `retryable` says whether the very same request may succeed later.
 * Codes are stable; titles stand in the locale files and are never compared.
 */
export const API_ERRORS = {
  bad_request: { status: 400, retryable: false },
  unauthenticated: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  operation_not_allowed: { status: 409, retryable: false },
  stale_version: { status: 409, retryable: false },
  idempotency_conflict: { status: 409, retryable: false },
  conflict: { status: 409, retryable: false },
  wrong_offset: { status: 409, retryable: false },
  hash_mismatch: { status: 409, retryable: false },
  too_large: { status: 413, retryable: false },
  unsupported_media_type: { status: 415, retryable: false },
  validation_failed: { status: 422, retryable: false },
  query_too_broad: { status: 422, retryable: false },
  rate_limited: { status: 429, retryable: true },
  internal_error: { status: 500, retryable: true },
  recording_unavailable: { status: 502, retryable: true },
  database_unavailable: { status: 503, retryable: true },
  storage_full: { status: 507, retryable: true },
  server_unreachable: { status: 503, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>

export type ErrorCode = keyof typeof API_ERRORS

/** `application/problem+json` (RFC 9457) as the server writes it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** Field → codes, with 422. */
  errors: z.record(z.string(), z.array(z.string())).optional(),
  /** The guards that failed, with `operation_not_allowed`. */
  guards: z.array(z.string()).optional(),
  /** The ticket as it now is, with `stale_version`; the upload, with `wrong_offset` and `hash_mismatch`. */
  current: z.unknown().optional(),
})
export type Problem = z.infer<typeof problemSchema>
