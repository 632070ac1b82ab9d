import type { Logger } from '../../logging/logger.ts'
import type { Services } from '../../services.ts'
import { startLoop } from '../loop.ts'
import { newFigures, type MessageFigures } from './figures.ts'
import { deliverMessages, MESSAGE_CHANNELS } from './messages.ts'

/** Between two looks for what other servers have written, or what is due again. */
const EVERY_MS = 1_000
/** Commits of this server within this time share a look. */
const WOKEN_MS = 20

export interface Deliverer {
  figures: () => MessageFigures[]
  /** Lets the running batch end. */
  stop: () => Promise<void>
}

/** Starts the delivery of messages in the program: on every server, as many at once as there are servers. */
export function startDeliverer(services: Services, logger: Logger): Deliverer {
  let stopped = false
  const totals = MESSAGE_CHANNELS.map((channel) => newFigures(channel))
  const onSetAside = (outboxId: number, error: unknown, dead: boolean): void =>
    logger.error({ outboxId, error, dead }, dead ? 'a message could not be delivered and is dead' : 'a message could not be delivered; it is tried again')

  const loop = startLoop({ name: 'message delivery', logger, everyMs: EVERY_MS, wokenMs: WOKEN_MS }, async () => {
    for (const [index, channel] of MESSAGE_CHANNELS.entries()) {
      for (let more = true; more && !stopped;) {
        const delivery = await deliverMessages(services, channel, { onSetAside })
        const total = totals[index]!
        total.delivered += delivery.delivered
        total.failed += delivery.setAside
        total.dead += delivery.dead
        more = delivery.more
      }
    }
  })
  const stopListening = services.committed.listen(() => loop.wake())
  return {
    figures: () => totals,
    async stop() {
      stopped = true
      stopListening()
      await loop.stop()
    },
  }
}
