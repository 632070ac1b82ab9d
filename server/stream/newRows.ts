/**
 * How long a number that is missing may still appear, in ms. Ids are given before the commit, so a smaller one may show
 * after a greater one; what writes the followed tables takes far less than this.
 */
const LATE_MS = 10_000

/** The rows of a growing table that were not dealt with yet, each once, also those that show late. */
export interface NewRows<Row extends { id: number }> {
  /** Those that are new now. Until they are noted they stay new. */
  read: () => Promise<Row[]>
  /** They are dealt with. */
  note: (rows: readonly Row[]) => void
  /** Whether a row was noted, or was there before the first look. */
  isKnown: (id: number) => boolean
}

export interface RowSource<Row extends { id: number }> {
  /** The greatest id there is; 0 for none. What is there at the first look is not new. */
  newest: () => Promise<number>
  /** Rows above an id in the order of ids, at most a page of them. */
  after: (id: number) => Promise<Row[]>
  page: number
  /** Clock of the process in ms. */
  monotonic: () => number
}

export function followRows<Row extends { id: number }>({ newest, after, page, monotonic }: RowSource<Row>): NewRows<Row> {
  /** Everything up to here has been noted, and nothing appears there any more; null before the first look. */
  let settled: number | null = null
  /** What was noted above it, and when. */
  let noted = new Map<number, number>()

  /** Those of `noted` that are old enough move below the line. */
  const settle = (): void => {
    const before = monotonic() - LATE_MS
    const old = [...noted].filter(([, at]) => at < before).map(([id]) => id)
    if (old.length === 0) return
    settled = Math.max(settled!, ...old)
    noted = new Map([...noted].filter(([id]) => id > settled!))
  }
  return {
    async read() {
      settled ??= await newest()
      settle()
      const rows: Row[] = []
      for (let from = settled; ;) {
        const found = await after(from)
        rows.push(...found.filter(({ id }) => !noted.has(id)))
        if (found.length < page) return rows
        from = found.at(-1)!.id
      }
    },
    note(rows) {
      const now = monotonic()
      for (const { id } of rows) noted.set(id, now)
    },
    isKnown: (id) => (settled !== null && id <= settled) || noted.has(id),
  }
}
