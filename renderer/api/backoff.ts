/** Milliseconds before the first retry, at most. */
const FIRST = 1_000
/** No retry waits longer, in ms. */
export const LONGEST_WAIT_MS = 30_000

/**
 * How long to wait before a retry: twice as long each time up to {@link LONGEST_WAIT_MS}, the half of it by chance, so that
 * many programs that lost one server do not all come back in the same moment.
 * @param attempt 1 for the first retry
 * @param random from 0 up to 1
 * @returns ms
 */
export function waitBefore(attempt: number, random: number): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST * 2 ** Math.min(Math.max(0, attempt - 1), 16))
  return Math.round(most / 2 + (most / 2) * random)
}
