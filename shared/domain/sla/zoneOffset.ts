import { DAY_MS, SECOND_MS } from './timeUnits.ts'

/** A zone's formatter and the offsets already asked of it, by UTC day; `null` marks a day with a change of the clock. */
interface Zone {
  formatter: Intl.DateTimeFormat
  offsets: Map<number, number | null>
}

const zones = new Map<string, Zone>()
/** About eleven years of days a zone, then it starts anew: the memory stays bounded. */
const MOST_DAYS_KEPT = 4_096

function zoneNamed(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
    era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  const zone: Zone = { formatter, offsets: new Map() }
  zones.set(timeZone, zone)
  return zone
}

/** Whether this program knows a time zone of this name (IANA, `Asia/Shanghai`). */
export function isTimeZone(timeZone: string): boolean {
  try {
    zoneNamed(timeZone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function formattedOffset(time: number, formatter: Intl.DateTimeFormat): number {
  const fields: Record<string, string> = {}
  for (const part of formatter.formatToParts(time)) fields[part.type] = part.value
  const year = fields['era'] === 'BC' ? 1 - Number(fields['year']) : Number(fields['year'])
  const clock = new Date(0)
  // Not Date.UTC: it reads the years 0 to 99 as 1900 to 1999.
  clock.setUTCFullYear(year, Number(fields['month']) - 1, Number(fields['day']))
  clock.setUTCHours(Number(fields['hour']), Number(fields['minute']), Number(fields['second']), 0)
  return clock.getTime() - Math.floor(time / SECOND_MS) * SECOND_MS
}

/**
 * How far the wall clock of a zone is ahead of UTC at an instant, in ms (negative west of Greenwich).
 *
 * Formatting is slow, so a UTC day that begins and ends with the same offset is remembered as having that offset
 * throughout: no zone has ever changed its clock twice within a day.
 * @param time ms since 1970-01-01T00:00Z.
 * @throws RangeError for an unknown time zone.
 */
export function zoneOffset(time: number, timeZone: string): number {
  const { formatter, offsets } = zoneNamed(timeZone)
  const day = Math.floor(time / DAY_MS)
  let offset = offsets.get(day)
  if (offset === undefined) {
    const atStart = formattedOffset(day * DAY_MS, formatter)
    offset = atStart === formattedOffset((day + 1) * DAY_MS, formatter) ? atStart : null
    if (offsets.size >= MOST_DAYS_KEPT) offsets.clear()
    offsets.set(day, offset)
  }
  return offset ?? formattedOffset(time, formatter)
}
