import { permit } from '../../permit.ts'
import { findFigures } from '../../queries/figures.ts'
import { findReminders } from '../../queries/reminders.ts'
import type { Handlers } from '../handler.ts'

/** The home page: for everybody with a ticket module, each on the tickets that he sees. */
export const homeHandlers: Pick<Handlers, 'getReminders' | 'getFigures'> = {
  getReminders: async ({ caller: { user }, query, services }) => {
    permit(user, 'tickets.read')
    return { body: await findReminders(services, user, query.range) }
  },
  getFigures: async ({ caller: { user }, query, services }) => {
    permit(user, 'tickets.read')
    return { body: await findFigures(services, user, query.month) }
  },
}
