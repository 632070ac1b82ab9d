import type { Database } from '#server/database/database.ts'
import { read, write } from './steps.ts'

interface IndexRow {
  name: string
  unique: number
  columns: string
  first: string
}

/** An index that was taken away, as the statement that brings it back. */
export interface DroppedIndexes {
  table: string
  add: string[]
}

/**
 * Takes the indexes of a table away that are not filled in the order in which the seed writes: building them afterwards by
 * sorting is many times faster than keeping them.
 */
export async function dropIndexes(database: Database, table: string): Promise<DroppedIndexes> {
  const indexes = await read<IndexRow>(database, `SELECT INDEX_NAME AS name, MAX(NON_UNIQUE = 0) AS \`unique\`, GROUP_CONCAT(CONCAT('\`', COLUMN_NAME, '\`', IF(COLLATION = 'D', ' DESC', '')) ORDER BY SEQ_IN_INDEX) AS columns, MIN(IF(SEQ_IN_INDEX = 1, COLUMN_NAME, NULL)) AS first
    FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '${table}' AND INDEX_NAME <> 'PRIMARY' GROUP BY INDEX_NAME`)
  const dropped = indexes.filter(({ name, first }) => first !== 'ticket_id' && first !== 'customer_id' && name !== 'tickets_no')
  if (dropped.length > 0) await write(database, `ALTER TABLE ${table} ${dropped.map(({ name }) => `DROP KEY ${name}`).join(', ')}`)
  return { table, add: dropped.map(({ name, unique, columns }) => `ADD ${Number(unique) ? 'UNIQUE KEY' : 'KEY'} ${name} (${columns})`) }
}

export const addIndexes = async (database: Database, { table, add }: DroppedIndexes): Promise<number> =>
  (add.length === 0 ? 0 : (await write(database, `ALTER TABLE ${table} ${add.join(', ')}`), add.length))
