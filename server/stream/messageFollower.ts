import { QueryTypes } from 'sequelize'
import type { ServerMessage } from '#shared/contract/stream.ts'
import { isCallCenter } from '#shared/domain/permissions.ts'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import type { Database } from '../database/database.ts'
import { CALL_CENTER_RECIPIENT, personalRecipient } from '../messages/recipient.ts'
import type { MemberConnection, Members } from './members.ts'
import { followRows } from './newRows.ts'

/** Messages that are read at once. */
const PAGE = 1_000

interface MessageRow {
  id: number
  eventId: number
  recipient: string
  event: TicketEvent
  ticketNo: string
  at: Date
}

/** Tells the connections of this server of new messages. A hint to read them: what was missed is found by reading. */
export interface MessageFollower {
  /** Tells what is new. It goes on without connections, so that who comes has missed nothing since he came. */
  follow: () => Promise<void>
}

const json = (message: ServerMessage): string => JSON.stringify(message)

const NEWER = `
  SELECT id, event_id AS eventId, recipient, event, ticket_no AS ticketNo, at FROM messages WHERE id > :after ORDER BY id LIMIT ${PAGE}`

/** @param monotonic clock of the process in ms */
export function createMessageFollower({ sequelize }: Database, members: Members, monotonic: () => number = () => performance.now()): MessageFollower {
  const newRows = followRows<MessageRow>({
    page: PAGE, monotonic,
    newest: async () => {
      const [row] = await sequelize.query<{ id: number | null }>('SELECT MAX(id) AS id FROM messages', { type: QueryTypes.SELECT })
      return Number(row?.id ?? 0)
    },
    after: (id) => sequelize.query<MessageRow>(NEWER, { replacements: { after: id }, type: QueryTypes.SELECT }),
  })

  return {
    async follow() {
      const rows = await newRows.read()
      if (rows.length === 0) return
      await members.confirm()
      tell(rows, members.present())
      newRows.note(rows)
    },
  }
}

/** A message of one's own about an event takes the place of the shared one. */
function tell(rows: readonly MessageRow[], present: readonly MemberConnection[]): void {
  const own = new Set(rows.map(({ recipient, eventId }) => `${recipient} ${eventId}`))
  const byRecipient = Map.groupBy(present, ({ member }) => personalRecipient(member.userId))
  const callCenter = present.filter(({ member }) => isCallCenter(member.facts))
  for (const { id, eventId, recipient, event, ticketNo, at } of rows) {
    const hearers = recipient === CALL_CENTER_RECIPIENT
      ? callCenter.filter(({ member }) => !own.has(`${personalRecipient(member.userId)} ${eventId}`))
      : (byRecipient.get(recipient) ?? [])
    if (hearers.length === 0) continue
    const text = json({ type: 'message', id: String(id), event, ticketNo, at: at.toISOString() })
    for (const connection of hearers) connection.send(text)
  }
}
