import type { SeenMessages } from './messageNews.ts'

const nameOf = (userId: string): string => `gongdan.seenMessages.${userId}`
const isId = (value: unknown): value is string => typeof value === 'string' && /^\d+$/.test(value)
const isSeen = (value: unknown): value is SeenMessages =>
  typeof value === 'object' && value !== null && 'floor' in value && isId(value.floor) && 'ids' in value && Array.isArray(value.ids) && value.ids.every(isId)

/** Without the browser's storage: until the page is loaded anew. */
const inMemory = new Map<string, SeenMessages>()

/** Which messages this person has seen since the program started; outlives a reload of the page, not a start. */
export function keptSeenMessages(userId: string): SeenMessages | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(nameOf(userId)) ?? 'null')
    return isSeen(value) ? value : (inMemory.get(userId) ?? null)
  } catch {
    return inMemory.get(userId) ?? null
  }
}

export function keepSeenMessages(userId: string, seen: SeenMessages): void {
  inMemory.set(userId, seen)
  try {
    sessionStorage.setItem(nameOf(userId), JSON.stringify(seen))
  } catch {
    // Full or switched off: what is in memory serves.
  }
}

export function forgetSeenMessages(userId: string): void {
  inMemory.delete(userId)
  try {
    sessionStorage.removeItem(nameOf(userId))
  } catch {
    // Nothing was kept there.
  }
}
