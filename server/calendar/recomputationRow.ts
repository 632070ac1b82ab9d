/** The one row of `calendar_recomputation`. */
export const RECOMPUTATION_ROW = { id: 1 } as const
