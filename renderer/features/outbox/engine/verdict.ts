import type { ApiProblem } from '../../../api/problem.ts'

/** What a failed request means for the item that was sent. */
export type Verdict =
  /** Nobody knows whether it arrived, or the server has no time: again later, under the same key. */
  | 'later'
  /** The session has ended; the item waits for its owner to sign in. */
  | 'sign_in'
  /** The ticket has changed since it was seen (`workflow.md`, rule 9). */
  | 'stale'
  /** The server does not take it as it is; a person must look. */
  | 'refused'

/** Statuses below 500 with which the very same request may be taken later: timeout, too early, too many. */
const passing: readonly number[] = [408, 425, 429]

/**
 * Judges a failure by its status and stable code (`api.md`). Only the server itself may refuse: an answer without its
 * request id is that of something in between (a gateway, the sign-in page of a network) and says nothing about the item.
 */
export function verdictOf(problem: ApiProblem): Verdict {
  const { status, code, requestId } = problem
  if (status < 400 || status >= 500 || passing.includes(status) || requestId === null) return 'later'
  if (status === 401) return 'sign_in'
  return code === 'stale_version' ? 'stale' : 'refused'
}

/** Milliseconds before the second try. */
const FIRST_WAIT_MS = 500
/** No try waits longer, so that what is written is on its way within ten seconds after the server is back. */
export const LONGEST_WAIT_MS = 10_000
/** A server may ask for more patience (Retry-After), up to this many ms. */
const MOST_PATIENCE_MS = 60_000

/**
 * How long to wait before the next try: twice as long each time up to {@link LONGEST_WAIT_MS}, the half of it by chance, so
 * that many programs do not come back in the same moment.
 * @param failures how often in a row it failed, 1 after the first time
 * @param retryAfter seconds that the server asked for, or null
 * @param random from 0 up to 1
 * @returns ms
 */
export function waitAfter(failures: number, retryAfter: number | null, random: number): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(Math.max(0, failures - 1), 16))
  return Math.max(Math.round(most / 2 + (most / 2) * random), Math.min(MOST_PATIENCE_MS, (retryAfter ?? 0) * 1_000))
}
