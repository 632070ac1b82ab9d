import { setTimeout as sleep } from 'node:timers/promises'
import { describeError } from '../../logging/describeError.ts'
import type { Logger } from '../../logging/logger.ts'
import type { Services } from '../../services.ts'
import { startLoop } from '../loop.ts'
import { walkStep } from './walk.ts'
import { workOffQueue } from './workOffQueue.ts'

/** Between two looks for what other servers have written. */
const EVERY_MS = 1_000
/** Commits of this server within this time share a look: nobody searches for what he has just written. */
const WOKEN_MS = 200
/** The walk works for half of the time at most, so that daily work is not held up by it. */
const REST_PER_WORK = 1
/** Between two looks whether a walk is due, in ms. */
const WALK_EVERY_MS = 5_000

/** What this server has done for the index since its start. */
export interface IndexerFigures {
  indexed: number
  setAside: number
  /** Tickets that the walk over all has looked at. */
  walked: number
}

export interface Indexer {
  figures: () => IndexerFigures
  /** Lets the running batch end. */
  stop: () => Promise<void>
}

/** Starts what keeps the full text of tickets up to date: on every server, as many at once as there are servers. */
export function startIndexer(services: Services, logger: Logger): Indexer {
  const totals: IndexerFigures = { indexed: 0, setAside: 0, walked: 0 }
  const stopping = new AbortController()
  const stopped = (): boolean => stopping.signal.aborted
  const onSetAside = (ticketId: number, error: unknown): void => {
    totals.setAside++
    logger.error({ ticketId, error: describeError(error) }, 'a ticket cannot be indexed for search; it is tried again')
  }

  const queue = startLoop({ name: 'search index', logger, everyMs: EVERY_MS, wokenMs: WOKEN_MS }, async () => {
    for (let more = true; more && !stopped();) {
      const outcome = await workOffQueue(services, { onSetAside })
      totals.indexed += outcome.indexed
      more = outcome.more
    }
  })
  const walk = startLoop({ name: 'search walk', logger, everyMs: WALK_EVERY_MS }, async () => {
    while (!stopped()) {
      const begun = performance.now()
      const step = await walkStep(services, { onFailed: onSetAside })
      if (!step || step.rests) return
      totals.walked += step.looked
      totals.indexed += step.indexed
      await sleep((performance.now() - begun) * REST_PER_WORK, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })
  const stopListening = services.committed.listen(() => queue.wake())
  return {
    figures: () => totals,
    async stop() {
      stopping.abort()
      stopListening()
      await Promise.all([queue.stop(), walk.stop()])
    },
  }
}

/** Indexes all that waits or is not known yet, now; for tools and tests. */
export async function indexAll(services: Services): Promise<void> {
  while ((await workOffQueue(services)).more);
  for (;;) {
    const step = await walkStep(services)
    if (!step || step.rests) return
  }
}
