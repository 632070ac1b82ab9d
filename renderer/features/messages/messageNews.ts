import type { Message } from '#shared/contract/message.ts'

/** What is remembered of the messages that were seen: enough to know a new one. */
export interface SeenMessages {
  /** Messages up to here were there before anybody looked. */
  readonly floor: string
  /** Ids above it that were seen. */
  readonly ids: readonly string[]
}

/** Ids that are remembered; the oldest give way and the floor rises. */
const REMEMBERED = 500

const byId = (one: string, other: string): number => (BigInt(one) < BigInt(other) ? -1 : 1)

/**
 * Tells which messages are new. What stands there at the first look is not. Ids are compared one by one, for a smaller one
 * may appear after a greater one.
 * @param seen of an earlier look; null at the first
 * @param messages newest first, as far as they were read
 * @param more whether there are earlier ones that were not read
 */
export function lookForNews(seen: SeenMessages | null, messages: readonly Message[], more: boolean): { readonly seen: SeenMessages; readonly news: readonly Message[] } {
  const ids = messages.map(({ id }) => id)
  const oldest = ids.at(-1)
  const floor = seen?.floor ?? (more && oldest !== undefined ? oldest : '0')
  const known = new Set(seen?.ids)
  const news = seen === null ? [] : messages.filter(({ id }) => BigInt(id) > BigInt(floor) && !known.has(id))
  const all = [...new Set([...known, ...ids])].filter((id) => BigInt(id) > BigInt(floor)).toSorted(byId)
  const dropped = all.slice(0, Math.max(0, all.length - REMEMBERED))
  return { seen: { floor: dropped.at(-1) ?? floor, ids: all.slice(dropped.length) }, news }
}
