import type { ChannelFacts } from '#shared/contract/channel.ts'
import type { Client } from '#shared/contract/client.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import type { TestServer } from './testServer.ts'
import { ticketInput } from './tickets.ts'

export { LOOPBACK } from './channelNetworks.ts'
export const CHANNEL_SECRET = 'a secret of the receiver'

/** Turns a channel on, without quiet hours unless they are given. */
export async function turnOn(server: TestServer, channel: OutsideChannel, url: string, more: { quietHours?: { from: string; to: string } } = {}): Promise<ChannelFacts> {
  return (await server.as('HQ/admin')).putChannel({ params: { channel }, body: { enabled: true, url, secret: CHANNEL_SECRET, quietHours: more.quietHours ?? null } })
}

export async function channelOf(server: TestServer, channel: OutsideChannel): Promise<ChannelFacts> {
  return (await (await server.as('HQ/admin')).listChannels()).items.find((item) => item.channel === channel)!
}

/** A new ticket of M0001, whose two handlers hear of it by SMS and app. @returns its number */
export async function submitTicket(server: TestServer, agent?: Client): Promise<string> {
  return (await (agent ?? (await server.as('HQ/agent'))).createTicket({ body: ticketInput() })).no
}

/** Gives the handlers of M0001 phone numbers. */
export async function givePhones({ database, world }: TestServer): Promise<void> {
  const users = await findRows(database.tables.users, { organisationId: world.M0001 })
  for (const [index, { id }] of users.entries()) await updateRows(database.tables.users, { phone: `1380000000${index}` }, { id }, null)
}

/** Messages to persons about a ticket's event. */
export async function dispatchesOf({ database: { tables } }: TestServer, no: string, channel: OutsideChannel, kind: 'submitted' | 'handed_back' = 'submitted') {
  const ticket = (await findRow(tables.tickets, { no }))!
  const event = (await findRow(tables.events, { ticketId: ticket.id, kind }))!
  return findRows(tables.dispatches, { eventId: event.id, channel }, { order: [['id', 'ASC']] })
}

/** The row of the outbox about a ticket's submission. */
export async function outboxOf({ database: { tables } }: TestServer, no: string, channel: OutsideChannel) {
  const ticket = (await findRow(tables.tickets, { no }))!
  const event = (await findRow(tables.events, { ticketId: ticket.id, kind: 'submitted' }))!
  return (await findRow(tables.outbox, { eventId: event.id, channel }))!
}
