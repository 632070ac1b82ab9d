import { z } from './zod.ts'
import { OUTSIDE_CHANNELS } from '../domain/notices.ts'
import { TICKET_EVENTS } from '../domain/ticket/effects.ts'
import { id, instant, optionalText, text, ticketNo } from './common.ts'

export const outsideChannel = z.enum(OUTSIDE_CHANNELS)
/** A local time `HH:MM`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** From one local time to another, over midnight too. */
export const quietHours = z.strictObject({ from: timeOfDay, to: timeOfDay }).refine(({ from, to }) => from !== to, { path: ['to'], message: 'empty_range' })
export type QuietHours = z.infer<typeof quietHours>

/** `off`: nothing is sent and nothing waits; `failing`: the newest tries fail. */
export const CHANNEL_STATES = ['off', 'on', 'failing'] as const
export const channel = z.object({
  channel: outsideChannel,
  state: z.enum(CHANNEL_STATES),
  enabled: z.boolean(),
  url: z.string().nullable(),
  /** The secret itself is never given out. */
  hasSecret: z.boolean(),
  quietHours: quietHours.nullable(),
  waiting: z.int(),
  dead: z.int(),
  lastDeliveredAt: instant.nullable(),
  lastError: z.string().nullable(),
  lastFailedAt: instant.nullable(),
  changedByName: z.string().nullable(),
  changedAt: instant.nullable(),
})
export type ChannelFacts = z.infer<typeof channel>
export const channelList = z.object({ items: z.array(channel) })

/**
 * Why a try failed, or why none was made: the code stands first, a detail may follow a colon (`http_status:503`).
 * `redirect` is never followed; `no_phone` and `ticket_gone` are dead at once.
 */
export const DELIVERY_ERRORS = [
  'http_status', 'redirect', 'timeout', 'address_refused', 'url_refused', 'name_not_found', 'certificate', 'connection', 'secret_unreadable', 'no_phone', 'ticket_gone',
] as const

/** A secret that is left out stays as it is. */
export const channelBody = z.strictObject({
  enabled: z.boolean(),
  url: z.url({ protocol: /^https?$/ }).max(1000).nullable(),
  secret: z.string().min(16).max(200).optional(),
  quietHours: quietHours.nullable(),
})
export type ChannelBody = z.output<typeof channelBody>
export const channelParams = z.strictObject({ channel: outsideChannel })

/** One message to try an endpoint with, signed like any other and marked as a test. */
export const channelTestBody = z.strictObject({ phone: z.string().trim().max(40).optional(), account: z.string().trim().max(64).optional() })
export const channelTestResult = z.object({ delivered: z.boolean(), status: z.int().nullable(), error: z.string().nullable(), milliseconds: z.int() })
export type ChannelTestResult = z.infer<typeof channelTestResult>

export const TEMPLATE_MAX_LENGTH = 500
export const template = z.object({
  event: z.enum(TICKET_EVENTS),
  channel: outsideChannel,
  text: z.string(),
  /** The program's own words; nobody has changed them. */
  standard: z.boolean(),
  changedByName: z.string().nullable(),
  changedAt: instant.nullable(),
})
export type MessageTemplate = z.infer<typeof template>
/** One for every event and channel of `notices.md`. */
export const templateList = z.object({ items: z.array(template) })
export const templateParams = z.strictObject({ event: z.enum(TICKET_EVENTS), channel: outsideChannel })
export const templateBody = z.strictObject({ text: text(TEMPLATE_MAX_LENGTH) })

/** A message that could not be delivered and is not tried again by itself. */
export const deadLetter = z.object({
  id,
  channel: outsideChannel,
  event: z.enum(TICKET_EVENTS),
  ticketNo,
  recipientName: z.string(),
  organisationName: z.string(),
  /** The same over all tries, also after it was sent again: the receiver tells by it what he has already. */
  messageId: z.string(),
  attempts: z.int(),
  error: z.string().nullable(),
  at: instant,
  diedAt: instant,
})
export type DeadLetter = z.infer<typeof deadLetter>
export const deadLetterQuery = z.strictObject({ channel: outsideChannel.optional(), cursor: optionalText(200), limit: z.coerce.number().int().min(1).max(100).optional() })
export const deadLetterPage = z.object({ items: z.array(deadLetter), nextCursor: z.string().nullable(), total: z.int(), totalIsExact: z.boolean() })
/** Ids that are not dead any more are passed over. `all`: every one, of one channel if named. */
export const resendBody = z
  .strictObject({ ids: z.array(id).min(1).max(100).optional(), all: z.literal(true).optional(), channel: outsideChannel.optional() })
  .refine((body) => Boolean(body.ids) !== Boolean(body.all), { message: 'one_of_ids_or_all' })
  .refine((body) => body.channel === undefined || body.all, { path: ['channel'], message: 'only_with_all' })
/** `off`: dead letters whose channel is off; they stay, instead of being skipped. */
export const resendResult = z.object({ resent: z.int(), off: z.int() })
