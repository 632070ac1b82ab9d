import { NOTICES, OUTSIDE_CHANNELS, type OutsideChannel } from '../notices.ts'
import { TICKET_EVENTS, type TicketEvent } from '../ticket/effects.ts'
import { STANDARD_TEXTS } from './words.ts'

export interface OutsideNotice {
  event: TicketEvent
  channel: OutsideChannel
}

/** Every event and channel outside the program that belong together (`notices.md`), by channel: there is one template for each. */
export const OUTSIDE_NOTICES: readonly OutsideNotice[] = OUTSIDE_CHANNELS.flatMap((channel) =>
  TICKET_EVENTS.filter((event) => NOTICES[event]?.channels.includes(channel)).map((event) => ({ event, channel })))

export const isOutsideNotice = (event: TicketEvent, channel: OutsideChannel): boolean => OUTSIDE_NOTICES.some((notice) => notice.event === event && notice.channel === channel)

/** The program's own words. @throws RangeError for an event that does not leave the program */
export function standardTemplate(event: TicketEvent): string {
  const text = STANDARD_TEXTS[event]
  if (text === undefined) throw new RangeError(`${event} is not told outside the program`)
  return text
}
