import type { PresentPerson } from '#shared/contract/stream.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'

/** Who writes stands before who looks; among them who came first. */
export const inOrder = (people: readonly PresentPerson[]): readonly PresentPerson[] =>
  people.toSorted((one, other) => Number(other.typing !== null) - Number(one.typing !== null) || one.since.localeCompare(other.since) || one.userId.localeCompare(other.userId))

/** The letter of a person's picture: the first character of the name, whole also beyond the basic plane. */
export const letterOf = (name: string): string => [...name.trim()][0] ?? '?'

/** What somebody does on the page; decisions are not told before they are made, only that one is. */
export type PresenceDoing = 'looking' | 'deciding' | 'writing'

export function doingOf(typing: TicketOperation | null): PresenceDoing {
  if (typing === null) return 'looking'
  return /^(approve|reject)_/.test(typing) ? 'deciding' : 'writing'
}
