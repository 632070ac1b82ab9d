import { addDays, dayOf, instantOf } from '../sla/zonedTime.ts'
import { HOUR_MS, MINUTE_MS } from '../sla/timeUnits.ts'
import type { OutsideChannel } from '../notices.ts'

/** Local times `HH:MM`; over midnight where `from` is later than `to`. */
export interface QuietHours {
  from: string
  to: string
}

/** `notices.md`: SMS 22:00–07:00. An administrator may change them or take them away. */
export const DEFAULT_QUIET_HOURS: Record<OutsideChannel, QuietHours | null> = { sms: { from: '22:00', to: '07:00' }, app: null, oa: null }

function millisecondsOf(time: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  if (hours === undefined) throw new RangeError(`not a time of day: ${time}`)
  return Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS
}

/**
 * The end of the quiet hours that an instant lies in; null where it lies in none. The beginning is quiet, the end is not.
 * Quiet hours are spans between instants, so that a clock put back does not make them begin again after their end.
 * @param timeZone IANA name
 * @throws RangeError for a time, date or zone that is none
 */
export function quietUntil(instant: Date, hours: QuietHours | null, timeZone: string): Date | null {
  if (hours === null) return null
  const [from, to] = [millisecondsOf(hours.from), millisecondsOf(hours.to)]
  const today = dayOf(instant, timeZone)
  for (const day of [addDays(today, -1), today]) {
    const end = instantOf(from < to ? day : addDays(day, 1), to, timeZone)
    if (instantOf(day, from, timeZone) <= instant && instant < end) return end
  }
  return null
}
