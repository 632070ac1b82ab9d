import { isLive, type TicketState } from '../ticket/states.ts'
import { isInTime, warningAt } from './deadlines.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './timeUnits.ts'

/** Colours of the clock (`lists.md`, Row colours). */
export const ALERTS = ['none', 'blue', 'red'] as const
export type Alert = (typeof ALERTS)[number]

export interface AlertFacts {
  state: TicketState
  /** The earliest deadline among the open reply rounds; null when none is open. */
  openReplyDueAt: Date | null
}

/**
 * The colour of a ticket's row: blue from 4 h before the reply deadline up to and at it, red after it, and only while
 * a reply round is open on a ticket that is handed over.
 */
export function alertOf({ state, openReplyDueAt }: AlertFacts, now: Date): Alert {
  if (openReplyDueAt === null || !isLive(state)) return 'none'
  if (!isInTime(now, openReplyDueAt)) return 'red'
  return now.getTime() >= warningAt(openReplyDueAt).getTime() ? 'blue' : 'none'
}

/** How much time is left or has passed, as numbers; the words stand in the locale files. */
export interface RemainingTime {
  /** The deadline has passed; the numbers then say for how long. */
  overdue: boolean
  days: number
  hours: number
  minutes: number
  /** The two units to show: days and hours from one day on, below it hours and minutes, below an hour minutes alone. */
  units: 'days_hours' | 'hours_minutes' | 'minutes'
}

/**
 * The time to a deadline in the units shown. What is left is rounded up to the minute, so that "4 h 00 min" is never
 * shown before the row is blue; what has passed is rounded down, to one minute at least.
 */
export function remainingTime(dueAt: Date, now: Date): RemainingTime {
  const left = dueAt.getTime() - now.getTime()
  const overdue = !isInTime(now, dueAt)
  const minutes = overdue ? Math.max(1, Math.floor(-left / MINUTE_MS)) : Math.ceil(left / MINUTE_MS)
  const length = minutes * MINUTE_MS
  return {
    overdue,
    days: Math.floor(length / DAY_MS),
    hours: Math.floor((length % DAY_MS) / HOUR_MS),
    minutes: minutes % 60,
    units: length >= DAY_MS ? 'days_hours' : length >= HOUR_MS ? 'hours_minutes' : 'minutes',
  }
}

/** Which part of a deadline's time has passed, from 0 to 1, for the track below an open deadline. */
export function elapsedShare(startedAt: Date, dueAt: Date, now: Date): number {
  const whole = dueAt.getTime() - startedAt.getTime()
  if (whole <= 0) return 1
  return Math.min(1, Math.max(0, (now.getTime() - startedAt.getTime()) / whole))
}
