import { QueryTypes, type Transaction } from 'sequelize'
import { savedQueryContent, type SavedQuery } from '#shared/contract/savedQuery.ts'
import { tabsFor, type TicketTabId } from '#shared/domain/lists/tabs.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import type { Database } from '../database/database.ts'

interface Found {
  id: number
  user_id: number
  name: string
  list: TicketTabId
  shared: number
  query: string
  created_at: Date
  owner: string
}

/** What an older or newer version saved may not fit any more; nothing of it is handed on then. */
function readContent(text: string): SavedQuery['query'] {
  try {
    const read = savedQueryContent.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

const present = (user: CurrentUser, row: Found): SavedQuery => ({
  id: String(row.id), name: row.name, list: row.list, shared: Boolean(row.shared), own: Number(row.user_id) === user.id, owner: row.owner,
  createdAt: row.created_at.toISOString(), query: readContent(row.query),
})

/**
 * The saved queries that somebody may apply: his own, and what active colleagues of his organisation share, of the lists
 * that he has; his own first, by name. A query is only what is asked: who applies it sees what his own sight holds.
 * @param only of one list, or the one of an id; all where neither is given
 */
export async function listSavedQueries(
  { sequelize }: Database, user: CurrentUser, only: { list?: TicketTabId; id?: number } = {}, transaction: Transaction | null = null,
): Promise<SavedQuery[]> {
  const lists = tabsFor(visibilityOf(user)).map(({ id }) => id).filter((id) => only.list === undefined || id === only.list)
  if (lists.length === 0) return []
  const select = (from: string): string =>
    `SELECT q.id, q.user_id, q.name, q.list, q.shared, q.query, q.created_at, u.name AS owner FROM saved_queries q JOIN users u ON u.id = q.user_id
     WHERE ${from} AND q.list IN (:lists)${only.id === undefined ? '' : ' AND q.id = :id'}`
  const rows = await sequelize.query<Found>(
    `${select('q.user_id = :userId')} UNION ALL
     ${select('q.organisation_id = :organisationId AND q.shared = 1 AND q.user_id <> :userId AND u.organisation_id = :organisationId AND u.active = 1')}`,
    { replacements: { userId: user.id, organisationId: user.organisationId, lists, ...(only.id === undefined ? {} : { id: only.id }) }, type: QueryTypes.SELECT, transaction },
  )
  return rows.map((row) => present(user, row)).sort((a, b) => Number(b.own) - Number(a.own) || a.name.localeCompare(b.name, 'zh-CN') || Number(a.id) - Number(b.id))
}
