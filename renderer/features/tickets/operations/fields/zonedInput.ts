import { instantOf } from '#shared/domain/sla/zonedTime.ts'
import { zonedParts } from '../../../../time/zonedParts.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** An instant as the wall clock of a zone shows it, `2026-10-08 09:00`; an empty text for none. */
export function wallClockOf(instant: string, timeZone: string): string {
  if (!instant) return ''
  const at = zonedParts(instant, timeZone)
  return `${at.year}-${two(at.month)}-${two(at.day)} ${two(at.hour)}:${two(at.minute)}`
}

/** The instant (ISO 8601, UTC) at which the wall clock of a zone shows `2026-10-08 09:00`; an empty text for anything else. */
export function instantOfWallClock(text: string | null | undefined, timeZone: string): string {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})$/.exec(text ?? '')
  if (!match) return ''
  return instantOf(match[1] ?? '', (Number(match[2]) * 60 + Number(match[3])) * 60_000, timeZone).toISOString()
}
