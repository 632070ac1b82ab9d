import type { MonthFigures } from '#shared/contract/home.ts'
import type { Condition } from '#shared/contract/query.ts'
import { drillDown } from '#shared/domain/figures/drillDown.ts'
import type { FigureNumber } from '#shared/domain/figures/drillDown.ts'
import { addDays, instantOf } from '#shared/domain/sla/zonedTime.ts'
import type { Day } from '#shared/domain/sla/zonedTime.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'

/** What the list `figures` is asked for, to hold the tickets behind a number of a month as the server counted it. */
export const conditionsOf = (number: FigureNumber, { from, to }: Pick<MonthFigures, 'from' | 'to'>): Condition[] => drillDown(number, { from: new Date(from), to: new Date(to) })

/**
 * The same for a day, and one of its types where `type` is given.
 * @param timeZone IANA name of the configured zone
 */
export function conditionsOfDay(day: Day, type: TicketType | null, timeZone: string): Condition[] {
  const range = { from: instantOf(day, 0, timeZone), to: instantOf(addDays(day, 1), 0, timeZone) }
  return drillDown(type ? { figure: 'type', type } : { figure: 'total' }, range)
}
