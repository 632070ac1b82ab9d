import { zoneOffset } from '#shared/domain/sla/zoneOffset.ts'

/** The most that a cell holds, in UTF-16 units (specification of the format). */
export const CELL_LENGTH = 32_767

/** What a cell can hold of a text: control characters and halves of characters have no place in XML. */
export function storable(text: string): string {
  const written = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
  if (written.length <= CELL_LENGTH) return written
  const cut = written.slice(0, CELL_LENGTH)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}

/** The wall clock of the zone as if it ran in UTC: dates of a workbook have no zone. @param at ISO 8601 */
export const wallClock = (at: string, timeZone: string): Date => {
  const instant = Date.parse(at)
  return new Date(instant + zoneOffset(instant, timeZone))
}
