import { hostname } from 'node:os'
import { createWorkingCalendar } from './calendar/workingCalendar.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database/database.ts'
import { createDirectory } from './organisations/directory.ts'
import type { Services } from './services.ts'
import { createSignal } from './signal.ts'
import { createTicketNumbers } from './tickets/ticketNumbers.ts'

/** Who took a block of ticket numbers; for people who look into the table. */
const thisServer = (): string => `${hostname().replace(/[^\w.-]/g, '_').slice(0, 48)}:${process.pid}`

/** Puts the services of commands and queries together. */
export function createServices(config: { timeZone: string }, database: Database, clock: Clock): Services {
  return {
    database, clock, timeZone: config.timeZone,
    committed: createSignal(),
    calendar: createWorkingCalendar(database, config.timeZone),
    directory: createDirectory(database),
    numbers: createTicketNumbers(database, config.timeZone, thisServer()),
  }
}
