import { setPenalties } from '../../commands/setPenalties.ts'
import { runCommand } from '../../commands/unit.ts'
import { permit } from '../../permit.ts'
import { presentBreaches } from '../../presenters/breach.ts'
import { loadBreachReport } from '../../queries/breachReport.ts'
import { listBreaches } from '../../queries/listBreaches.ts'
import { loadPenalties } from '../../queries/penalties.ts'
import type { Handlers } from '../handler.ts'

/** The breach report, what is behind its numbers, and what breaches cost. */
export const reportHandlers: Pick<Handlers, 'getBreachReport' | 'listBreaches' | 'getPenalties' | 'putPenalties'> = {
  getBreachReport: async ({ caller, query, services }) => ({ body: await loadBreachReport(services, caller.user, query) }),
  listBreaches: async ({ caller, query, services }) => {
    const { nextCursor, total, totalIsExact, ...rows } = await listBreaches(services, caller.user, query)
    return { body: { items: presentBreaches(rows, await services.directory.snapshot()), nextCursor, total, totalIsExact } }
  },
  getPenalties: async ({ caller, services }) => {
    permit(caller.user, 'administration')
    return { body: { penalties: await loadPenalties(services.database) } }
  },
  putPenalties: async ({ caller, validateBody, services }) =>
    runCommand(services, { ...caller, idempotency: null }, 200, (unit) => setPenalties(unit, validateBody().penalties),
      async (_, { transaction }) => ({ penalties: await loadPenalties(services.database, transaction) })),
}
