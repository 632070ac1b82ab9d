import { defineStore } from 'pinia'
import { markRaw, ref } from 'vue'
import { createDisplayClock } from '../time/displayClock.ts'

/** Differences below this are the whole seconds of the Date header, not a wrong clock. Milliseconds. */
const tolerance = 1500

/** The server's time on this machine, and the time zone the server is configured with. */
export const useClockStore = defineStore('clock', () => {
  /** Milliseconds to add to this machine's clock. */
  const offset = ref(0)
  const timeZone = ref('Asia/Shanghai')
  /** What the machine's clock and the one that only runs forward said together, last. */
  let together = { clock: Date.now(), running: performance.now() }
  const now = (): number => Date.now() + offset.value
  const display = markRaw(createDisplayClock(now, timeZone))

  /** @param serverTime milliseconds; @param exact whether it is more than a Date header */
  function observe(serverTime: number, exact = false): void {
    const seen = serverTime - Date.now()
    if (exact || Math.abs(seen - offset.value) > tolerance) offset.value = seen
  }
  /**
   * Whether the machine's clock was set since this was asked last, or the machine slept: {@link now} may be wrong until the
   * server has been asked.
   */
  function wasMoved(): boolean {
    const present = { clock: Date.now(), running: performance.now() }
    const difference = present.clock - together.clock - (present.running - together.running)
    together = present
    return Math.abs(difference) > tolerance
  }
  return { offset, timeZone, now, display, observe, wasMoved }
})
