import type { Figures, MonthFigures } from '#shared/contract/home.ts'
import { figuresFrom, typesFrom } from '#shared/domain/figures/monthFigures.ts'
import { daysOf, previousMonth, rangeOfMonth, type Month } from '#shared/domain/figures/period.ts'
import type { CurrentUser } from '../caller.ts'
import { readCountsByPeriod, type CountAt } from '../counts/readCounts.ts'
import type { Services } from '../services.ts'

function presentMonth(month: Month, count: CountAt, timeZone: string): MonthFigures {
  const { from, to } = rangeOfMonth(month, timeZone)
  return { month, from: from.toISOString(), to: to.toISOString(), ...figuresFrom((facet) => count('month', month, facet)) }
}

/** The figures of a month of the tickets that the user sees, with the month before it, and its days for the chart (`lists.md`, Figures). */
export async function findFigures(services: Services, user: CurrentUser, month: Month): Promise<Figures> {
  const { timeZone } = services
  const calendar = await services.calendar()
  const [before, days] = [previousMonth(month), daysOf(month)]
  const count = await readCountsByPeriod(services, user, [{ series: 'month', first: before, last: month }, { series: 'day', first: days[0]!, last: days.at(-1)! }])
  return {
    figures: presentMonth(month, count, timeZone), previous: presentMonth(before, count, timeZone),
    days: days.map((day) => ({ day, working: calendar.isWorkingDay(day), byType: typesFrom((facet) => count('day', day, facet)) })),
  }
}
