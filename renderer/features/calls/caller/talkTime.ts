import type { Call } from '#shared/contract/call.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** How long a call was talked on, `04:12` (hours only where there are any); null while it runs and where nobody answered. */
export function talkTime(call: Pick<Call, 'answeredAt' | 'endedAt'>): string | null {
  if (!call.answeredAt || !call.endedAt) return null
  const seconds = Math.max(0, Math.round((Date.parse(call.endedAt) - Date.parse(call.answeredAt)) / 1000))
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}
