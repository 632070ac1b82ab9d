import { QueryTypes } from 'sequelize'
import type { ListPreference, ListPreferenceBody } from '#shared/contract/listPreference.ts'
import { sqlInstant } from '../database/sqlInstant.ts'
import { runTransaction } from '../database/transaction.ts'
import type { CurrentUser } from '../caller.ts'
import type { Services } from '../services.ts'

/**
 * Keeps a person's columns of a list (`lists.md`, Every list), or takes them away. Of two machines at once the later one
 * holds: both meant the whole choice, so there is nothing to join and nothing to refuse.
 */
export async function setListPreference({ database, clock }: Services, user: CurrentUser, list: string, { columns }: ListPreferenceBody): Promise<ListPreference> {
  const now = clock.now()
  await runTransaction(database, async (transaction) => {
    if (columns === null) {
      await database.tables.listPreferences.model.destroy({ where: { userId: user.id, list }, transaction })
      return
    }
    await database.sequelize.query(
      'INSERT INTO list_preferences (user_id, list, value, changed_at) VALUES (:userId, :list, :value, :now) ON DUPLICATE KEY UPDATE value = :value, changed_at = :now',
      { replacements: { userId: user.id, list, value: JSON.stringify({ columns }), now: sqlInstant(now) }, type: QueryTypes.INSERT, transaction },
    )
  })
  return { columns, changedAt: columns === null ? null : now.toISOString() }
}
