import { defineStore } from 'pinia'
import { ref } from 'vue'
import { client } from '../../../api/client.ts'
import { singleFlight } from '../../../api/singleFlight.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { useSessionStore } from '../../../stores/session.ts'
import { zonedParts } from '../../../time/zonedParts.ts'

/** Years that change once a year need no closer look, in ms. */
const FRESH_ENOUGH = 60 * 60 * 1000

/** The years without public-holiday data that an administrator is to be told of (`time.md`, Calendar). */
export const useCalendarCoverageStore = defineStore('calendarCoverage', () => {
  const session = useSessionStore()
  const clock = useClockStore()
  const uncoveredYears = ref<readonly number[]>([])
  let readAt = Number.NEGATIVE_INFINITY
  let readFor: string | null = null

  /** The calendar page read it with a year. */
  function take(years: readonly number[]): void {
    uncoveredYears.value = years
    readAt = Date.now()
    readFor = session.user?.id ?? null
  }
  const ask = singleFlight(() => client.getCalendar({ query: { year: zonedParts(clock.now(), clock.timeZone).year } }))

  /** Reads them where somebody may know them and they are not fresh. A failure is the next reading's matter: the page says it where it is asked. */
  async function refresh(): Promise<void> {
    if (readFor !== (session.user?.id ?? null)) uncoveredYears.value = []
    else if (Date.now() - readAt < FRESH_ENOUGH) return
    if (!session.may('administration')) return
    await ask().then((found) => take(found.uncoveredYears), () => undefined)
  }
  return { uncoveredYears, take, refresh }
})
