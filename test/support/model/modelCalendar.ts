/** Working days of 2026 and the clocks of `time.md`, written down a second time in the simplest way: ms and Shanghai's fixed offset. */

const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR
const OPENING = 8 * HOUR + 30 * MINUTE
const CLOSING = 17 * HOUR

/** First and last day off of each public holiday, and the weekend days that are worked for them (State Council, 2026). */
const HOLIDAYS = [
  ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
] as const
const WORKED = new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])

/** Days since 1970 in Shanghai. */
const dayOf = (instant: number): number => Math.floor((instant + SHANGHAI) / DAY)
const timeOfDay = (instant: number): number => (instant + SHANGHAI) % DAY
const at = (day: number, time: number): number => day * DAY + time - SHANGHAI
const written = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

function isWorked(day: number): boolean {
  const name = written(day)
  if (!name.startsWith('2026-')) throw new RangeError(`the model knows the working days of 2026 only, not of ${name}`)
  if (WORKED.has(name)) return true
  if (HOLIDAYS.some(([first, last]) => first <= name && name <= last)) return false
  // 1970-01-01 was a Thursday.
  const weekday = (day + 4) % 7
  return weekday !== 0 && weekday !== 6
}

export function addWorkingDays(instant: number, count: number): number {
  let day = dayOf(instant)
  let time = timeOfDay(instant)
  if (!isWorked(day)) {
    while (!isWorked(day)) day += 1
    time = OPENING
  }
  for (let left = count; left > 0;) {
    day += 1
    if (isWorked(day)) left -= 1
  }
  return at(day, time)
}

export const replyDueAt = (roundStart: number): number => addWorkingDays(roundStart, 2)
export const resolveDueAt = (submission: number): number => addWorkingDays(submission, 5)

export function firstContactDueAt(submission: number): number {
  const time = timeOfDay(submission)
  if (time >= CLOSING) return at(dayOf(submission) + 1, OPENING) + 4 * HOUR
  return time < OPENING ? at(dayOf(submission), OPENING) + 4 * HOUR : submission + 4 * HOUR
}

/** `2026-02-13 17:30:00.000` in Shanghai. */
export const inShanghai = (instant: number): string => new Date(instant + SHANGHAI).toISOString().replace('T', ' ').slice(0, 23)
