import { QueryTypes } from 'sequelize'
import type { MessageRead } from '#shared/contract/message.ts'
import { isCallCenter } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import { runTransaction } from '../database/transaction.ts'
import { messageOwner, unreadShared } from '../queries/messages.ts'
import type { Services } from '../services.ts'

/** The newest shared messages get a mark each; the others are below one mark for all. */
const MARKED_SINGLY = 200

const EVERYTHING = Number.MAX_SAFE_INTEGER

/**
 * Marks messages read, for this user alone. What is read already keeps its time; ids that are not his are passed over.
 * Ids appear in another order than they were given, as transactions commit: the mark for all therefore stays so far below
 * the newest that nothing which is yet to appear lies under it.
 */
export async function readMessages({ database, clock }: Services, user: CurrentUser, body: MessageRead): Promise<void> {
  const { sequelize } = database
  const upTo = body.upTo === undefined ? EVERYTHING : Math.min(EVERYTHING, Number(body.upTo))
  const shares = isCallCenter(user)
  const newest = shares && !body.ids ? await unreadShared(database, user, { upTo, limit: MARKED_SINGLY + 1 }) : []
  await runTransaction(database, async (transaction) => {
    const values = { ...messageOwner(user), now: sqlInstant(clock.now()), upTo }
    const run = (sql: string, more: object): Promise<unknown> => sequelize.query(sql, { replacements: { ...values, ...more }, type: QueryTypes.RAW, transaction })
    if (body.ids) await run('UPDATE messages SET read_at = :now WHERE id IN (:ids) AND recipient = :own AND read_at IS NULL', { ids: body.ids })
    else await run('UPDATE messages SET read_at = :now WHERE recipient = :own AND read_at IS NULL AND id <= :upTo', {})
    const ids = body.ids ?? newest.slice(0, MARKED_SINGLY)
    if (!shares || ids.length === 0) return
    await run('INSERT IGNORE INTO message_reads (user_id, message_id, read_at) SELECT :userId, id, :now FROM messages WHERE id IN (:ids) AND recipient = :shared', { ids })
    const below = newest[MARKED_SINGLY]
    if (below !== undefined) await run('INSERT INTO message_marks (user_id, read_up_to) VALUES (:userId, :below) ON DUPLICATE KEY UPDATE read_up_to = GREATEST(read_up_to, :below)', { below })
  })
}
