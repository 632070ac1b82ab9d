import { describeError } from '../../logging/describeError.ts'
import type { Logger } from '../../logging/logger.ts'
import type { Services } from '../../services.ts'
import { startLoop } from '../loop.ts'
import { sweep } from './sweep.ts'

/** Short, so that a clock that was moved is noticed: a timer of the process would not see it. */
const EVERY_MS = 500

/** What `/metrics` says of the sweep on this server, since its start. */
export interface SweepFigures {
  fired: number
  dropped: number
  setAside: number
  /** Seconds since it last found nothing more due. */
  behindSeconds: number
}

export interface Sweeper {
  figures: () => SweepFigures
  /** Lets the running batch end. */
  stop: () => Promise<void>
}

/** Starts the sweep of a server: looks at the clock twice a second, and goes on at once while there is more. */
export function startSweeper(services: Services, logger: Logger): Sweeper {
  const total = { fired: 0, dropped: 0, setAside: 0 }
  const stopping = new AbortController()
  let finishedAt = performance.now()

  const onSetAside = (ticketId: number, error: unknown): void =>
    logger.error({ ticketId, error: describeError(error) }, 'the timers of a ticket cannot be fired; they are set aside for ten minutes')

  const loop = startLoop({ name: 'sla sweep', logger, everyMs: EVERY_MS }, async () => {
    while (!stopping.signal.aborted) {
      const { fired, dropped, setAside, more } = await sweep(services, { onSetAside, signal: stopping.signal })
      total.fired += fired
      total.dropped += dropped
      total.setAside += setAside
      if (!more) break
    }
    finishedAt = performance.now()
  })
  return {
    figures: () => ({ ...total, behindSeconds: (performance.now() - finishedAt) / 1000 }),
    async stop() {
      stopping.abort()
      await loop.stop()
    },
  }
}
