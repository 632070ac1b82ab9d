import type { Channel } from '#shared/domain/notices.ts'

/** What `/metrics` says of a channel on this server, since its start. */
export interface MessageFigures {
  channel: Channel
  /** In the program rows of the outbox, outside it messages to a person. */
  delivered: number
  /** Tries that failed. */
  failed: number
  dead: number
  /** Not sent because the channel is off. */
  skipped: number
}

export const newFigures = (channel: Channel): MessageFigures => ({ channel, delivered: 0, failed: 0, dead: 0, skipped: 0 })
