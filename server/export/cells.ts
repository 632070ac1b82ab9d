/** A value of a cell: a text that is never anything but text, a number, an amount in yuan, an instant (ISO 8601), or nothing. */
export type Cell = string | number | { readonly amount: number } | { readonly at: string } | null

export interface SheetColumn {
  readonly title: string
  /** In characters. */
  readonly width: number
}

/** A sheet whose rows come batch by batch. */
export interface Sheet {
  /** At most 31 characters, without `[]:*?/\`. */
  readonly name: string
  readonly columns: readonly SheetColumn[]
  /** Read once, when the sheets before have been written. */
  readonly batches: () => AsyncIterable<readonly (readonly Cell[])[]>
  /** Its head can filter; not for a sheet of facts. */
  readonly filter?: boolean
}
