import { zonedParts } from './zonedParts.ts'

/** `brief`: 15:58 of today, else 09-29 · `short`: 09-29 15:58 · `withWeekday`: 09-29 周二 15:58 · `full`: 2026-09-29 15:58:03 · `clock`: 15:58 · `day`: 2026-09-29 */
export type InstantStyle = 'brief' | 'short' | 'withWeekday' | 'full' | 'clock' | 'day'

/** The words a formatted time needs in the language in use. */
export interface InstantWords {
  /** e.g. `今天` */
  readonly today: string
  /** Sunday first, e.g. `周日` … `周六` */
  readonly weekdays: readonly string[]
}

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * Writes a time as lists and panels show it: today as `今天 15:58`, this year as `09-29 15:58`,
 * another year in full.
 * @param instant ISO 8601 text or milliseconds
 * @param now milliseconds, the server's time
 * @param timeZone IANA name of the configured zone
 * @returns an empty text where `instant` is no time
 */
export function formatInstant(
  instant: string | number, now: number, timeZone: string, words: InstantWords, style: InstantStyle = 'short',
): string {
  if (Number.isNaN(new Date(instant).getTime())) return ''
  const at = zonedParts(instant, timeZone)
  const clock = `${two(at.hour)}:${two(at.minute)}`
  const day = `${at.year}-${two(at.month)}-${two(at.day)}`
  if (style === 'clock') return clock
  if (style === 'day') return day
  if (style === 'full') return `${day} ${clock}:${two(at.second)}`
  const today = zonedParts(now, timeZone)
  if (style === 'brief') return at.year !== today.year ? day : at.month === today.month && at.day === today.day ? clock : day.slice(5)
  if (at.year !== today.year) return `${day} ${clock}`
  if (at.month === today.month && at.day === today.day) return `${words.today} ${clock}`
  const monthDay = `${two(at.month)}-${two(at.day)}`
  return style === 'withWeekday' ? `${monthDay} ${words.weekdays[at.weekday] ?? ''} ${clock}` : `${monthDay} ${clock}`
}
