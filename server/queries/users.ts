import { Op, type Transaction } from 'sequelize'
import { findRows, type Database } from '../database/database.ts'

/** Names of users, whether active or not, with one query for all; none where nobody is named. */
export async function namesOfUsers({ tables }: Database, ids: readonly (number | null)[], transaction: Transaction | null = null): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const users = wanted.length > 0 ? await findRows(tables.users, { id: { [Op.in]: wanted } }, { attributes: ['id', 'name'], transaction }) : []
  return new Map(users.map(({ id, name }) => [id, name]))
}
