import type { WorkingCalendar } from '#shared/domain/sla/calendar.ts'
import type { CalendarSource } from './calendar/workingCalendar.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database/database.ts'
import type { Directory } from './organisations/directory.ts'
import type { Signal } from './signal.ts'
import type { TicketNumbers } from './tickets/ticketNumbers.ts'

/** What every command and query may use. Made once by the composition root (`main.ts`), or by a test. */
export interface Services {
  database: Database
  clock: Clock
  /** The working calendar as it is now: public holidays with the administrators' own days over them. */
  calendar: () => Promise<WorkingCalendar>
  /** Where it comes from, for who shows, changes or follows it. */
  calendarSource: CalendarSource
  numbers: TicketNumbers
  directory: Directory
  timeZone: string
  /** Rung after every commit of a command, so that work waiting for one need not wait for its next look. */
  committed: Signal
  /** Rung after an event of the telephone system was taken in: a card is to be in front within 300 ms. */
  called: Signal
}
