/**
 * The rows of a new reading; those that did not change stay the same objects, so that only changed rows are drawn again.
 * @param before rows of the reading before
 * @param after rows as they came now, in their new order
 */
export function mergeRows<Row extends { readonly no: string }>(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  const known = new Map(before.map((row) => [row.no, row]))
  return after.map((row) => {
    const old = known.get(row.no)
    return old && JSON.stringify(old) === JSON.stringify(row) ? old : row
  })
}
