const EIGHT_HOURS = 8 * 3_600_000
/** The wall clock of Asia/Shanghai. */
export const wall = (at: number): string => new Date(at + EIGHT_HOURS).toISOString()
export const monthAt = (at: number): string => wall(at).slice(0, 7)
export const dayAt = (at: number): string => wall(at).slice(0, 10)
