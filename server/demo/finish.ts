import type { Transaction } from 'sequelize'
import type { CurrentUser } from '../caller.ts'
import type { Database } from '../database/database.ts'
import { countScopeOf } from '../counts/scopes.ts'
import { readerOf } from '../tickets/reads.ts'
import { plusDays } from './moments.ts'

/** What happened longer ago has been read by everybody, so that 未查阅工单 shows what is new. */
const READ_AFTER_DAYS = 1.5

/** Marks as read what each of the users may see and what is older than a day and a half. */
export async function markOlderRead({ sequelize }: Database, users: Iterable<CurrentUser>, present: Date, transaction: Transaction): Promise<void> {
  const before = plusDays(present, -READ_AFTER_DAYS)
  const readers = new Map([...users].filter(({ organisationKind, roles }) => organisationKind !== 'line' && roles.length > 0).map((user) => [readerOf(user), user]))
  for (const [reader, user] of readers) {
    const { organisationKind, organisationId } = user
    const scope = organisationKind === 'mall' ? 'scope_mall_id = :organisationId' : organisationKind === 'department' ? 'scope_department_id = :organisationId' : '1 = 1'
    await sequelize.query(
      `INSERT INTO ticket_reads (reader, ticket_id, read_at, scope) SELECT :reader, id, last_event_at, :countScope FROM tickets WHERE last_event_at < :before AND ${scope}
       ON DUPLICATE KEY UPDATE read_at = VALUES(read_at), scope = VALUES(scope)`,
      { replacements: { reader, before, organisationId, countScope: countScopeOf(user) }, transaction },
    )
    if (organisationKind === 'mall') {
      await sequelize.query('UPDATE tickets SET unread_mall_id = NULL WHERE last_event_at < :before AND scope_mall_id = :organisationId', { replacements: { before, organisationId }, transaction })
    }
  }
}

/**
 * The messages of the past count as delivered. They stand in the outbox because the commands write them there; sent now,
 * they would tell people of what happened weeks ago.
 */
export async function settleOutbox({ sequelize }: Database, present: Date, transaction: Transaction): Promise<void> {
  await sequelize.query("UPDATE outbox SET state = 'done', done_at = created_at WHERE state = 'waiting' AND created_at <= :present", { replacements: { present }, transaction })
}
