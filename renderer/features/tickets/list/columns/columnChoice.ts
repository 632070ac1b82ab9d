import { COLUMN_WIDTH, isFixedColumn, isTicketColumn, TICKET_COLUMN_IDS } from '#shared/domain/lists/columns.ts'
import type { TicketColumnId } from '#shared/domain/lists/columns.ts'
import type { ColumnPreference } from '#shared/contract/listPreference.ts'

/** A column as a person has it, shown or not. */
export interface ChosenColumn {
  readonly id: TicketColumnId
  readonly shown: boolean
  /** Pixels; null: as wide as the list makes it. */
  readonly width: number | null
}

const FIXED = TICKET_COLUMN_IDS.filter(isFixedColumn)
const isMovable = (id: TicketColumnId): boolean => !isFixedColumn(id)

/**
 * Every column that there is, as the person has it: in his order, then those that he has not placed (of a newer version),
 * which are hidden. What an other version kept and this one has not is passed over. The fixed columns are always shown, first.
 * @param standard the columns of the list where nothing is chosen, in their order
 */
export function chosenColumns(chosen: readonly ColumnPreference[] | null, standard: readonly TicketColumnId[]): readonly ChosenColumn[] {
  const known = new Map<TicketColumnId, ChosenColumn>()
  const given: readonly ColumnPreference[] = chosen ?? standard.map((id) => ({ id, shown: true, width: null }))
  for (const { id, shown, width } of given) if (isTicketColumn(id)) known.set(id, { id, shown: shown || isFixedColumn(id), width })
  const placed = [...known.keys()].filter(isMovable)
  const others = TICKET_COLUMN_IDS.filter((id) => isMovable(id) && !known.has(id))
  return [...FIXED, ...placed, ...others].map((id) => known.get(id) ?? { id, shown: isFixedColumn(id), width: null })
}

/** The preference that says the same. */
export const asPreference = (columns: readonly ChosenColumn[]): ColumnPreference[] => columns.map(({ id, shown, width }) => ({ id, shown, width }))

export const withShown = (columns: readonly ChosenColumn[], id: TicketColumnId, shown: boolean): readonly ChosenColumn[] =>
  columns.map((one) => (one.id === id && isMovable(id) ? { ...one, shown } : one))

/** @param width pixels, brought into the bounds; null: as wide as the list makes it */
export const withWidth = (columns: readonly ChosenColumn[], id: TicketColumnId, width: number | null): readonly ChosenColumn[] =>
  columns.map((one) => (one.id === id ? { ...one, width: width === null ? null : boundedWidth(width) } : one))

export const boundedWidth = (width: number): number => Math.round(Math.max(COLUMN_WIDTH.least, Math.min(COLUMN_WIDTH.most, width)))

/** Puts a column into the place of another; fixed ones stay where they are, and nothing gets before them. */
export function moved(columns: readonly ChosenColumn[], id: TicketColumnId, to: number): readonly ChosenColumn[] {
  const from = columns.findIndex((one) => one.id === id)
  const column = columns[from]
  if (!column || !isMovable(id)) return columns
  const target = Math.max(FIXED.length, Math.min(columns.length - 1, to))
  const rest = columns.filter((one) => one.id !== id)
  return [...rest.slice(0, target), column, ...rest.slice(target)]
}
