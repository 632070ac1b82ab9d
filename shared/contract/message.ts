import { z } from './zod.ts'
import { TICKET_EVENTS } from '../domain/ticket/effects.ts'
import { TICKET_TYPES } from '../domain/ticket/types.ts'
import { id, instant, ticketNo } from './common.ts'

/** More unread messages than this are not counted: the answer is then this number. */
export const UNREAD_CAP = 1_000

/** A message in the program. Its words are the page's, of the event and the ticket, so that they follow the language. */
export const message = z.object({
  id,
  event: z.enum(TICKET_EVENTS),
  ticketNo: ticketNo.nullable(),
  /** Null where the ticket is no longer this user's to see: number and event are all that stays. */
  ticketType: z.enum(TICKET_TYPES).nullable(),
  /** Of the ticket; null where it belongs to none, and where the ticket is no longer this user's to see. */
  mall: z.object({ code: z.string(), name: z.string() }).nullable(),
  at: instant,
  read: z.boolean(),
  /** The event calls for a notification on the desktop as well (`notices.md`). */
  desktop: z.boolean(),
  /** Who caused the event; null for the system, and where the ticket is no longer this user's to see. */
  byName: z.string().nullable(),
})
export type Message = z.infer<typeof message>

export const messageQuery = z.strictObject({
  cursor: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  /** Only those that were not read. */
  unread: z.enum(['true', 'false']).transform((value) => value === 'true').optional(),
})
/** Newest first. */
export const messagePage = z.object({ items: z.array(message), nextCursor: z.string().nullable(), unread: z.int().max(UNREAD_CAP) })
export type MessagePage = z.infer<typeof messagePage>

/** Ids that are not this user's are passed over. `upTo`: what came after the message that was seen last stays unread. */
export const messageReadBody = z
  .strictObject({ ids: z.array(id).min(1).max(100).optional(), all: z.literal(true).optional(), upTo: id.optional() })
  .refine((body) => Boolean(body.ids) !== Boolean(body.all), { message: 'one_of_ids_or_all' })
  .refine((body) => body.upTo === undefined || body.all, { path: ['upTo'], message: 'only_with_all' })
export type MessageRead = z.output<typeof messageReadBody>
export const messageReadResult = z.object({ unread: z.int().max(UNREAD_CAP) })
