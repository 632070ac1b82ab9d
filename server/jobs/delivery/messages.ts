import { NOTICES } from '#shared/domain/notices.ts'
import { insertRows } from '../../database/database.ts'
import type { Services } from '../../services.ts'
import { addresseesOf, type Addressee } from './addressees.ts'
import { workOffOutbox, type Delivery, type DeliveryOptions } from './outbox.ts'

/** The channels whose messages stand in the program; a desktop notification is the same message with a flag. */
export const MESSAGE_CHANNELS = ['in_app', 'desktop'] as const
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number]

/** Messages of one INSERT. */
const INSERTED_AT_ONCE = 1_000

const messageOf = ({ eventId, event, at, ticket, recipient }: Addressee) =>
  ({ eventId, recipient, event, ticketId: ticket.id, ticketNo: ticket.no, at, desktop: NOTICES[event]?.channels.includes('desktop') ?? false })

/**
 * Delivers one batch of what is due in a channel of the program. A message is there if and only if its row is done, and the
 * unique key (event, recipient) keeps one that two audiences or both channels call for from being written twice.
 * @throws while the database is away; nothing is lost and nothing half done
 */
export const deliverMessages = (services: Services, channel: MessageChannel, options: DeliveryOptions = {}): Promise<Delivery> =>
  workOffOutbox(services, channel, async (rows, transaction) => {
    const messages = (await addresseesOf(services, rows, transaction)).map(messageOf)
    for (let from = 0; from < messages.length; from += INSERTED_AT_ONCE) {
      await insertRows(services.database.tables.messages, messages.slice(from, from + INSERTED_AT_ONCE), transaction, { ignoreDuplicates: true })
    }
    return 'done'
  }, options)
