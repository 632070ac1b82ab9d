import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestListener } from 'node:http'
import type { Clock } from '#server/clock.ts'

/** The header with the ms since 1970 at which a request takes place. */
export const MOMENT_HEADER = 'x-test-moment'

/**
 * A clock that shows each request the moment that its header names, so that stories at different times run beside one
 * another on one server.
 * @param standing what it shows outside of such a request
 */
export function createTravellingClock(standing: Clock): { clock: Clock; wrap: (listener: RequestListener) => RequestListener } {
  const moments = new AsyncLocalStorage<number>()
  return {
    clock: {
      now: () => {
        const moment = moments.getStore()
        return moment === undefined ? standing.now() : new Date(moment)
      },
    },
    wrap: (listener) => (request, response) => {
      const moment = request.headers[MOMENT_HEADER]
      if (typeof moment === 'string') moments.run(Number(moment), () => listener(request, response))
      else listener(request, response)
    },
  }
}
