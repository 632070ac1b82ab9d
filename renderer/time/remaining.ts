import { remainingTime } from '#shared/domain/sla/alert.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/sla/timeUnits.ts'

/** A span split for display; from one day on days and hours count, below that hours and minutes. */
export interface DisplaySpan {
  /** Which message writes it: `common.duration.<length>.<shape>` */
  readonly shape: 'days' | 'daysHours' | 'hoursMinutes' | 'minutes' | 'underMinute'
  readonly days: number
  readonly hours: number
  readonly minutes: number
}

/** How a deadline stands against the clock. */
export interface Remaining {
  readonly overdue: boolean
  readonly span: DisplaySpan
}

function spanOf(days: number, hours: number, minutes: number): DisplaySpan {
  const shape = days > 0 ? (hours > 0 ? 'daysHours' : 'days') : hours > 0 ? 'hoursMinutes' : minutes > 0 ? 'minutes' : 'underMinute'
  return { shape, days, hours, minutes }
}

/**
 * Splits a span of milliseconds (its sign is ignored) into what is shown.
 * @param span milliseconds
 */
export function splitSpan(span: number): DisplaySpan {
  const length = Math.abs(span)
  return spanOf(Math.floor(length / DAY_MS), Math.floor((length % DAY_MS) / HOUR_MS), Math.floor((length % HOUR_MS) / MINUTE_MS))
}

/**
 * What is left until a deadline, by the rule that the server goes by (`shared/domain/sla/alert.ts`).
 * @param dueAt ISO 8601 text
 * @param now milliseconds, the server's time
 */
export function remainingUntil(dueAt: string, now: number): Remaining {
  const { overdue, days, hours, minutes } = remainingTime(new Date(dueAt), new Date(now))
  return { overdue, span: spanOf(days, hours, minutes) }
}
