/** Calendar fields of an instant in one time zone; `weekday` 0 is Sunday. */
export interface ZonedParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly weekday: number
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone, hourCycle: 'h23', weekday: 'short', year: 'numeric', month: 'numeric', day: 'numeric',
      hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

/**
 * Splits an instant into calendar fields of a time zone.
 * @param instant ISO 8601 text, or milliseconds since 1970 UTC
 * @param timeZone IANA name, e.g. `Asia/Shanghai`
 * @throws RangeError where the instant is no time or the zone is unknown
 */
export function zonedParts(instant: string | number, timeZone: string): ZonedParts {
  const values: Record<string, string> = {}
  for (const part of formatterOf(timeZone).formatToParts(new Date(instant))) values[part.type] = part.value
  return {
    year: Number(values.year), month: Number(values.month), day: Number(values.day),
    hour: Number(values.hour), minute: Number(values.minute), second: Number(values.second),
    weekday: weekdays.indexOf(values.weekday ?? ''),
  }
}
