const two = (value: number): string => String(value).padStart(2, '0')

/** A running span as a stopwatch writes it: `02:37`, from one hour on `1:02:37`. @param span milliseconds */
export function clockSpan(span: number): string {
  const seconds = Math.max(0, Math.floor(span / 1000))
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}
