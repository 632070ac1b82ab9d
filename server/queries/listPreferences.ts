import { listPreference, type ListPreference } from '#shared/contract/listPreference.ts'
import { findRow, type Database } from '../database/database.ts'

/** A person's columns of a list; none where he chose none, or where another version kept what this one cannot read. */
export async function findListPreference({ tables }: Database, userId: number, list: string): Promise<ListPreference> {
  const row = await findRow(tables.listPreferences, { userId, list })
  const read = listPreference.shape.columns.safeParse((row?.value as { columns?: unknown } | null)?.columns)
  if (!row || !read.success || read.data === null) return { columns: null, changedAt: null }
  return { columns: read.data, changedAt: row.changedAt.toISOString() }
}
