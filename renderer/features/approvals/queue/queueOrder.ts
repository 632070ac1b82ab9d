import type { Approval } from '#shared/contract/approval.ts'

/** The requests that wait, in the order of the server: oldest first. */
export const pendingOf = (items: readonly Approval[]): Approval[] => items.filter((one) => one.state === 'pending')
/** The requests that are over, newest first. */
export const decidedOf = (items: readonly Approval[]): Approval[] => items.filter((one) => one.state !== 'pending')

/**
 * The request that opens by itself after one was decided: the one that follows it, else the first that still waits.
 * @param index where the decided one stood among the pending ones
 * @param pending the pending ones without it
 */
export const nextAfter = (index: number, pending: readonly Approval[]): Approval | null => pending[index] ?? pending[0] ?? null

/** The ids from one row to another, both included, in the order of the rows; the second alone where the first is gone. */
export function idsBetween(rows: readonly Approval[], from: string | null, to: string): string[] {
  const start = rows.findIndex((one) => one.id === from)
  const end = rows.findIndex((one) => one.id === to)
  if (end < 0) return []
  if (start < 0) return [to]
  return rows.slice(Math.min(start, end), Math.max(start, end) + 1).map((one) => one.id)
}

/** What of a selection is still there to be decided. */
export function stillSelectable(selected: ReadonlySet<string>, items: readonly Approval[]): Set<string> {
  return new Set(items.filter((one) => selected.has(one.id) && one.state === 'pending' && one.mayDecide).map((one) => one.id))
}
