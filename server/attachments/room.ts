import { QueryTypes, type Transaction } from 'sequelize'
import { UNLINKED_BYTES_OF_A_USER, UNLINKED_FILES_OF_A_USER } from '#shared/domain/ticket/attachments.ts'
import { findRow, type Database } from '../database/database.ts'
import { ApiError } from '../errors.ts'

const RETRY_AFTER_SECONDS = 60

/** Files of the user that belong to no ticket, uploads in progress among them. */
const COUNT = `SELECT COUNT(*) AS files, COALESCE(SUM(size), 0) AS bytes FROM (
  SELECT size FROM attachments WHERE uploaded_by = :userId AND ticket_id IS NULL
  UNION ALL SELECT size FROM uploads WHERE user_id = :userId AND id <> :id
) AS unlinked`

/**
 * Asks whether a user may lay down one more file that no ticket has yet. Holds the user's row, so that many at once do not
 * all find the last place free.
 * @param id of the upload, which is not counted twice
 * @param size in bytes
 * @throws ApiError `rate_limited`
 */
export async function requireRoom({ sequelize, tables }: Database, userId: number, id: string, size: number, transaction: Transaction): Promise<void> {
  await findRow(tables.users, { id: userId }, { transaction, lock: true, attributes: ['id'] })
  const [found] = await sequelize.query<{ files: number | string; bytes: number | string }>(COUNT, { type: QueryTypes.SELECT, replacements: { userId, id }, transaction })
  if (Number(found?.files) + 1 > UNLINKED_FILES_OF_A_USER || Number(found?.bytes) + size > UNLINKED_BYTES_OF_A_USER) {
    throw new ApiError('rate_limited', { retryAfterSeconds: RETRY_AFTER_SECONDS, detail: 'Too many files wait for their tickets.' })
  }
}
