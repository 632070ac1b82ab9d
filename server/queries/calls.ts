import { Op } from 'sequelize'
import { findRows, type Database } from '../database/database.ts'
import type { CallRow } from '../models/index.ts'

/** The last calls of a customer or a ticket are shown; older ones are in the telephone system. */
const MOST_SHOWN = 100

const newestFirst = { order: [['id', 'DESC']] as [string, string][], limit: MOST_SHOWN }

export const callsOfCustomer = (database: Database, customerId: number): Promise<CallRow[]> => findRows(database.tables.calls, { customerId }, newestFirst)
export const callsOfTicket = (database: Database, ticketId: number): Promise<CallRow[]> => findRows(database.tables.calls, { ticketId }, newestFirst)

/** The call with this id of the telephone system, or none. */
export const callsWithExternalId = (database: Database, externalId: string): Promise<CallRow[]> => findRows(database.tables.calls, { externalId })

/** What is shown beside a call: names of agents and numbers of tickets, each with one query for all. */
export interface CallNames {
  agents: ReadonlyMap<number, string>
  tickets: ReadonlyMap<number, string>
}

export async function namesOfCalls({ tables }: Database, calls: readonly CallRow[]): Promise<CallNames> {
  const agentIds = [...new Set(calls.flatMap(({ agentUserId }) => (agentUserId === null ? [] : [agentUserId])))]
  const ticketIds = [...new Set(calls.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId])))]
  const [agents, tickets] = await Promise.all([
    agentIds.length > 0 ? findRows(tables.users, { id: { [Op.in]: agentIds } }, { attributes: ['id', 'name'] }) : [],
    ticketIds.length > 0 ? findRows(tables.tickets, { id: { [Op.in]: ticketIds } }, { attributes: ['id', 'no'] }) : [],
  ])
  return { agents: new Map(agents.map(({ id, name }) => [id, name])), tickets: new Map(tickets.map(({ id, no }) => [id, no])) }
}
