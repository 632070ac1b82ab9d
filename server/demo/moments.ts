import type { WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import { HOUR_MS, MINUTE_MS } from '#shared/domain/sla/timeUnits.ts'
import { dayOf, timeOfDay } from '#shared/domain/sla/zonedTime.ts'
import type { Random } from './random.ts'

/** When somebody works: a mall and a department on working days, the hotline on every day and into the evening. */
export type Hours = 'office' | 'hotline'

/** Opening and closing in ms since 00:00. */
const OPEN: Record<Hours, readonly [from: number, to: number]> = {
  office: [8.5 * HOUR_MS, 18.5 * HOUR_MS], hotline: [8 * HOUR_MS, 20.5 * HOUR_MS],
}
const TRIES = 40

/** Draws instants of the demonstration's past. */
export interface Moments {
  /** The present moment, to the minute: nothing of the demonstration lies after it. */
  present: Date
  calendar: WorkingCalendar
  /** An instant between two, in working hours where there are some; never before `from` and never after the present. */
  between: (from: Date, to: Date, hours: Hours) => Date
  isOpen: (at: Date, hours: Hours) => boolean
}

export const plusMs = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
export const plusHours = (at: Date, hours: number): Date => plusMs(at, hours * HOUR_MS)
export const plusDays = (at: Date, days: number): Date => plusHours(at, 24 * days)
export const toMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS)

export function createMoments(now: Date, calendar: WorkingCalendar, random: Random): Moments {
  const present = toMinute(now)
  const isOpen = (at: Date, hours: Hours): boolean => {
    const [from, to] = OPEN[hours]
    const time = timeOfDay(at, calendar.timeZone)
    return time >= from && time < to && (hours === 'hotline' || calendar.isWorkingDay(dayOf(at, calendar.timeZone)))
  }
  const between = (from: Date, to: Date, hours: Hours): Date => {
    const start = Math.min(from.getTime(), present.getTime())
    const end = Math.max(start, Math.min(to.getTime(), present.getTime()))
    let drawn = new Date(start)
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const seconds = Math.floor((random.next() * (end - start)) / 1000)
      drawn = plusMs(new Date(start), seconds * 1000)
      if (isOpen(drawn, hours)) break
    }
    return drawn
  }
  return { present, calendar, between, isOpen }
}
