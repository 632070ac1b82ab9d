import { hostname } from 'node:os'
import type { VersionedHolidays } from './calendar/versionedHolidays.ts'
import { createCalendarSource } from './calendar/workingCalendar.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database/database.ts'
import { createDirectory } from './organisations/directory.ts'
import type { Services } from './services.ts'
import { createSignal } from './signal.ts'
import { createTicketNumbers } from './tickets/ticketNumbers.ts'

/** Who took a block of ticket numbers; for people who look into the table. */
const thisServer = (): string => `${hostname().replace(/[^\w.-]/g, '_').slice(0, 48)}:${process.pid}`

/** Puts the services of commands and queries together. Public holidays are those of the installed package unless given. */
export function createServices(config: { timeZone: string; holidays?: VersionedHolidays }, database: Database, clock: Clock): Services {
  const calendarSource = createCalendarSource(database, config)
  return {
    database, clock, timeZone: config.timeZone,
    committed: createSignal(), called: createSignal(),
    calendar: calendarSource.current, calendarSource,
    directory: createDirectory(database),
    numbers: createTicketNumbers(database, config.timeZone, thisServer()),
  }
}
