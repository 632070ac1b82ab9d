import { waitBefore } from '../../api/backoff.ts'

/** No longer than this between two tries of a file, in ms (`desktop.md`: sending goes on by itself). */
const LONGEST_MS = 10_000

/**
 * Waits until a file is tried again: longer each time, at once when the server has answered anything.
 * @param attempt 1 for the first retry
 * @param retryAfter seconds that the server asked for; null where it did not
 * @param listen hears of the server's answers; gives the way to stop hearing
 * @returns rejects when the signal is aborted
 */
export function waitForTry(attempt: number, retryAfter: number | null, signal: AbortSignal, listen: (onAnswer: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let stopListening = (): void => undefined
    function end(settle: () => void): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      stopListening()
      settle()
    }
    const onAbort = (): void => end(() => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted')))
    const due = retryAfter === null ? Math.min(LONGEST_MS, waitBefore(attempt, Math.random())) : retryAfter * 1000
    const timer = setTimeout(() => end(resolve), due)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
    // Who was told to wait waits, whatever else is answered meanwhile.
    else if (retryAfter === null) stopListening = listen(() => end(resolve))
  })
}
