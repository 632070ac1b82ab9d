import { describeError } from '../logging/describeError.ts'
import type { Logger } from '../logging/logger.ts'

/** Work that is done again and again; never twice at the same time. */
export interface Loop {
  /** Does the work now, or once more if it is being done: what is asked for while it runs is not missed. */
  wake: () => void
  /** Waits for running work and ends. */
  stop: () => Promise<void>
}

export interface LoopOptions {
  /** For logs. */
  name: string
  logger: Logger
  /** Pause between the end of one run and the beginning of the next, in ms. */
  everyMs: number
  /** Pause before a run that was asked for, in ms: what is asked for meanwhile shares the run. */
  wokenMs?: number
  /** Pause after a failure, in ms; being woken does not shorten it. */
  afterFailureMs?: number
}

const AFTER_FAILURE_MS = 1_000

/** Starts a loop. A failure is logged once, until it has worked again; the loop goes on. */
export function startLoop({ name, logger, everyMs, wokenMs = 0, afterFailureMs = AFTER_FAILURE_MS }: LoopOptions, work: () => Promise<void>): Loop {
  let stopped = false
  let woken = false
  let failing = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null

  const failed = (error: unknown): void => {
    if (!failing) logger.warn({ job: name, error: describeError(error) }, 'a job fails; it goes on trying')
    failing = true
  }
  const succeeded = (): void => {
    if (failing) logger.info({ job: name }, 'a job works again')
    failing = false
  }
  const plan = (ms: number): void => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(run, ms)
  }
  function run(): void {
    woken = false
    running = work().then(succeeded, failed).finally(() => {
      running = null
      plan(failing ? afterFailureMs : woken ? wokenMs : everyMs)
    })
  }
  plan(0)
  return {
    wake: () => {
      if (woken) return
      woken = true
      if (!running && !failing) plan(wokenMs)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
