import type { OutsideChannel } from '#shared/domain/notices.ts'
import { isOn, loadSettings } from '../../channels/settings.ts'
import { insertRows } from '../../database/database.ts'
import { userOfRecipient } from '../../messages/recipient.ts'
import type { Services } from '../../services.ts'
import { messageIdAt } from '../../tickets/messageId.ts'
import { addresseesOf } from '../delivery/addressees.ts'
import { workOffOutbox, type Delivery, type DeliveryOptions } from '../delivery/outbox.ts'

/** Messages of one INSERT. */
const INSERTED_AT_ONCE = 1_000

/**
 * Turns one batch of what is due in a channel outside the program into a message for each person, with an id of its own. Who
 * hears of an event through two audiences hears of it once. What comes due while the channel is off is skipped for good:
 * nothing waits to be sent weeks later, and nothing pretends to be sent.
 * @throws while the database is away; nothing is lost and nothing half done
 */
export const fanOut = (services: Services, channel: OutsideChannel, options: DeliveryOptions = {}): Promise<Delivery> =>
  workOffOutbox(services, channel, async (rows, transaction, now) => {
    if (!isOn(await loadSettings(services.database, channel, transaction))) return 'skipped'
    const dispatches = (await addresseesOf(services, rows, transaction)).map(({ eventId, recipient }) => {
      const userId = userOfRecipient(recipient)
      if (userId === null) throw new Error(`"${recipient}" is no person that ${channel} could reach`)
      return { messageId: messageIdAt(now), eventId, channel, userId, state: 'waiting' as const, attempts: 0, nextAttemptAt: now, createdAt: now }
    })
    for (let from = 0; from < dispatches.length; from += INSERTED_AT_ONCE) {
      await insertRows(services.database.tables.dispatches, dispatches.slice(from, from + INSERTED_AT_ONCE), transaction, { ignoreDuplicates: true })
    }
    return 'done'
  }, options)
