import { quietUntil } from '#shared/domain/channels/quietHours.ts'
import { OUTSIDE_CHANNELS, type OutsideChannel } from '#shared/domain/notices.ts'
import { sendOutside } from '../../channels/outsideMessage.ts'
import { isOn, loadSettings, type SendingChannel } from '../../channels/settings.ts'
import type { ChannelTools } from '../../channels/tools.ts'
import { describeError } from '../../logging/describeError.ts'
import type { Logger } from '../../logging/logger.ts'
import type { Services } from '../../services.ts'
import { newFigures, type MessageFigures } from '../delivery/figures.ts'
import { startLoop, type Loop } from '../loop.ts'
import { claimDispatches, markDelivered, markFailed, markHopeless, markSkipped, release, skipWaiting, type ClaimedDispatch } from './dispatches.ts'
import { fanOut } from './fanOut.ts'
import { loadMessages, type LoadedMessage } from './loadMessages.ts'

/**
 * Between two looks for what is due and for the end of quiet hours. Commits do not wake it: outside the program a second does
 * not matter, and commands are spared the looking.
 */
const EVERY_MS = 1_000
/** Tries that end within this time, while more is due than can be tried at once, share a look. */
const WOKEN_MS = 2
/** Tries of one channel at a time on one server. */
const AT_ONCE = 16
/** How long tries may still end when the server stops; then they are broken off and given back. */
const STOP_PATIENCE_MS = 2_000

export interface Courier {
  figures: () => MessageFigures[]
  /** Lets running tries end, or breaks them off. */
  stop: () => Promise<void>
}

export interface CourierOptions {
  /** From 0 up to 1; for the pause before another try. */
  random?: () => number
}

/** One channel: its own loop and its own tries, so that an endpoint that hangs holds up no other. */
function startChannel(services: Services, tools: ChannelTools, logger: Logger, channel: OutsideChannel, { random = Math.random }: CourierOptions) {
  const figures = newFigures(channel)
  const trying = new Set<Promise<void>>()
  const stopping = new AbortController()
  const breakingOff = new AbortController()
  let backlog = false

  const onSetAside = (outboxId: number, error: unknown, dead: boolean): void => {
    figures.failed++
    if (dead) figures.dead++
    logger.error({ channel, outboxId, error, dead }, dead ? 'a message could not be addressed and is dead' : 'a message could not be addressed; it is tried again')
  }

  async function fail(dispatch: ClaimedDispatch, error: string): Promise<void> {
    figures.failed++
    const dead = await markFailed(services, dispatch, error, random())
    if (dead) figures.dead++
    logger.warn({ channel, dispatchId: dispatch.id, attempts: dispatch.attempts, error, dead }, dead ? 'a message could not be delivered and is dead' : 'a message could not be delivered; it is tried again')
  }

  async function hopeless(dispatch: ClaimedDispatch, error: string): Promise<void> {
    figures.dead++
    await markHopeless(services, dispatch, error)
  }

  async function attempt(settings: SendingChannel, dispatch: ClaimedDispatch, loaded: LoadedMessage | undefined): Promise<void> {
    if (!loaded) return hopeless(dispatch, 'ticket_gone')
    if (!loaded.active) {
      figures.skipped++
      return markSkipped(services, dispatch, 'recipient_gone')
    }
    if (channel === 'sms' && !loaded.message.recipient.phone) return hopeless(dispatch, 'no_phone')
    const { error } = await sendOutside(tools, settings, loaded.message, { now: services.clock.now(), timeZone: services.timeZone, signal: breakingOff.signal })
    if (error === 'interrupted') return release(services, dispatch)
    if (error !== null) return fail(dispatch, error)
    await markDelivered(services, dispatch)
    figures.delivered++
  }

  function begin(settings: SendingChannel, dispatch: ClaimedDispatch, loaded: LoadedMessage | undefined): void {
    // What could not be marked is due again after its lease; the receiver knows it by its id.
    const running = attempt(settings, dispatch, loaded)
      .catch((error: unknown) => logger.error({ channel, dispatchId: dispatch.id, error: describeError(error) }, 'what became of a message could not be written; it is sent again'))
      .finally(() => {
        trying.delete(running)
        if (backlog) loop.wake()
      })
    trying.add(running)
  }

  async function beginDue(settings: SendingChannel): Promise<void> {
    const free = AT_ONCE - trying.size
    backlog = free === 0
    if (backlog || quietUntil(services.clock.now(), settings.quietHours, services.timeZone)) return
    const claimed = await claimDispatches(services, channel, free)
    backlog = claimed.length === free
    if (claimed.length === 0) return
    const loaded = await loadMessages(services, channel, claimed.map(({ id }) => id))
    for (const dispatch of claimed) begin(settings, dispatch, loaded.get(dispatch.id))
  }

  const loop: Loop = startLoop({ name: `channel ${channel}`, logger, everyMs: EVERY_MS, wokenMs: WOKEN_MS }, async () => {
    // Sending goes on while a burst is still being addressed.
    for (let more = true; more && !stopping.signal.aborted;) {
      const delivery = await fanOut(services, channel, { onSetAside, random })
      figures.skipped += delivery.skipped
      more = delivery.more
      const settings = await loadSettings(services.database, channel)
      if (!isOn(settings)) figures.skipped += await skipWaiting(services, channel)
      else if (!stopping.signal.aborted) await beginDue(settings)
    }
  })

  return {
    figures,
    async stop(): Promise<void> {
      stopping.abort()
      await loop.stop()
      const patience = setTimeout(() => breakingOff.abort(), STOP_PATIENCE_MS)
      await Promise.all(trying)
      clearTimeout(patience)
    },
  }
}

/** Starts the sending of messages to the channels outside the program: on every server, as many at once as there are servers. */
export function startCourier(services: Services, tools: ChannelTools, logger: Logger, options: CourierOptions = {}): Courier {
  const channels = OUTSIDE_CHANNELS.map((channel) => startChannel(services, tools, logger, channel, options))
  return {
    figures: () => channels.map(({ figures }) => figures),
    async stop() {
      await Promise.all(channels.map(({ stop }) => stop()))
    },
  }
}
