/** The pages that were gone through: the cursor of each, the last being the page shown. The first page has none. */
export type CursorStack = readonly (string | null)[]

export const firstPage: CursorStack = [null]

/** The cursor of the page shown. */
export const currentCursor = (stack: CursorStack): string | null => stack.at(-1) ?? null

/** @param next the cursor that the page shown gave for the one behind it; null where it is the last */
export const nextPage = (stack: CursorStack, next: string | null): CursorStack => (next === null ? stack : [...stack, next])

export const previousPage = (stack: CursorStack): CursorStack => (stack.length > 1 ? stack.slice(0, -1) : firstPage)

export const isFirstPage = (stack: CursorStack): boolean => stack.length <= 1

/**
 * Which rows of the list a page holds, counted from 1; null where it holds none.
 * @param limit rows of a full page
 * @param shown rows of this page
 */
export function rangeOf(stack: CursorStack, limit: number, shown: number): { from: number; to: number } | null {
  if (shown === 0) return null
  const before = (Math.max(1, stack.length) - 1) * limit
  return { from: before + 1, to: before + shown }
}

/** Whether what was kept of an earlier start is such a stack. */
export const isCursorStack = (value: unknown): value is CursorStack =>
  Array.isArray(value) && value.length > 0 && value[0] === null && value.slice(1).every((one) => typeof one === 'string')
