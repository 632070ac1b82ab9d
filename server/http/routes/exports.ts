import { exportBreaches } from '../../export/exportBreaches.ts'
import { findExport, wantCancelled } from '../../export/exportRecords.ts'
import { exportTickets } from '../../export/exportTickets.ts'
import { presentExport } from '../../presenters/export.ts'
import type { Handlers } from '../handler.ts'

/** Lists and reports as files, how far they are, and their end before the end. */
export const exportHandlers: Pick<Handlers, 'exportTickets' | 'exportBreaches' | 'getExport' | 'cancelExport'> = {
  exportTickets: async ({ caller, validateBody, services, language, abandoned, report }) => ({
    body: await exportTickets(services, caller, validateBody(), { language, abandoned, report }),
  }),
  exportBreaches: async ({ caller, query, services, language, abandoned, report }) => ({
    body: await exportBreaches(services, caller, query, { language, abandoned, report }),
  }),
  getExport: async ({ caller, params, services }) => ({ body: presentExport(await findExport(services, caller.user.id, params.id)) }),
  cancelExport: async ({ caller, params, services }) => {
    await wantCancelled(services, caller.user.id, params.id)
    return { body: {} }
  },
}
