import { pinnedStyle } from '../columns.ts'
import type { ListColumn } from './columnLook.ts'

/** Pixels on each side that are drawn without being seen. */
const SPARE = 120

/** Where columns begin, in pixels from the left edge of the table; one more than there are columns, the last being the right edge. */
export function columnEdges(widths: readonly number[], from: number): readonly number[] {
  const edges = [from]
  for (const width of widths) edges.push((edges.at(-1) ?? from) + width)
  return edges
}

/** Index of the first column that is seen or nearly so. @param edges of {@link columnEdges} @param left pixels scrolled away */
export function firstSeen(edges: readonly number[], left: number): number {
  const index = edges.findIndex((_, at) => (edges[at + 1] ?? Number.POSITIVE_INFINITY) > left - SPARE)
  return Math.min(Math.max(0, index), edges.length - 1)
}

/** Index behind the last column that is seen or nearly so. @param room pixels of the place */
export function lastSeen(edges: readonly number[], left: number, room: number): number {
  const index = edges.findIndex((edge) => edge >= left + room + SPARE)
  return index < 0 ? edges.length - 1 : Math.min(index, edges.length - 1)
}

/** A column that is drawn, and its place in the grid; all its cells share these objects, so that filling a row sets texts alone. */
export interface PlacedColumn {
  readonly column: ListColumn
  /** Line of the CSS grid, the checkbox being in the first. */
  readonly place: number
  /** As text, which is compared as a whole where an object would be set anew. */
  readonly style: string
  /** Classes of every cell of the column. */
  readonly look: string
}

/** Whether a column is the last of those that stay in place. */
export const isLastPinned = (columns: readonly Pick<ListColumn, 'fixed'>[], index: number): boolean => columns[index]?.fixed === true && columns[index + 1]?.fixed !== true

const lookOfCells = ({ numeric, quiet, fixed, id }: ListColumn, lastPinned: boolean): string =>
  ['gd-list-cell', numeric ? 'gd-number' : '', fixed ? 'is-pinned' : '', lastPinned ? 'is-last-pinned' : '', quiet && id !== 'replyDueAt' ? 'gd-text-2' : ''].filter(Boolean).join(' ')
const place = (column: ListColumn, index: number, columns: readonly ListColumn[]): PlacedColumn =>
  ({ column, place: index + 2, look: lookOfCells(column, isLastPinned(columns, index)), style: `grid-column: ${index + 2}${column.fixed ? `; ${pinnedStyle(column.id)}` : ''}` })

/** Those of the range, and those that stay in place. */
export const placedColumns = (columns: readonly ListColumn[], from: number, to: number): readonly PlacedColumn[] =>
  columns.map(place).filter(({ column }, index) => column.fixed || (index >= from && index < to))
