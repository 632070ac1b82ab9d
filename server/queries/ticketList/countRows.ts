import { selectWithin } from '../../database/timeLimit.ts'
import type { Services } from '../../services.ts'
import type { Sql } from '../conditions.ts'
import { accessForAll } from './access.ts'
import type { List } from './list.ts'
import { allSql } from './readRows.ts'

/** True of every ticket: a range of the index, which the database reads with the conditions in hand, unlike all of it. */
const EVER_CREATED: Sql = { sql: "t.created_at <= '9999-12-31 23:59:59.999'", values: [] }

/**
 * Counts at most one more than `cap` rows of a list.
 * @param limitMs null: for as long as it takes
 * @returns null when it took too long
 */
export async function countRows({ database }: Services, { user, tab, ordering, asked }: List, cap: number, limitMs: number | null): Promise<number | null> {
  const { sql, values } = allSql(accessForAll(user, tab, ordering, asked), '1', [EVER_CREATED], cap + 1)
  const rows = await selectWithin<{ n: number }>(database, { sql: `SELECT COUNT(*) AS n FROM (${sql}) c`, values }, limitMs)
  return rows && Number(rows[0]?.n ?? 0)
}

/**
 * The tickets that conditions leave. With a column that no index has: then the database checks the conditions in the index
 * and fetches only what fits; reading the index alone, it checks later and takes twice as long.
 * @param most tickets; of more the answer is `many`
 * @param limitMs after which it is given up
 */
export async function findFew({ database }: Services, { user, tab, ordering, asked }: List, most: number, limitMs: number): Promise<number[] | 'many' | 'too_slow'> {
  const rows = await selectWithin<{ id: number }>(database, allSql(accessForAll(user, tab, ordering, asked), 't.id AS id, t.version AS version', [EVER_CREATED], most + 1), limitMs)
  if (!rows) return 'too_slow'
  return rows.length > most ? 'many' : rows.map(({ id }) => Number(id))
}
