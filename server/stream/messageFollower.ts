import { QueryTypes } from 'sequelize'
import type { ServerMessage } from '#shared/contract/stream.ts'
import { isCallCenter } from '#shared/domain/permissions.ts'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import type { Database } from '../database/database.ts'
import { CALL_CENTER_RECIPIENT, personalRecipient } from '../messages/recipient.ts'
import type { MemberConnection, Members } from './members.ts'

/**
 * How long a number that is missing may still appear, in ms. Ids are given before the commit, so a smaller one may show
 * after a greater one; delivering a batch takes far less than this.
 */
const LATE_MS = 10_000
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
  /** Everything up to here has been told, and nothing appears there any more; null before the first look. */
  let settled: number | null = null
  /** What was told above it, and when. */
  let told = new Map<number, number>()

  const newest = async (): Promise<number> => {
    const [row] = await sequelize.query<{ id: number | null }>('SELECT MAX(id) AS id FROM messages', { type: QueryTypes.SELECT })
    return Number(row?.id ?? 0)
  }
  /** Those of `told` that are old enough move below the line. */
  const settle = (): void => {
    const before = monotonic() - LATE_MS
    const old = [...told].filter(([, at]) => at < before).map(([id]) => id)
    if (old.length === 0) return
    settled = Math.max(settled!, ...old)
    told = new Map([...told].filter(([id]) => id > settled!))
  }
  const readNew = async (): Promise<MessageRow[]> => {
    const rows: MessageRow[] = []
    for (let after = settled!; ;) {
      const page = await sequelize.query<MessageRow>(NEWER, { replacements: { after }, type: QueryTypes.SELECT })
      rows.push(...page.filter(({ id }) => !told.has(id)))
      if (page.length < PAGE) return rows
      after = page.at(-1)!.id
    }
  }

  return {
    async follow() {
      settled ??= await newest()
      settle()
      const rows = await readNew()
      if (rows.length === 0) return
      await members.confirm()
      tell(rows, members.present())
      const now = monotonic()
      for (const { id } of rows) told.set(id, now)
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
