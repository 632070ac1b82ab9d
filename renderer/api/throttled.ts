/** `busy`: it could not be done now and is tried again. */
export type ThrottledOutcome = 'done' | 'busy'

export interface Throttled {
  /** Wants a run that begins after this moment; who asks meanwhile shares it. */
  readonly ask: () => void
  /** Nothing runs any more, also not what was asked for. */
  readonly end: () => void
}

/** At most this part of the time goes into runs: the slower the server answers, the rarer it is asked. */
const SHARE = 1 / 4

/**
 * Runs an action for all who ask, at most once in `interval` and never twice at a time. What is asked while it runs may be
 * newer than what it reads, so it runs once more afterwards.
 * @param action handles its own failures
 * @param interval ms from the start of a run to the start of the next, at least
 */
export function throttled(action: () => Promise<ThrottledOutcome>, interval: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  let again = false
  let ended = false
  let startedAt = 0
  let nextAt = Number.NEGATIVE_INFINITY

  function ask(): void {
    if (ended || timer !== undefined) return
    if (running) {
      again = true
      return
    }
    const wait = nextAt - Date.now()
    if (wait <= 0) void run()
    else timer = setTimeout(() => void run(), wait)
  }
  async function run(): Promise<void> {
    timer = undefined
    running = true
    again = false
    startedAt = Date.now()
    try {
      if ((await action()) === 'busy') again = true
    } finally {
      running = false
      nextAt = startedAt + Math.max(interval, (Date.now() - startedAt) / SHARE)
      if (again) ask()
    }
  }
  return {
    ask,
    end: () => {
      ended = true
      clearTimeout(timer)
    },
  }
}
