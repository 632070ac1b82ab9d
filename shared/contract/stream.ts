import { z } from './zod.ts'
import { TICKET_EVENTS } from '../domain/ticket/effects.ts'
import { TICKET_OPERATIONS } from '../domain/ticket/operations.ts'
import { CALL_EVENTS } from './call.ts'
import { id, instant, ticketNo } from './common.ts'

/** Messages over the WebSocket `/api/v1/stream`, as JSON text. The page says `hello` first; nothing is sent before. */
export const STREAM_PATH = '/stream'

export const clientMessage = z.discriminatedUnion('type', [
  /** @property lastId the last change that was seen; everything after it follows, in order, each once */
  z.strictObject({ type: z.literal('hello'), token: z.string().min(1).max(4096), lastId: id.nullable() }),
  /** A renewed access token: the stream outlives none that has expired. */
  z.strictObject({ type: z.literal('token'), token: z.string().min(1).max(4096) }),
  /** The page of a ticket is open; `typing` names the operation whose form holds text. Sent again on every change. */
  z.strictObject({ type: z.literal('watch'), ticketNo, typing: z.enum(TICKET_OPERATIONS).nullable() }),
  z.strictObject({ type: z.literal('unwatch'), ticketNo }),
  z.strictObject({ type: z.literal('ping') }),
])
export type ClientMessage = z.infer<typeof clientMessage>

export const presentPerson = z.object({
  userId: id, name: z.string(), organisation: z.string(), typing: z.enum(TICKET_OPERATIONS).nullable(), since: instant,
})
export type PresentPerson = z.infer<typeof presentPerson>

export const serverMessage = z.discriminatedUnion('type', [
  /** The stream has caught up with everything up to `lastId`. */
  z.object({ type: z.literal('ready'), lastId: id }),
  /** Too much was missed to send one by one: read everything anew, and go on from `lastId`. */
  z.object({ type: z.literal('reset'), lastId: id }),
  z.object({
    type: z.literal('change'), id, ticketNo, event: z.enum(TICKET_EVENTS), at: instant, byUserId: id.nullable(), byName: z.string().nullable(), version: z.int(),
  }),
  /** The ticket is no longer this user's to see. */
  z.object({ type: z.literal('gone'), id, ticketNo }),
  /** Who else has the ticket's page open; without oneself. */
  z.object({ type: z.literal('presence'), ticketNo, people: z.array(presentPerson) }),
  /** A new message of one's own. A hint: `GET /messages` has it, and whatever came while the stream was away. */
  z.object({ type: z.literal('message'), id, event: z.enum(TICKET_EVENTS), ticketNo, at: instant }),
  /** A call at this user's extension: rings, is answered, has ended. Not repeated to who was away: `GET /calls` has it. */
  z.object({ type: z.literal('call'), id, externalId: z.string(), event: z.enum(CALL_EVENTS), phone: z.string(), line: z.string(), at: instant }),
  z.object({ type: z.literal('pong') }),
])
export type ServerMessage = z.infer<typeof serverMessage>

/** Close codes of the stream's own (4000 to 4999 are an application's). */
export const STREAM_CLOSE = { unauthenticated: 4401, forbidden: 4403, badMessage: 4400, tooSlow: 4408, goingAway: 1001 } as const

/** How often a page says `watch` again so that its presence lasts, and how long it lasts without, in ms. */
export const PRESENCE_BEAT_MS = 10_000
export const PRESENCE_LASTS_MS = 25_000
