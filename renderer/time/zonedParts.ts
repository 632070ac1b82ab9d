import { zoneOffset } from '#shared/domain/sla/zoneOffset.ts'

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

/**
 * Splits an instant into calendar fields of a time zone. The offsets of a zone are remembered by day: a list writes hundreds
 * of times at once, and formatting each would be what its scrolling waits for.
 * @param instant ISO 8601 text, or milliseconds since 1970 UTC
 * @param timeZone IANA name, e.g. `Asia/Shanghai`
 * @throws RangeError where the instant is no time or the zone is unknown
 */
export function zonedParts(instant: string | number, timeZone: string): ZonedParts {
  const time = typeof instant === 'number' ? instant : Date.parse(instant)
  const clock = new Date(time + zoneOffset(time, timeZone))
  return {
    year: clock.getUTCFullYear(), month: clock.getUTCMonth() + 1, day: clock.getUTCDate(),
    hour: clock.getUTCHours(), minute: clock.getUTCMinutes(), second: clock.getUTCSeconds(), weekday: clock.getUTCDay(),
  }
}
