import { findRows, type Database } from '../database/database.ts'
import type { OrganisationRow } from '../models/index.ts'

/** Organisations by id and code, as far as names and codes go. What decides (a mall's status) is read from the database. */
export interface Directory {
  byId: (id: number) => Promise<OrganisationRow | null>
  byCode: (code: string) => Promise<OrganisationRow | null>
  /** The names that a presenter needs, without waiting for each. @param ids that are looked for once more where they are not known yet */
  snapshot: (ids?: readonly number[]) => Promise<ReadonlyMap<number, OrganisationRow>>
}

/** How long a copy may be used, in ms: a changed name shows on every server within this time. */
const FRESH_MS = 5_000

/** @param elapsed a monotonic clock in ms */
export function createDirectory(database: Database, elapsed: () => number = () => performance.now()): Directory {
  let copy: { readAt: number; byId: Map<number, OrganisationRow>; byCode: Map<string, OrganisationRow> } | null = null
  let reading: Promise<void> | null = null

  const read = async (): Promise<void> => {
    const rows = await findRows(database.tables.organisations, {})
    copy = {
      readAt: elapsed(), byId: new Map(rows.map((row) => [row.id, row])), byCode: new Map(rows.map((row) => [row.code.toUpperCase(), row])),
    }
  }
  const refresh = (): Promise<void> => (reading ??= read().finally(() => { reading = null }))
  const fresh = async () => {
    if (!copy || elapsed() - copy.readAt > FRESH_MS) await refresh()
    return copy!
  }
  /** An organisation made a moment ago is looked for once more. */
  const find = async <Found>(look: () => Found | undefined): Promise<Found | null> => {
    await fresh()
    const found = look()
    if (found) return found
    await refresh()
    return look() ?? null
  }

  return {
    byId: (id) => find(() => copy?.byId.get(id)),
    byCode: (code) => find(() => copy?.byCode.get(code.toUpperCase())),
    snapshot: async (ids = []) => {
      await find(() => ids.every((id) => copy!.byId.has(id)) || undefined)
      return copy!.byId
    },
  }
}
