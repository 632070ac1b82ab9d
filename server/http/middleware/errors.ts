import type { Problem } from '#shared/contract/errors.ts'
import { isConflict, isUnavailable } from '../../database/errors.ts'
import { ApiError } from '../../errors.ts'
import { describeError } from '../../logging/describeError.ts'
import type { Logger } from '../../logging/logger.ts'
import { titleOf } from '../titles.ts'
import type { Middleware } from '../state.ts'

const RETRY_AFTER_SECONDS = 2

/** The error as callers see it. A conflict that outlived its retries may be tried again like a database that is away. */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (isUnavailable(error) || isConflict(error)) return new ApiError('database_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
  return new ApiError('internal_error')
}

/** Turns everything that is thrown into problem+json (RFC 9457). What nobody expected is logged with its stack. */
export const errors = (logger: Logger): Middleware => async (context, next) => {
  try {
    await next()
  } catch (error) {
    const { requestId, route } = context.state
    const known = asApiError(error)
    if (known.status >= 500) logger.error({ requestId, route, code: known.code, error: describeError(error) }, 'request failed')
    const { detail, errors: fields, guards, current, retryAfterSeconds } = known.extras
    const problem: Problem = {
      type: 'about:blank', title: titleOf(known.code, context.acceptsLanguages('zh-CN', 'zh', 'en') || 'zh-CN'), status: known.status, code: known.code,
      ...(detail === undefined ? {} : { detail }), instance: requestId,
      ...(fields ? { errors: fields } : {}), ...(guards ? { guards: [...guards] } : {}), ...(current === undefined ? {} : { current }),
    }
    context.status = known.status
    if (retryAfterSeconds !== undefined) context.set('Retry-After', String(retryAfterSeconds))
    if (known.status === 401) context.set('WWW-Authenticate', 'Bearer')
    context.set('Cache-Control', 'no-store')
    context.body = JSON.stringify(problem)
    context.type = 'application/problem+json'
  }
}
