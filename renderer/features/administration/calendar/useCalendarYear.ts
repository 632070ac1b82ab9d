import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { CalendarRange, CalendarYear } from '#shared/contract/calendar.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { zonedParts } from '../../../time/zonedParts.ts'
import { useCalendarCoverageStore } from './calendarCoverage.ts'

/** Milliseconds between two looks at a recomputation that runs. */
const PROGRESS_INTERVAL = 1_500

/**
 * One year of the working calendar, its changes, and how far the recomputation after them is.
 * @param active whether the page is in front; progress is not asked for behind it
 */
export function useCalendarYear(active: () => boolean) {
  const clock = useClockStore()
  const coverage = useCalendarCoverageStore()
  const year = ref(zonedParts(clock.now(), clock.timeZone).year)
  const calendar = shallowRef<CalendarYear | null>(null)
  const reading = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  const saving = ref(false)
  const saveProblem = shallowRef<ApiProblem | null>(null)
  /** A recomputation that was seen running is over. */
  const recomputed = ref(false)
  /** Grows with every reading: only the latest counts. */
  let question = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function take(found: CalendarYear): void {
    if (found.recomputation) recomputed.value = false
    else if (calendar.value?.recomputation) recomputed.value = true
    calendar.value = found
    problem.value = null
    coverage.take(found.uncoveredYears)
    follow()
  }
  function follow(): void {
    clearTimeout(timer)
    if (calendar.value?.recomputation && active()) timer = setTimeout(() => void reload(), PROGRESS_INTERVAL)
  }
  async function reload(): Promise<void> {
    const mine = ++question
    reading.value = true
    try {
      const found = await client.getCalendar({ query: { year: year.value } })
      if (mine === question) take(found)
    } catch (error) {
      if (mine !== question) return
      problem.value = toProblem(error)
      follow()
    } finally {
      if (mine === question) reading.value = false
    }
  }
  async function show(wanted: number): Promise<void> {
    year.value = wanted
    await reload()
  }
  /** @returns whether the server took it */
  async function save(range: CalendarRange): Promise<boolean> {
    if (saving.value) return false
    saving.value = true
    saveProblem.value = null
    question += 1
    try {
      take(await client.setCalendarDays({ body: range }))
      // The work may begin a moment after the answer: it is looked at once more in any case.
      clearTimeout(timer)
      timer = setTimeout(() => void reload(), PROGRESS_INTERVAL)
      return true
    } catch (error) {
      saveProblem.value = toProblem(error)
      return false
    } finally {
      saving.value = false
      reading.value = false
    }
  }
  watch(active, (front) => {
    if (front) void reload()
    else clearTimeout(timer)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    question += 1
  })
  return { year, calendar, reading, problem, saving, saveProblem, recomputed, reload, show, save }
}
