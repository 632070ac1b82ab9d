import { setCalendarDays } from '../../commands/setCalendarDays.ts'
import { runCommand } from '../../commands/unit.ts'
import { permit } from '../../permit.ts'
import { loadCalendarYear } from '../../queries/calendarYear.ts'
import type { Handlers } from '../handler.ts'

/** The working calendar, for administrators. */
export const calendarHandlers: Pick<Handlers, 'getCalendar' | 'setCalendarDays'> = {
  getCalendar: async ({ caller, query, services }) => {
    permit(caller.user, 'administration')
    return { body: await loadCalendarYear(services, query.year) }
  },
  setCalendarDays: async ({ caller, validateBody, services }) => {
    const range = validateBody()
    const answer = await runCommand(services, { ...caller, idempotency: null }, 200, (unit) => setCalendarDays(unit, range),
      (_, { transaction }) => loadCalendarYear(services, Number(range.from.slice(0, 4)), transaction))
    services.calendarSource.forget()
    return answer
  },
}
