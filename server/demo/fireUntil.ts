import { sweepAll } from '../jobs/sla/sweep.ts'
import type { Services } from '../services.ts'

/**
 * What fell due up to an instant of the past has happened at its time, as if the sweep had always run; but not before
 * what was last done to the ticket, so that its log goes forward.
 */
export async function fireUntil(services: Services, instant: Date): Promise<void> {
  await sweepAll({ ...services, clock: { now: () => instant } }, { timeOf: ({ row }, { dueAt }) => (row.lastEventAt > dueAt ? row.lastEventAt : dueAt) })
}
