import { Op, QueryTypes } from 'sequelize'
import { CALL_NEWS_LASTS_MS, RINGING_LASTS_MS } from '#shared/domain/calls/news.ts'
import type { CallEventName } from '#shared/domain/calls/merge.ts'
import { isCallCenter } from '#shared/domain/permissions.ts'
import type { Database } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import { runTransaction } from '../database/transaction.ts'
import type { Services } from '../services.ts'
import { messageText } from './connection.ts'
import type { MemberConnection, Members } from './members.ts'
import { followRows } from './newRows.ts'

/** News that is read at once. */
const PAGE = 1_000
/** News is kept for as long as an event may come again and still be told. */
const KEPT_MS = 2 * CALL_NEWS_LASTS_MS

interface NewsRow {
  id: number
  callId: number
  externalId: string
  agentUserId: number
  event: CallEventName
  phone: string
  line: string
  at: Date
}

const COLUMNS = 'n.id, n.call_id AS callId, c.external_id AS externalId, n.agent_user_id AS agentUserId, n.event, c.phone, c.line, n.at'
const NEWER = `SELECT ${COLUMNS} FROM call_news n JOIN calls c ON c.id = n.call_id WHERE n.id > :after ORDER BY n.id LIMIT ${PAGE}`
/** Of the calls that are still at these people's desks and that nobody has made a ticket of. */
const RUNNING = `
  SELECT ${COLUMNS} FROM call_news n JOIN calls c ON c.id = n.call_id
  WHERE n.agent_user_id IN (:userIds) AND n.created_at > :since AND c.agent_user_id = n.agent_user_id AND c.ended_at IS NULL AND c.ticket_id IS NULL
    AND (c.answered_at IS NOT NULL OR n.created_at > :ringingSince)
  ORDER BY n.id LIMIT ${PAGE}`

/** Tells agents of the calls at their desks, on whichever server they are connected. */
export interface CallFollower {
  /** Tells what is new, and whoever has just come of the call that is at his desk. Each event once per connection. */
  follow: () => Promise<void>
}

/** @param monotonic clock of the process in ms */
export function createCallFollower({ database, clock }: Services, members: Members, monotonic: () => number = () => performance.now()): CallFollower {
  const { sequelize } = database
  const greeted = new WeakSet<MemberConnection>()
  const news = followRows<NewsRow>({
    page: PAGE, monotonic,
    newest: async () => {
      const [row] = await sequelize.query<{ id: number | null }>('SELECT MAX(id) AS id FROM call_news', { type: QueryTypes.SELECT })
      return Number(row?.id ?? 0)
    },
    after: (id) => sequelize.query<NewsRow>(NEWER, { replacements: { after: id }, type: QueryTypes.SELECT }),
  })
  const ago = (ms: number): string => sqlInstant(new Date(clock.now().getTime() - ms))
  const running = (userIds: readonly number[]): Promise<NewsRow[]> =>
    sequelize.query<NewsRow>(RUNNING, { replacements: { userIds: [...userIds], since: ago(CALL_NEWS_LASTS_MS), ringingSince: ago(RINGING_LASTS_MS) }, type: QueryTypes.SELECT })

  return {
    async follow() {
      const rows = await news.read()
      const newcomers = callCenter(members).filter((connection) => !greeted.has(connection))
      if (rows.length === 0 && newcomers.length === 0) return
      const missed = newcomers.length === 0 ? [] : (await running([...new Set(newcomers.map(({ member }) => member.userId))])).filter(({ id }) => news.isKnown(id))
      await members.confirm()
      for (const connection of callCenter(members)) {
        const isNew = newcomers.includes(connection)
        // Who came meanwhile hears of all this in the next round.
        if (isNew || greeted.has(connection)) tell(connection, isNew ? [...missed, ...rows] : rows)
        if (isNew) greeted.add(connection)
      }
      news.note(rows)
    },
  }
}

const callCenter = (members: Members): MemberConnection[] => members.present().filter(({ member }) => isCallCenter(member.facts))

/** Nobody hears of another's call. */
function tell(connection: MemberConnection, rows: readonly NewsRow[]): void {
  for (const { callId, externalId, agentUserId, event, phone, line, at } of rows) {
    if (agentUserId === connection.member.userId) connection.send(messageText({ type: 'call', id: String(callId), externalId, event, phone, line, at: at.toISOString() }))
  }
}

/** Removes news of the past. */
export const removeOldCallNews = (database: Database, now: Date): Promise<void> =>
  runTransaction(database, async (transaction) => {
    await database.tables.callNews.model.destroy({ where: { createdAt: { [Op.lt]: new Date(now.getTime() - KEPT_MS) } }, transaction })
  })
