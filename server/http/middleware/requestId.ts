import { randomUUID } from 'node:crypto'
import type { Middleware } from '../state.ts'

const HEADER = 'X-Request-Id'
const SANE = /^[\w.-]{8,64}$/

/** Takes over the caller's request id where it is sane, else makes one; it is returned and stands in every log line. */
export const requestId = (): Middleware => async (context, next) => {
  const given = context.get(HEADER)
  context.state.requestId = SANE.test(given) ? given : randomUUID()
  context.set(HEADER, context.state.requestId)
  await next()
}
