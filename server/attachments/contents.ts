import { QueryTypes, type Transaction } from 'sequelize'
import { findRow, type Database } from '../database/database.ts'
import { sqlInstant } from '../database/sqlInstant.ts'

/**
 * The row of a content in the store is written and committed before the content is put there, and held by whoever puts,
 * links or removes it: what is there is always known, and nothing is removed that somebody is about to use.
 */
const TOUCH = `INSERT INTO attachment_contents (sha256, size, touched_at) VALUES (:sha256, :size, :now)
  ON DUPLICATE KEY UPDATE touched_at = GREATEST(touched_at, VALUES(touched_at))`

export async function touchContent({ sequelize }: Database, content: { sha256: string; size: number }, now: Date, transaction: Transaction): Promise<void> {
  await sequelize.query(TOUCH, { type: QueryTypes.INSERT, replacements: { sha256: content.sha256, size: content.size, now: sqlInstant(now) }, transaction })
}

/** Holds the content's row until the transaction ends. @returns whether there is one */
export const holdContent = async ({ tables }: Database, sha256: string, transaction: Transaction): Promise<boolean> =>
  (await findRow(tables.attachmentContents, { sha256 }, { transaction, lock: true, attributes: ['sha256'] })) !== null
