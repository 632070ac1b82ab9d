import type { Ticket } from '#shared/contract/ticket.ts'
import { handlesTicket } from '#shared/domain/permissions.ts'
import type { Caller } from '../../caller.ts'
import { createTicket } from '../../commands/createTicket.ts'
import { operateTicket } from '../../commands/operateTicket.ts'
import { patchTicket } from '../../commands/patchTicket.ts'
import { runCommand, type Answer, type Unit } from '../../commands/unit.ts'
import { unmaskTicket } from '../../commands/unmaskTicket.ts'
import { findRow } from '../../database/database.ts'
import { ApiError } from '../../errors.ts'
import { presentNewTicket, presentTickets } from '../../presenters/ticket.ts'
import { countTickets } from '../../queries/countTickets.ts'
import { explainDeadlines, listLog, listRecords } from '../../queries/ticketHistory.ts'
import { listTickets } from '../../queries/listTickets.ts'
import type { Services } from '../../services.ts'
import { seeTicket } from '../../tickets/loadTicket.ts'
import { writeReadMark } from '../../tickets/reads.ts'
import type { Handlers } from '../handler.ts'

/** The ticket as the transaction leaves it. After an approved return who asked no longer sees it; he gets what he did last. */
async function presentChanged(ticketId: number, { services, transaction, caller }: Unit): Promise<Ticket> {
  const row = await findRow(services.database.tables.tickets, { id: ticketId }, { transaction })
  if (!row) throw new ApiError('not_found')
  const [ticket] = await presentTickets(services, caller.user, [row], { transaction })
  return ticket!
}

async function presentCurrent(services: Services, caller: Caller, no: string): Promise<Ticket> {
  const { row, assistantIds } = await seeTicket(services, caller.user, no, null)
  const [ticket] = await presentTickets(services, caller.user, [row], { assistantIds })
  return ticket!
}

/** Runs a change of one ticket; a stale version is answered with the ticket as it now is (`workflow.md`, rule 9). */
async function change(services: Services, caller: Caller, no: string, work: (unit: Unit) => Promise<number>): Promise<Answer<Ticket>> {
  try {
    return await runCommand(services, caller, 200, work, presentChanged)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'stale_version') throw error
    throw new ApiError('stale_version', { current: await presentCurrent(services, caller, no) })
  }
}

export const ticketHandlers = {
  createTicket: async ({ caller, validateBody, services }) => {
    return runCommand(services, caller, 201, (unit) => createTicket(unit, validateBody()),
      ({ row, assistantIds }) => presentNewTicket(services, caller.user, row, assistantIds))
  },
  queryTickets: async ({ caller, validateBody, services }) => {
    const { rows, ...page } = await listTickets(services, caller.user, validateBody())
    return { body: { items: await presentTickets(services, caller.user, rows, { list: true }), ...page } }
  },
  countTickets: async ({ caller, services }) => {
    return { body: await countTickets(services, caller.user) }
  },
  getTicket: async ({ caller, params, services }) => {
    const { row, assistantIds } = await seeTicket(services, caller.user, params.no, null)
    const [ticket] = await presentTickets(services, caller.user, [row], { assistantIds })
    if (ticket!.unread || row.unreadMallId === caller.user.organisationId) await writeReadMark(services, caller.user, row)
    return { body: { ...ticket!, unread: false } }
  },
  patchTicket: async ({ caller, params, validateBody, services }) => {
    return change(services, caller, params.no, (unit) => patchTicket(unit, params.no, validateBody))
  },
  operateTicket: async ({ caller, params, validateBody, services }) => {
    return change(services, caller, params.no, (unit) => operateTicket(unit, params.no, validateBody))
  },
  getTicketLog: async ({ caller, params, services }) => {
    const { row, scope } = await seeTicket(services, caller.user, params.no, null)
    return { body: { items: await listLog(services, row.id, !handlesTicket(caller.user, scope)) } }
  },
  getTicketRecords: async ({ caller, params, services }) => {
    const { row } = await seeTicket(services, caller.user, params.no, null)
    return { body: { items: await listRecords(services, row.id) } }
  },
  getTicketDeadlines: async ({ caller, params, services }) => {
    const { row } = await seeTicket(services, caller.user, params.no, null)
    return { body: { items: await explainDeadlines(services, row) } }
  },
  unmaskTicket: async ({ caller, params, services }) => {
    const unkeyed = { ...caller, idempotency: null }
    return runCommand(services, unkeyed, 200, (unit) => unmaskTicket(unit, params.no), async (phones) => ({ phones }))
  },
} satisfies Pick<Handlers,
  'createTicket' | 'queryTickets' | 'countTickets' | 'getTicket' | 'patchTicket' | 'operateTicket' |
  'getTicketLog' | 'getTicketRecords' | 'getTicketDeadlines' | 'unmaskTicket'>
