import { user as userSchema, type User } from '#shared/contract/session.ts'
import { readLocal, writeLocal } from './localRecord.ts'

/**
 * For so long after the server last confirmed somebody, in ms, the desktop program opens for him without it. He could go on
 * without a password in that time with the server too; sooner it ends when he signs out or the server refuses his session.
 */
const KEPT_FOR_MS = 7 * 24 * 60 * 60 * 1000
const recordName = 'gongdan.keptIdentity'

interface Kept { readonly user: unknown; readonly confirmedAt: number }
const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'user' in value && 'confirmedAt' in value && typeof value.confirmedAt === 'number'

/** Keeps who is signed in. Neither password nor token: with it alone nothing can be asked of a server. @param now ms */
export const keepIdentity = (user: User, now: number): void => writeLocal(recordName, { user, confirmedAt: now } satisfies Kept)

/** Who was confirmed last on this machine; null where nobody was, or too long ago. @param now ms */
export function keptIdentity(now: number): User | null {
  const kept = readLocal(recordName, isKept)
  // A clock that was set back is no reason to trust longer.
  if (!kept || now - kept.confirmedAt > KEPT_FOR_MS || kept.confirmedAt - now > KEPT_FOR_MS) return null
  return userSchema.safeParse(kept.user).data ?? null
}

export const forgetIdentity = (): void => localStorage.removeItem(recordName)
