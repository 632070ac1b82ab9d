/** Which rows of a list are drawn. */
export interface RowWindow {
  /** Index of the first row drawn. */
  readonly start: number
  /** Index behind the last row drawn. */
  readonly end: number
}

/** Rows drawn on each side without being seen. */
const SPARE_ROWS = 4
/** A window begins in steps of as many rows, so that not every scrolled pixel draws rows anew. */
const STEP = 2

/** Rows that are seen, wholly or in part. @param scrollTop pixels above the rows' upper edge that are scrolled away @param height visible pixels */
export function seenRows(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const top = Math.max(0, scrollTop)
  return { start: Math.min(count, Math.floor(top / rowHeight)), end: Math.min(count, Math.ceil((top + height) / rowHeight)) }
}

/**
 * The rows that are seen, and some before and behind them so that scrolling never shows a gap. As many rows for every place of
 * the list, so that their elements are made once and only filled anew.
 * @param scrollTop pixels above the rows' upper edge that are scrolled away
 * @param height visible pixels
 * @param rowHeight pixels
 */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const size = Math.min(count, Math.ceil(Math.max(0, height) / rowHeight) + 1 + 2 * SPARE_ROWS + STEP)
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight)
  const start = Math.min(Math.max(0, Math.floor((first - SPARE_ROWS) / STEP) * STEP), count - size)
  return { start, end: start + size }
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
