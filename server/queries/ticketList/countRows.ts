import type { Database } from '../../database/database.ts'
import { selectWithin } from '../../database/timeLimit.ts'
import type { Services } from '../../services.ts'
import { joinSql, type Sql } from '../conditions.ts'
import { accessForAll, type Access } from './access.ts'
import type { List } from './list.ts'

/** True of every ticket: a range of the index, which the database reads with the conditions in hand, unlike all of it. */
const EVER_CREATED: Sql = { sql: "t.created_at <= '9999-12-31 23:59:59.999'", values: [] }

/** All that each way leads to, without an order. */
const waysOf = ({ from, where, branches = [{ from, where: [] }] }: Access): Sql[] =>
  branches.map((branch) => {
    const { sql, values } = joinSql([...branch.where, ...where, EVER_CREATED], ' AND ')
    return { sql: `${branch.from} WHERE ${sql}`, values }
  })

/**
 * Goes one way after the other until there is enough: of ways that one statement unites, the database goes each to its end.
 * @param go reads a way; gives how many rows it found, null when it took too long
 * @param most rows that are enough
 * @param limitMs for all ways together; null: for as long as it takes
 * @returns how many rows were found; null when it took too long
 */
async function goWays(ways: readonly Sql[], most: number, limitMs: number | null, go: (way: Sql, most: number, limitMs: number | null) => Promise<number | null>): Promise<number | null> {
  const until = limitMs === null ? Infinity : performance.now() + limitMs
  let total = 0
  for (const way of ways) {
    if (total >= most) break
    const leftMs = until - performance.now()
    // A limit of nothing is none to the database.
    if (leftMs < 1) return null
    const found = await go(way, most - total, limitMs === null ? null : leftMs)
    if (found === null) return null
    total += found
  }
  return total
}

/**
 * Counts at most one more than `cap` rows of a list.
 * @param limitMs null: for as long as it takes
 * @returns null when it took too long
 */
export async function countRows({ database }: Services, { user, tab, ordering, asked }: List, cap: number, limitMs: number | null): Promise<number | null> {
  return goWays(waysOf(accessForAll(user, tab, ordering, asked)), cap + 1, limitMs, async ({ sql, values }, most, leftMs) => {
    const rows = await selectWithin<{ n: number }>(database, { sql: `SELECT COUNT(*) AS n FROM (SELECT 1 ${sql} LIMIT ${most}) c`, values }, leftMs)
    return rows && Number(rows[0]?.n ?? 0)
  })
}

/** ms that counting in passing may take; a total that takes longer is not worth waiting for. */
const PASSING_LIMIT_MS = 25
/** Who counts beside others takes the time from them all, and hardly ends within his own. */
const MOST_PASSING = 2
/** How many count in passing on a pool just now. */
const passing = new WeakMap<Database, number>()

/** Counts at most one more than `cap` rows of a list, if that is soon done. @returns null where it is not, or enough others count */
export async function countInPassing(services: Services, list: List, cap: number): Promise<number | null> {
  const { database } = services
  const others = passing.get(database) ?? 0
  if (others >= MOST_PASSING) return null
  passing.set(database, others + 1)
  try {
    return await countRows(services, list, cap, PASSING_LIMIT_MS)
  } finally {
    passing.set(database, passing.get(database)! - 1)
  }
}

/**
 * The tickets that conditions leave. With a column that no index has: then the database checks the conditions in the index
 * and fetches only what fits; reading the index alone, it checks later and takes twice as long.
 * @param most tickets; of more the answer is `many`
 * @param limitMs after which it is given up
 */
export async function findFew({ database }: Services, { user, tab, ordering, asked }: List, most: number, limitMs: number): Promise<number[] | 'many' | 'too_slow'> {
  const ids: number[] = []
  const found = await goWays(waysOf(accessForAll(user, tab, ordering, asked)), most + 1, limitMs, async ({ sql, values }, left, leftMs) => {
    const rows = await selectWithin<{ id: number }>(database, { sql: `SELECT t.id AS id, t.version AS version ${sql} LIMIT ${left}`, values }, leftMs)
    for (const { id } of rows ?? []) ids.push(Number(id))
    return rows && rows.length
  })
  if (found === null) return 'too_slow'
  return found > most ? 'many' : ids
}
