import { provide, ref, watch } from 'vue'
import type { DisplayClock } from '../../../time/displayClock.ts'
import { displayClockKey, useDisplayClock } from '../../../time/displayClock.ts'

/** Rows show minutes; reading the clock every 5 s is enough for them and draws a fifth as often. Milliseconds. */
const STEP = 5_000

/**
 * Gives what stands below the calling component a clock that moves in steps, and not at all while nobody looks.
 * @param active whether the page is in front
 * @returns the clock with its coarse steps, for the calling component itself
 */
export function provideRowClock(active: () => boolean): DisplayClock {
  const exact = useDisplayClock()
  const now = ref(exact.now.value)
  watch([exact.now, active], () => {
    if (active() && Math.floor(exact.now.value / STEP) !== Math.floor(now.value / STEP)) now.value = exact.now.value
  })
  const clock: DisplayClock = { timeZone: exact.timeZone, now, keepTicking: () => () => undefined }
  provide(displayClockKey, clock)
  return clock
}
