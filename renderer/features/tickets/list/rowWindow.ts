/** Which rows of a list are drawn. */
export interface RowWindow {
  /** Index of the first row drawn. */
  readonly start: number
  /** Index behind the last row drawn. */
  readonly end: number
}

/** Rows drawn on each side without being seen. */
const SPARE_ROWS = 4

/** More rows than {@link rowWindow} ever gives for this height, so that a row's index modulo this number names its element. */
export const poolSize = (height: number, rowHeight: number, spare: number = SPARE_ROWS): number => Math.ceil(height / rowHeight) + 2 + 3 * spare

/**
 * The rows that are seen, and some before and behind them so that scrolling never shows a gap.
 * @param scrollTop pixels above the rows' upper edge that are scrolled away
 * @param height visible pixels
 * @param rowHeight pixels
 */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number, spare: number = SPARE_ROWS): RowWindow {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight)
  const last = Math.ceil((Math.max(0, scrollTop) + height) / rowHeight)
  // In steps, so that not every scrolled pixel draws rows anew.
  const step = Math.max(1, Math.floor(spare / 2))
  const start = Math.max(0, Math.floor((first - spare) / step) * step)
  const end = Math.min(count, Math.ceil((last + spare) / step) * step)
  return { start: Math.min(start, count), end }
}

/**
 * Where to scroll so that a row is seen whole.
 * @param height visible pixels below the head
 * @returns the new scrollTop; the old one where the row is seen already
 */
export function scrollToRow(index: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = index * rowHeight
  if (top < scrollTop) return top
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop
}
