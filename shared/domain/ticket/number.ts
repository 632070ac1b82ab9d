import { dayOf } from '../sla/zonedTime.ts'

/** Numbers are handed to a server in blocks of this many; what it does not use stays a gap. */
export const TICKET_NUMBER_BLOCK_SIZE = 100

/** Below a million the count is written with six digits, from then on with as many as it has. */
const COUNT_DIGITS = 6

/** `YYMM`: the month in which a ticket is counted. */
export type MonthKey = string

/** The month of an instant in the configured time zone (`workflow.md`, Types, levels, numbers). */
export const monthKeyOf = (instant: Date, timeZone: string): MonthKey => {
  const day = dayOf(instant, timeZone)
  return day.slice(2, 4) + day.slice(5, 7)
}

const isMonthKey = (text: string): boolean => /^\d{2}(?:0[1-9]|1[0-2])$/.test(text)

/**
 * The ticket number of a month and a count, `2104` and 1 giving `2104000001` (`workflow.md`).
 * @param count from 1 in each month.
 * @throws RangeError if the month or the count is none.
 */
export function formatTicketNumber(month: MonthKey, count: number): string {
  if (!isMonthKey(month)) throw new RangeError(`not a month: ${month}`)
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`not a count within a month: ${count}`)
  return month + String(count).padStart(COUNT_DIGITS, '0')
}

/** Month and count of a ticket number; null if the text is not one, exactly as `formatTicketNumber` writes it. */
export function parseTicketNumber(text: string): { month: MonthKey; count: number } | null {
  const match = /^(\d{4})(\d{6}|[1-9]\d{6,14})$/.exec(text)
  const [month, digits] = [match?.[1], match?.[2]]
  if (month === undefined || digits === undefined || !isMonthKey(month)) return null
  const count = Number(digits)
  return count >= 1 && Number.isSafeInteger(count) ? { month, count } : null
}

/** Whether a text is a ticket number. */
export const isTicketNumber = (text: string): boolean => parseTicketNumber(text) !== null
