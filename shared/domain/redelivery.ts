/** Pause after the first failure, in ms; doubled after each further one. */
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 4 * 60 * 60_000
/** All pauses together are at most this long (`notices.md`). */
const GIVE_UP_AFTER_MS = 24 * 60 * 60_000

const longestPause = (failures: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1))

/**
 * How long to wait before a message that could not be delivered is tried again (`notices.md`: exponential, jitter, at most
 * 24 h). Counted by tries and not from the message's birth: a message that waited while no server ran has all its tries.
 * @param failures how often it failed, the last one included; from 1
 * @param random from 0 up to 1; the pause is between half and all of what the number of failures allows
 * @returns milliseconds; null: it is dead
 */
export function pauseBeforeRedelivery(failures: number, random: number): number | null {
  let total = 0
  for (let failure = 1; failure <= failures; failure++) {
    total += longestPause(failure)
    if (total > GIVE_UP_AFTER_MS) return null
  }
  return Math.round(longestPause(failures) * (0.5 + random / 2))
}
