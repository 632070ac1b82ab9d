import type { ReminderRange, Reminders } from '#shared/contract/home.ts'
import { monthsAround, rangeOfMonths } from '#shared/domain/figures/period.ts'
import { remindersFrom } from '#shared/domain/figures/reminders.ts'
import type { CurrentUser } from '../caller.ts'
import { readListCounts } from '../counts/readCounts.ts'
import type { Services } from '../services.ts'
import { countCameToday } from './cameToday.ts'

/** The reminders of the home page: tickets that the user sees, made this year or month of the configured zone. */
export async function findReminders(services: Services, user: CurrentUser, range: ReminderRange): Promise<Reminders> {
  const { clock, timeZone } = services
  const months = monthsAround(clock.now(), range, timeZone)
  const { from, to } = rangeOfMonths(months, timeZone)
  const { count, read } = await readListCounts(services, user, months)
  const today = await countCameToday(services, user, { from, to })
  return { range, from: from.toISOString(), to: to.toISOString(), counts: remindersFrom(count, read), today: remindersFrom(today.count, today.read) }
}
