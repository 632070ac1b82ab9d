import type { Logger } from '../../logging/logger.ts'
import type { Middleware } from '../state.ts'

/** Asked every few seconds by machines. */
const QUIET = new Set(['/health/live', '/health/ready', '/metrics'])

/** One line per request, without anything that the request holds: no path, query, body, header or address. */
export const requestLog = (logger: Logger): Middleware => async (context, next) => {
  const startedAt = performance.now()
  await next()
  const { route, requestId, signedIn } = context.state
  const line = {
    requestId, method: context.method, route: route ?? 'unknown', status: context.status,
    ms: Math.round((performance.now() - startedAt) * 10) / 10, ...(signedIn ? { userId: signedIn.user.id } : {}),
  }
  if (route !== undefined && QUIET.has(route)) logger.debug(line, 'request')
  else logger.info(line, 'request')
}
