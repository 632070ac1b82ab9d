import { Op, QueryTypes, type Transaction } from 'sequelize'
import { findRows, type Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'
import type { CountDelta } from './deltas.ts'

/** Changes that one transaction adds up. */
const BATCH = 5_000
/** Counts of one statement. */
const ROWS = 1_000

export interface Folded {
  /** Changes that were added to the counts. */
  folded: number
  /** There may be more. */
  more: boolean
}

const NOTHING: Folded = { folded: 0, more: false }

/** Another transaction has added up some of these changes: what this one read is no longer so. */
class Overtaken extends Error {
  /** Tried again as a conflict of the database is. */
  readonly errno = 1213
}

/** Whose turn it is: one server at a time adds up. In SQL: Sequelize leaves SKIP LOCKED away for this dialect. */
async function takeTurn({ sequelize }: Database, transaction: Transaction): Promise<boolean> {
  const held = await sequelize.query('SELECT id FROM count_state WHERE id = 1 FOR UPDATE SKIP LOCKED', { type: QueryTypes.SELECT, transaction })
  return held.length > 0
}

function addUp(changes: readonly CountDelta[]): CountDelta[] {
  const sums = new Map<string, CountDelta>()
  for (const { scope, series, period, facet, n } of changes) {
    const key = `${scope}|${series}|${period}|${facet}`
    const sum = sums.get(key)
    if (sum) sum.n += n
    else sums.set(key, { scope, series, period, facet, n })
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, sum]) => (sum.n === 0 ? [] : [sum]))
}

async function addToCounts({ sequelize }: Database, sums: readonly CountDelta[], transaction: Transaction): Promise<void> {
  for (let start = 0; start < sums.length; start += ROWS) {
    const part = sums.slice(start, start + ROWS)
    await sequelize.query(
      `INSERT INTO ticket_counts (scope, series, period, facet, n) VALUES ${part.map(() => '(?, ?, ?, ?, ?)').join(', ')} ON DUPLICATE KEY UPDATE n = n + VALUES(n)`,
      { replacements: part.flatMap(({ scope, series, period, facet, n }) => [scope, series, period, facet, n]), type: QueryTypes.INSERT, transaction },
    )
  }
}

/**
 * Adds some of the changes to the counts and takes them away, in one transaction: whoever reads both sees the same sums
 * before and after, and of a server that is killed nothing is left or lost. Safe on any number of servers: on one database
 * they take turns by a lock, and on a cluster who takes away the same changes second is told so and tries again.
 * @throws what says that the database is away; nothing is lost, the next call goes on
 */
export async function foldChanges(database: Database, { batch = BATCH }: { batch?: number } = {}): Promise<Folded> {
  const { tables: { countChanges } } = database
  return runTransaction(database, async (transaction) => {
    if (!(await takeTurn(database, transaction))) return NOTHING
    const changes = await findRows(countChanges, {}, { transaction, order: [['id', 'ASC']], limit: batch })
    if (changes.length === 0) return NOTHING
    await addToCounts(database, addUp(changes), transaction)
    const taken = await countChanges.model.destroy({ where: { id: { [Op.in]: changes.map(({ id }) => id) } }, transaction })
    if (taken !== changes.length) throw new Overtaken('the changes were added up by another server')
    return { folded: changes.length, more: changes.length === batch }
  })
}

/** Adds up everything that is there, or until another server is at it. @returns how many changes */
export async function foldAll(database: Database): Promise<number> {
  for (let folded = 0; ;) {
    const step = await foldChanges(database)
    folded += step.folded
    if (!step.more) return folded
  }
}
