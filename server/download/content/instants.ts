import { dayOf, timeOfDay } from '#shared/domain/sla/zonedTime.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * An instant as a file shows it, whole and without regard to today: `2026-09-29 15:58`.
 * @param at ISO 8601
 * @param timeZone IANA name
 */
export function writeInstant(at: string, timeZone: string): string {
  const instant = new Date(at)
  const minutes = Math.floor(timeOfDay(instant, timeZone) / 60_000)
  return `${dayOf(instant, timeZone)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
