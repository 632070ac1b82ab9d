import { FRESH_FOR_MS } from '../../calendar/workingCalendar.ts'
import { publishHolidays } from '../../calendar/versionedHolidays.ts'
import { describeError } from '../../logging/describeError.ts'
import type { Logger } from '../../logging/logger.ts'
import type { Services } from '../../services.ts'
import { startLoop, type Loop } from '../loop.ts'
import { recomputeStep, type RecomputeStep } from './recomputeDeadlines.ts'

const EVERY_MS = 1_000
/** After the walk: until no server uses the calendar before it, nor is a transaction under way that did, in ms. */
const SETTLE_MS = FRESH_FOR_MS + 10_000

export interface RecomputerOptions {
  /** In ms. */
  settleMs?: number
}

/** Starts the recomputation of the open deadlines of a server: looks once a second whether the calendar changed. */
export function startRecomputer(services: Services, logger: Logger, { settleMs = SETTLE_MS }: RecomputerOptions = {}): Loop {
  const { database, calendarSource, clock } = services
  /** What settles, and since when by the process's monotonic clock. */
  let settling: { fingerprint: string; since: number } | null = null
  let stopping = false

  const onFailed = (ticketId: number, error: unknown): void =>
    logger.error({ ticketId, error: describeError(error) }, 'the deadlines of a ticket cannot be recomputed; it keeps them')
  const isSettled = (): boolean => settling !== null && performance.now() - settling.since >= settleMs
  const note = ({ phase, fingerprint }: RecomputeStep): void => {
    if (phase !== 'settling') settling = null
    else if (settling?.fingerprint !== fingerprint) settling = { fingerprint, since: performance.now() }
  }

  const loop = startLoop({ name: 'calendar recomputation', logger, everyMs: EVERY_MS }, async () => {
    await publishHolidays(database, calendarSource.own, clock.now())
    while (!stopping) {
      const step = await recomputeStep(services, { settled: isSettled(), onFailed })
      if (!step) return
      note(step)
      if (step.changed > 0) services.committed.ring()
      if (step.phase === 'done' || step.phase === 'settling') return
    }
  })
  return {
    wake: loop.wake,
    stop: async () => {
      stopping = true
      await loop.stop()
    },
  }
}
