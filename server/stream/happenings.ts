import { QueryTypes } from 'sequelize'
import type { ServerMessage } from '#shared/contract/stream.ts'
import { canSeeTicket, type TicketScope, type UserFacts } from '#shared/domain/permissions.ts'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import { findRows } from '../database/database.ts'
import type { Services } from '../services.ts'
import { readLostSight, type LostSight } from '../tickets/lostSight.ts'
import { loadSights, type TicketSight } from './ticketSights.ts'

/** Events that are read at once. */
const PAGE = 500

/** An event as it is told: to whoever may see its ticket now as a change, to whom it took the ticket away as gone. */
export interface Happening {
  position: number
  ticketId: number
  at: Date
  scope: TicketScope
  /** What was lost with this event, as the scope of those who saw it through that alone. */
  lost: TicketScope | null
  /** JSON, made once for everybody. */
  change: string
  gone: string
}

export interface Page {
  happenings: Happening[]
  /** The position of the last event read, told or not; the one before the page where there was none. */
  last: number
  /** There may be more. */
  full: boolean
}

const json = (message: ServerMessage): string => JSON.stringify(message)

/** The text that a user gets; null where the event is none of his. */
export function tellingFor(user: UserFacts, { scope, lost, change, gone }: Happening): string | null {
  if (canSeeTicket(user, scope)) return change
  return lost && canSeeTicket(user, lost) ? gone : null
}

async function scopeOfLoss({ directory }: Services, lost: LostSight, { scope }: TicketSight): Promise<TicketScope> {
  const codeOf = async (id: number | null): Promise<string | null> => (id === null ? null : ((await directory.byId(id))?.code ?? null))
  return {
    type: scope.type, state: scope.state, submitted: true, scopeMallCode: await codeOf(lost.mallId), scopeDepartmentCode: await codeOf(lost.departmentId),
    assistants: (await Promise.all(lost.assistantIds.map(codeOf))).filter((code) => code !== null),
  }
}

interface EventRow {
  position: number
  ticketId: number
  kind: TicketEvent
  at: Date
  userId: number | null
  data: string | null
}

const EVENTS = `
  SELECT position, ticket_id AS ticketId, kind, at, user_id AS userId, data FROM events
  WHERE position > :after ORDER BY position LIMIT :limit`

/** The events behind a position in their order; each ticket is loaded once, whoever is going to hear of it. */
export async function readHappenings(services: Services, after: number): Promise<Page> {
  const { tables, sequelize } = services.database
  const events = await sequelize.query<EventRow>(EVENTS, { replacements: { after, limit: PAGE }, type: QueryTypes.SELECT })
  if (events.length === 0) return { happenings: [], last: after, full: false }
  const userIds = [...new Set(events.map(({ userId }) => userId).filter((id) => id !== null))]
  const [sights, users] = await Promise.all([
    loadSights(services, { id: [...new Set(events.map(({ ticketId }) => ticketId))] }),
    findRows(tables.users, { id: userIds }, { attributes: ['id', 'name'] }),
  ])
  const [sightOfTicket, names] = [new Map(sights.map((sight) => [sight.id, sight])), new Map(users.map(({ id, name }) => [id, name]))]
  const happenings: Happening[] = []
  for (const { position, ticketId, kind, at, userId, data } of events) {
    const sight = sightOfTicket.get(ticketId)
    if (!sight) continue
    const [id, lost] = [String(position), readLostSight(data)]
    happenings.push({
      position, ticketId, at, scope: sight.scope, lost: lost && (await scopeOfLoss(services, lost, sight)),
      change: json({
        type: 'change', id, ticketNo: sight.no, event: kind, at: at.toISOString(), version: sight.version,
        byUserId: userId === null ? null : String(userId), byName: userId === null ? null : (names.get(userId) ?? null),
      }),
      gone: json({ type: 'gone', id, ticketNo: sight.no }),
    })
  }
  return { happenings, last: events.at(-1)!.position, full: events.length === PAGE }
}
