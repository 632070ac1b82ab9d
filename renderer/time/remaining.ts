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

/**
 * Splits a span of milliseconds (its sign is ignored) into what is shown.
 * @param span milliseconds
 */
export function splitSpan(span: number): DisplaySpan {
  const total = Math.floor(Math.abs(span) / 60_000)
  const days = Math.floor(total / 1440)
  const hours = Math.floor((total % 1440) / 60)
  const minutes = total % 60
  const shape = days > 0 ? (hours > 0 ? 'daysHours' : 'days') : hours > 0 ? 'hoursMinutes' : total > 0 ? 'minutes' : 'underMinute'
  return { shape, days, hours, minutes }
}

/**
 * What is left until a deadline. In time means at or before it (time.md), so it is overdue only after it.
 * @param dueAt ISO 8601 text
 * @param now milliseconds, the server's time
 */
export function remainingUntil(dueAt: string, now: number): Remaining {
  const left = new Date(dueAt).getTime() - now
  return { overdue: left < 0, span: splitSpan(left) }
}
