import { computed, ref } from 'vue'
import { addDays, type Day } from '#shared/domain/sla/zonedTime.ts'
import type { DayRange } from './yearDays.ts'

const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The same date `count` months on, or the month's last day where it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + month - 1 + count
  const [targetYear, targetMonth] = [Math.floor(index / 12), (index % 12) + 1]
  return [String(targetYear).padStart(4, '0'), String(targetMonth).padStart(2, '0'), String(Math.min(date, lastOfMonth(targetYear, targetMonth))).padStart(2, '0')].join('-')
}

const MOVES: Readonly<Record<string, (day: Day) => Day>> = {
  ArrowLeft: (day) => addDays(day, -1), ArrowRight: (day) => addDays(day, 1), ArrowUp: (day) => addDays(day, -7), ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1), PageDown: (day) => addMonths(day, 1),
  Home: (day) => `${day.slice(0, 8)}01`, End: (day) => `${day.slice(0, 8)}${lastOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))}`,
}

/**
 * The days that are chosen within one year: from where the choice began (anchor) to the day that the keys act on (cursor).
 * @param year the year shown; the choice never leaves it
 */
export function useDaySelection(year: () => number) {
  const anchor = ref<Day>('')
  const cursor = ref<Day>('')
  const range = computed<DayRange>(() => (anchor.value <= cursor.value ? { from: anchor.value, to: cursor.value } : { from: cursor.value, to: anchor.value }))

  /** @param extend keeps where the choice began */
  function pick(day: Day, extend: boolean): void {
    if (Number(day.slice(0, 4)) !== year()) return
    cursor.value = day
    if (!extend) anchor.value = day
  }
  function choose({ from, to }: DayRange): void {
    pick(from, false)
    pick(to, true)
  }
  /** @returns whether the key moved the choice */
  function moveBy(key: string, extend: boolean): boolean {
    const move = MOVES[key]
    if (!move) return false
    pick(move(cursor.value), extend)
    return true
  }
  return { anchor, cursor, range, pick, choose, moveBy }
}
export type DaySelection = ReturnType<typeof useDaySelection>
