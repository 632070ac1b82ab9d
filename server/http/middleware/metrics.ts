import type { Metrics } from '../metrics.ts'
import type { Middleware } from '../state.ts'

/** Counts and times requests by route pattern. */
export const measure = ({ duration, inFlight }: Metrics): Middleware => async (context, next) => {
  const startedAt = performance.now()
  inFlight.inc()
  try {
    await next()
  } finally {
    inFlight.dec()
    duration.observe({ method: context.method, route: context.state.route ?? 'unknown', status: context.status }, (performance.now() - startedAt) / 1000)
  }
}
