import { NOTICES, type Audience } from '#shared/domain/notices.ts'
import type { EventEffect, TicketEvent } from '#shared/domain/ticket/effects.ts'
import { insertRow, insertRows, findRow } from '../database/database.ts'
import type { Unit } from '../commands/unit.ts'
import type { TicketRow } from '../models/index.ts'
import { recordBreach } from './breaches.ts'
import { messageIdAt } from './messageId.ts'

/** What the audiences of a notice take from the ticket. */
export type AudienceColumns = Pick<TicketRow, 'mallId' | 'headOfficeDepartmentId' | 'scopeDepartmentId' | 'createdBy'>

/** The audience of a notice as a key that delivery turns into persons; null where the ticket has none. */
function audienceKeys(audience: Audience, row: AudienceColumns, requesterId: number | null, assistantIds: readonly number[]): string[] {
  const one = (prefix: string, id: number | null): string[] => (id === null ? [] : [`${prefix}:${id}`])
  switch (audience) {
    case 'mall_handlers': return row.mallId === null ? one('department', row.headOfficeDepartmentId) : one('mall', row.mallId)
    case 'department': return one('department', row.scopeDepartmentId)
    case 'requester': return one('user', requesterId)
    case 'creator': return one('user', row.createdBy)
    case 'approvers': case 'call_center': return [audience]
    case 'assistants': return assistantIds.map((id) => `organisation:${id}`)
  }
}

export interface EventContext {
  /** Who made the request that a decision ends. */
  requesterId?: number | null
  /** Organisations newly named to assist. */
  assistantIds?: readonly number[]
  data?: Record<string, unknown>
}

/** What makes an event unique, whoever sees it first: an operation or the sweep of any server. */
export const onceKeyOf = (ticketId: number, { event, once }: Pick<EventEffect, 'event' | 'once'>): string | null => (once === undefined ? null : `${ticketId}:${event}:${once}`)

/**
 * Writes an event and its outbox rows in the command's transaction. An event with a key that exists already was seen
 * before, by an operation or by the sweep of any server: nothing is written again.
 */
export async function writeEvent(unit: Unit, row: TicketRow, effect: EventEffect, context: EventContext = {}): Promise<void> {
  const { tables } = unit.services.database
  const onceKey = onceKeyOf(row.id, effect)
  if (onceKey && (await findRow(tables.events, { onceKey }, { transaction: unit.transaction, attributes: ['id'] }))) return
  const eventId = await insertRow(tables.events, {
    ticketId: row.id, kind: effect.event, onceKey, at: unit.now, userId: unit.caller.user.id, late: effect.late ?? false, data: context.data ?? null,
  }, unit.transaction)
  await recordBreach(unit, row, effect)
  await insertRows(tables.outbox, outboxRows(row, effect.event, eventId, unit.now, context), unit.transaction)
}

/** The messages that an event calls for (`notices.md`), one for each audience and channel. */
export function outboxRows(row: AudienceColumns, event: TicketEvent, eventId: number, now: Date, context: EventContext = {}) {
  const notice = NOTICES[event]
  if (!notice) return []
  const audiences = new Set(notice.audiences.flatMap((audience) => audienceKeys(audience, row, context.requesterId ?? null, context.assistantIds ?? [])))
  return [...audiences].flatMap((audience) => notice.channels.map((channel) => ({
    messageId: messageIdAt(now), eventId, channel, audience, state: 'waiting' as const, attempts: 0, nextAttemptAt: now, createdAt: now,
  })))
}
